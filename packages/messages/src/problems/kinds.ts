import type { Language } from "@coulisses/labour";
import { typeset } from "../typeset.ts";
import type { KindTexts, ProblemCode } from "./codes.ts";
import { english } from "./kinds.en.ts";
import { french } from "./kinds.fr.ts";

const kinds: Record<Language, Record<ProblemCode, KindTexts>> = { en: english, fr: french };

/** The title of a problem. @example titleOfProblem("stale", "fr"); // "Modifié entre-temps" */
export function titleOfProblem(code: ProblemCode, language: Language): string {
  return typeset(kinds[language][code].title, language);
}

/** The detail of a problem if no reason is known. */
export function detailOfProblem(code: ProblemCode, language: Language): string {
  return typeset(kinds[language][code].detail, language);
}

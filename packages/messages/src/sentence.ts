import type { Language } from "@coulisses/labour";
import {
  type Reason as RankReason,
  type CodedFinding,
  sentenceOfFinding,
  sentenceOfReason,
} from "@coulisses/planning";
import type { Coded, Texts } from "./catalogue.ts";
import { english as englishIssues } from "./issues/en.ts";
import { french as frenchIssues } from "./issues/fr.ts";
import type { IssueParams, CodedIssue } from "./issues/issues.ts";
import { sentenceOfIssue } from "./issues/words.ts";
import { english as englishReasons } from "./problems/reasons.en.ts";
import { french as frenchReasons } from "./problems/reasons.fr.ts";
import type { ReasonParams } from "./problems/reasons.ts";
import { typeset } from "./typeset.ts";

/** Why a request is refused. */
export type CodedReason = Coded<"reason", ReasonParams>;

/**
 * A sentence as data: a code and its params. The key of the code tells the kind of sentence: the `rule`
 * of a finding, the `reason` of a refusal, the `issue` of an input, the `code` of a reason in a ranking.
 */
export type CodedSentence = CodedFinding | CodedReason | CodedIssue | RankReason;

const reasons: Record<Language, Texts<ReasonParams>> = { en: englishReasons, fr: frenchReasons };
const issues: Record<Language, Texts<IssueParams>> = { en: englishIssues, fr: frenchIssues };

/**
 * The sentence of a code in a language.
 *
 * @example sentenceOf({ rule: "availability", params: { name: "Emma" } }, "fr");
 * // "Emma n’a pas donné cette disponibilité"
 */
export function sentenceOf(coded: CodedSentence, language: Language): string {
  if ("rule" in coded) return sentenceOfFinding(coded, language);
  if ("code" in coded) return sentenceOfReason(coded, language);
  const text =
    "issue" in coded ? sentenceOfIssue(coded, issues[language]) : refusalOf(coded, language);
  return typeset(text, language);
}

function refusalOf({ reason, params }: CodedReason, language: Language): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `CodedReason` pairs each reason with its params
  const text = reasons[language][reason] as (given: unknown) => string;
  return text(params);
}

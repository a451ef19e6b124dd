import type { Language } from "@coulisses/labour";
import { english } from "./en.ts";
import { french } from "./fr.ts";

/** The texts of screens, by language. What the server refuses is not among them: it says so itself. */
export const screenTexts: Record<Language, typeof english> = { en: english, fr: french };

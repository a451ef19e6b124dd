import type { Language } from "@coulisses/labour";
import { english } from "./en.ts";
import { french } from "./fr.ts";

/** What screens say, but for what the server says. */
export type ScreenTexts = typeof english;

/** The texts of screens, by language. */
export const screenTexts: Record<Language, ScreenTexts> = { en: english, fr: french };

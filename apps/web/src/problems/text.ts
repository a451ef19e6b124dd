import { problemsTexts } from "@coulisses/messages/screens/problems";
import { inLanguage } from "../data/language.ts";

/** What the screen says, in the language of the page. */
export const text = inLanguage(problemsTexts);

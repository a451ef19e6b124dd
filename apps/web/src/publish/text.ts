import { publishTexts } from "@coulisses/messages/screens/publish";
import { inLanguage } from "../data/language.ts";

/** What the screen says, in the language of the page. */
export const text = inLanguage(publishTexts);

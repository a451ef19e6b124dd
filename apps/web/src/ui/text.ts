import { sharedTexts } from "@coulisses/messages/screens/shared";
import { inLanguage } from "../data/language.ts";

/** What all screens say, in the language of the page. */
export const text = inLanguage(sharedTexts);

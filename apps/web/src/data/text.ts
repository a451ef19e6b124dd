import { screenTexts } from "@coulisses/messages/screens";
import { language } from "./language.ts";

/** What screens say, in the language of the page. */
export const text = screenTexts[language];

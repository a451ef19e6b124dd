import { lawTexts } from "@coulisses/messages/screens/law";
import { sharedTexts } from "@coulisses/messages/screens/shared";
import { inLanguage } from "../data/language.ts";

/** What all screens say, in the language of the page. */
export const text = inLanguage(sharedTexts);

/** What they say of rules, and of changes that the server refuses. */
export const lawText = inLanguage(lawTexts);

import { lawTexts } from "@coulisses/messages/screens/law";
import { inLanguage } from "../../../data/language.ts";

/** What is said of rules, in the language of the page. */
export const text = inLanguage(lawTexts);

import { productionsTexts } from "@coulisses/messages/screens/productions";
import { inLanguage } from "../data/language.ts";

/** What the screen of productions says, in the language of the page. */
export const text = inLanguage(productionsTexts);

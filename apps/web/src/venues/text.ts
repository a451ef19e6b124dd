import { venuesTexts } from "@coulisses/messages/screens/venues";
import { inLanguage } from "../data/language.ts";

/** What the screen of venues says, in the language of the page. */
export const text = inLanguage(venuesTexts);

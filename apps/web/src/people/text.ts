import { peopleTexts } from "@coulisses/messages/screens/people";
import { inLanguage } from "../data/language.ts";

/** What the screens of people say, in the language of the page. */
export const text = inLanguage(peopleTexts);

import { skillsTexts } from "@coulisses/messages/screens/skills";
import { inLanguage } from "../data/language.ts";

/** What the screen of skills says, in the language of the page. */
export const text = inLanguage(skillsTexts);

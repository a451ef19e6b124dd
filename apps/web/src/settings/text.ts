import { peopleTexts } from "@coulisses/messages/screens/people";
import { recordTexts } from "@coulisses/messages/screens/record";
import { roleTexts } from "@coulisses/messages/screens/roles";
import { settingsTexts } from "@coulisses/messages/screens/settings";
import { inLanguage } from "../data/language.ts";

/** What the settings say, in the language of the page. */
export const text = { ...inLanguage(settingsTexts), record: inLanguage(recordTexts) };

/** The names of roles, and what they may do. */
export const roles = inLanguage(roleTexts);

/** The words of people's profiles and outside work. */
export const { outside, profile } = inLanguage(peopleTexts);

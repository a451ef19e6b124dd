import { missionTexts } from "@coulisses/messages/screens/mission";
import { inLanguage } from "../../../data/language.ts";

/** What the panel says, in the language of the page. */
export const text = inLanguage(missionTexts);

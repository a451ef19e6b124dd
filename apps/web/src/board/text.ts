import { boardTexts } from "@coulisses/messages/screens/board";
import { boardToolsTexts } from "@coulisses/messages/screens/board-tools";
import { inLanguage } from "../data/language.ts";

/** What the board says, in the language of the page. */
export const text = { ...inLanguage(boardTexts), ...inLanguage(boardToolsTexts) };

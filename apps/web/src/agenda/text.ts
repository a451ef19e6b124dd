import { agendaTexts } from "@coulisses/messages/screens/agenda";
import { inLanguage } from "../data/language.ts";

/** What the agenda says, in the language of the page. */
export const text = inLanguage(agendaTexts);

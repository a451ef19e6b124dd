import { gestureTexts } from "@coulisses/messages/screens/gestures";
import { inLanguage } from "../../../data/language.ts";

/** What is said of drags and of missions selected together, in the language of the page. */
export const text = inLanguage(gestureTexts);

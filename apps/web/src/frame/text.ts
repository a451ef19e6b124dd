import { liveTexts } from "@coulisses/messages/screens/live";
import { inLanguage } from "../data/language.ts";

export const text = inLanguage(liveTexts);

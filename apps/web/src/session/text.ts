import { signInTexts } from "@coulisses/messages/screens/sign-in";
import { inLanguage } from "../data/language.ts";

/** What the screen says that asks who somebody is, in the language of the page. */
export const text = inLanguage(signInTexts);

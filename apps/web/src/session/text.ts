import { roleTexts } from "@coulisses/messages/screens/roles";
import { signInTexts } from "@coulisses/messages/screens/sign-in";
import { inLanguage } from "../data/language.ts";

/** What the screens say by which somebody gets in, in the language of the page. */
export const text = inLanguage(signInTexts);

/** The names of roles, and what they may do. */
export const roles = inLanguage(roleTexts);

import type { Language } from "@coulisses/labour";
import type { Texts } from "../catalogue.ts";
import { typesetEach } from "../typeset.ts";
import { english } from "./en.ts";
import { french } from "./fr.ts";
import type { MailParams, CodedMail, MailText } from "./mails.ts";

const mails: Record<Language, Texts<MailParams, MailText>> = { en: english, fr: french };

/**
 * The text of a mail in a language.
 *
 * @example textOfMail({ mail: "sign_in", params: { minutes: 15 } }, "fr").subject;
 * // "Votre lien de connexion"
 */
export function textOfMail<Mail extends keyof MailParams>(
  { mail, params }: CodedMail<Mail>,
  language: Language,
): MailText {
  const text = mails[language][mail];
  return typesetEach(text(params), language);
}

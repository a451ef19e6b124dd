import { DomainError } from "@coulisses/api/kit/errors";
import type { Language } from "@coulisses/messages";
import type { FastifyBaseLogger } from "fastify";
import type { Config } from "../config.ts";

/** The pages that mailed links lead to, under `/auth`, by what they are for. */
export const linkPages = {
  sign_in: "/magic-link/verify",
  choose_password: "/magic-link/password",
} as const;

export type LinkKind = keyof typeof linkPages;

/** One message of ours: it brings a link, by which its reader proves that the address is theirs. */
export interface Letter {
  kind: LinkKind | "invitation";
  to: string;
  language: Language;
  link: string;
  /** Its name; of an invitation only. */
  organisation?: string;
  /** Whether the invitation is to be an artist of the organisation. */
  is_artist?: boolean;
}

/** How mail leaves the house. */
export interface Mail {
  /**
   * To be called before anything that ends in a letter.
   *
   * @throws DomainError `mail_unavailable` in production without SMTP_URL
   */
  assertAvailable(): void;
  send(letter: Letter): Promise<void>;
}

/** Mail through SMTP_URL; without it, links are logged, except in production. */
export function createMail(
  { SMTP_URL, MAIL_FROM, APP_ENV }: Pick<Config, "SMTP_URL" | "MAIL_FROM" | "APP_ENV">,
  log: FastifyBaseLogger,
): Mail {
  if (SMTP_URL === undefined)
    return {
      assertAvailable() {
        if (APP_ENV === "production") throw new DomainError("mail_unavailable");
      },
      async send({ kind, to, link }) {
        if (APP_ENV !== "production") log.info({ kind, to, link }, "no SMTP_URL: the link is here");
      },
    };
  return {
    assertAvailable() {},
    async send(letter) {
      const { createTransport } = await import("nodemailer");
      const transport = createTransport(SMTP_URL, { from: MAIL_FROM });
      const { subject, before, after } = texts[letter.language][letter.kind](letter);
      const text = `${before}\n\n${letter.link}\n\n${after}\n`;
      await transport.sendMail({ to: letter.to, subject, text });
    },
  };
}

interface Text {
  subject: string;
  before: string;
  after: string;
}

const texts: Record<Language, Record<Letter["kind"], (letter: Letter) => Text>> = {
  fr: {
    sign_in: () => ({
      subject: "Votre lien de connexion",
      before:
        "Pour vous connecter, ouvrez ce lien dans les quinze minutes. Il ne sert qu'une fois.",
      after: "Si vous n'avez rien demandé, ne faites rien : personne n'entre sans ce lien.",
    }),
    choose_password: () => ({
      subject: "Choisir votre mot de passe",
      before:
        "Pour choisir votre mot de passe, ouvrez ce lien dans les quinze minutes. Il ne sert qu'une fois.",
      after: "Si vous n'avez rien demandé, ne faites rien : rien ne change.",
    }),
    invitation: ({ organisation, is_artist }) => ({
      subject: `Invitation : ${organisation}`,
      before: `Vous êtes invité·e à rejoindre ${organisation}. Connectez-vous avec cette adresse, puis acceptez l'invitation :`,
      after: `${is_artist ? `En acceptant, vous partagez vos périodes de travail pour d'autres : ${organisation} et les autres organisations avec lesquelles vous les partagez sauront quand vous travaillez, jamais où, ni pour qui. Vous pouvez accepter sans les partager, et cesser à tout moment.\n\n` : ""}L'invitation vaut sept jours.`,
    }),
  },
  en: {
    sign_in: () => ({
      subject: "Your sign-in link",
      before: "To sign in, open this link within fifteen minutes. It works once.",
      after: "If you did not ask for it, do nothing: nobody gets in without this link.",
    }),
    choose_password: () => ({
      subject: "Choose your password",
      before: "To choose your password, open this link within fifteen minutes. It works once.",
      after: "If you did not ask for it, do nothing: nothing changes.",
    }),
    invitation: ({ organisation, is_artist }) => ({
      subject: `Invitation: ${organisation}`,
      before: `You are invited to join ${organisation}. Sign in with this address, then accept the invitation:`,
      after: `${is_artist ? `If you accept, you share when you work for others: ${organisation} and the other organisations with which you share it will know when you work, never where or for whom. You can accept without sharing it, and stop at any time.\n\n` : ""}The invitation is good for seven days.`,
    }),
  },
};

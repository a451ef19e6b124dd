import { DomainError } from "@coulisses/api/kit/errors";
import { type Language, type CodedMail, textOfMail } from "@coulisses/messages";
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
  content: CodedMail;
  to: string;
  language: Language;
  link: string;
}

/** How mail leaves the house. */
export interface Mail {
  /**
   * To be called before anything that ends in a letter.
   *
   * @throws DomainError `mail_unavailable` in production without SMTP_URL
   */
  assertAvailable(): void;
  /** Whether letters can be sent. */
  readonly isAvailable: boolean;
  send(letter: Letter): Promise<void>;
}

/** Mail through SMTP_URL; without it, links are logged, except in production. */
export function createMail(
  { SMTP_URL, MAIL_FROM, APP_ENV }: Pick<Config, "SMTP_URL" | "MAIL_FROM" | "APP_ENV">,
  log: FastifyBaseLogger,
): Mail {
  if (SMTP_URL === undefined)
    return {
      isAvailable: APP_ENV !== "production",
      assertAvailable() {
        if (APP_ENV === "production") throw new DomainError("mail_unavailable");
      },
      async send({ content, to, link }) {
        if (APP_ENV === "production") return;
        log.info({ kind: content.mail, to, link }, "no SMTP_URL: the link is here");
      },
    };
  return {
    isAvailable: true,
    assertAvailable() {},
    async send({ content, to, language, link }) {
      const { createTransport } = await import("nodemailer");
      const transport = createTransport(SMTP_URL, { from: MAIL_FROM });
      const { subject, before, after } = textOfMail(content, language);
      const text = `${before}\n\n${link}\n\n${after}\n`;
      await transport.sendMail({ to, subject, text });
    },
  };
}

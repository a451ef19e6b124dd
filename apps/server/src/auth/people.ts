import { setImmediate } from "node:timers/promises";
import { randomBytes, randomUUID } from "node:crypto";
import { languageFor } from "@coulisses/api/members/queries";
import type { Language } from "@coulisses/messages";
import type { DB } from "@coulisses/database/tables";
import type { FastifyBaseLogger } from "fastify";
import type { Kysely } from "kysely";
import { transact } from "@coulisses/database";
import type { BetterAuth, Build } from "./better-auth.ts";
import type { Config } from "../config.ts";
import { createMail, type Mail } from "./mail.ts";
import type { Becoming } from "./memberships.ts";
import type { Session } from "./session.ts";
import {
  findAddress,
  type LinkRequest,
  openLink,
  type Opening,
  requestLink,
} from "./mailed-links.ts";

/** People: who signs in, by which link or password, and what of it a request shows. */
export interface People {
  /** The session whose cookie a request carries; it is not prolonged. */
  sessionOf(headers: { cookie?: string | undefined }): Promise<Session | undefined>;
  /**
   * A link that signs somebody in once, within fifteen minutes, for whoever has a shell on the
   * server. It makes them known where they are not.
   */
  signInLink(email: string, name: string): Promise<string>;
  /** Mails a link, if its address is known or invited. */
  sendLink(link: LinkRequest): Promise<void>;
  /** See `findAddress` and `openLink` in mailed-links.ts. */
  addressOf(token: string): Promise<string | undefined>;
  /** The one that the organisation of an address has chosen. */
  languageOf(email: string): Promise<Language | null | undefined>;
  openLink(opening: Opening): Promise<string[] | undefined>;
  /** Whether a request with this `Origin` comes from a page that may act for its reader. */
  isTrustedOrigin: (origin: string | undefined) => boolean;
  /** `https://planning.example.org` */
  readonly url: string;
  readonly mail: Mail;
  /** Has better-auth answer a request. */
  answer: (request: Request) => Promise<Response>;
  /**
   * The same, where it takes the OpenID Connect provider, which nothing else waits for; left out where
   * there is none.
   */
  answerByProvider?: (request: Request) => Promise<Response>;
  /** The same within a transaction, and with what a membership becomes that is made or changed by it. */
  answerWithin(db: Kysely<DB>, becomes: Becoming, request: Request): Promise<Response>;
  /** Does something after the answer. What fails is logged. */
  afterwards(work: () => Promise<unknown>): void;
  /** When all that was to be done afterwards is done. */
  settled(): Promise<void>;
}

interface Premises {
  config: Config;
  db: Kysely<DB>;
  log: FastifyBaseLogger;
}

/** @example const people = createPeople({ config, db, log: app.log }); */
export function createPeople({ config, db, log }: Premises): People {
  const url = publicUrl(config);
  const origins = trustedOrigins(config, url);
  // Without a setting the secret is the process's own: sessions end with it.
  const secret = config.AUTH_SECRET ?? randomBytes(32).toString("base64url");
  const mail = createMail(config, log);
  const pending = new Set<Promise<unknown>>();
  const build = { url, origins, secret, log };

  const afterwards: People["afterwards"] = (work) => {
    const job = setImmediate()
      .then(work)
      // Not what it says: a mail server may quote what it refuses, and that is a link.
      .catch((error: unknown) => log.error({ reason: kindOf(error) }, "not done after an answer"))
      .finally(() => pending.delete(job));
    pending.add(job);
  };
  // To whom we know or have invited, and to nobody else.
  const post: Build["post"] = (letter) =>
    afterwards(async () => {
      const chosen = await languageFor(db, letter.to);
      if (chosen !== undefined) await mail.send({ ...letter, language: chosen ?? letter.language });
    });
  // Half of the time that the server takes to start would go by for it, also where nobody signs in.
  const load = once(() => import("./better-auth.ts"));
  const auth = once(async () => (await load()).authOn(db, { ...build, post }));
  const byProvider = once(async () => {
    const { authOn, providersIn } = await load();
    return authOn(db, { ...build, post, providers: providersIn(config) });
  });

  return {
    url,
    mail,
    afterwards,
    isTrustedOrigin: (origin) => origin !== undefined && origins.has(origin),
    answer: async (request) => (await auth()).handler(request),
    ...(config.OIDC_ISSUER !== undefined && {
      answerByProvider: async (request: Request) => (await byProvider()).handler(request),
    }),
    async answerWithin(trx, becomes, request) {
      const { authOn } = await load();
      return authOn(trx, { ...build, post, becomes }).handler(request);
    },
    sessionOf: async ({ cookie }) =>
      cookie === undefined ? undefined : sessionIn(await auth(), cookie),
    async signInLink(email, name) {
      await makeKnown(db, email, name);
      const links: string[] = [];
      const { authOn } = await load();
      const shell = authOn(db, { ...build, post: ({ link }) => links.push(link) });
      await requestLink(shell, { kind: "sign_in", email, language: "en" });
      return links.join("");
    },
    sendLink: async (link) => requestLink(await auth(), link),
    languageOf: (email) => languageFor(db, email),
    addressOf: async (token) => findAddress(await auth(), token),
    async openLink(opening) {
      const { authOn } = await load();
      return transact(db, (trx) => openLink(authOn(trx, { ...build, post }), trx, opening));
    },
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}

async function sessionIn({ api }: BetterAuth, cookie: string): Promise<Session | undefined> {
  const headers = new Headers({ cookie });
  const found = await api.getSession({ headers, query: { disableRefresh: true } });
  if (!found) return undefined;
  const { user, session } = found;
  return {
    user_id: user.id,
    name: user.name,
    email: user.email,
    organisation_id: session.activeOrganizationId ?? null,
    expires_at: session.expiresAt.toISOString(),
  };
}

async function makeKnown(db: Kysely<DB>, email: string, name: string): Promise<void> {
  await db
    .insertInto("users")
    .values({ id: randomUUID(), name, email: email.toLowerCase() })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .execute();
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function publicUrl({ PUBLIC_URL, HOST, PORT }: Config): string {
  if (PUBLIC_URL !== undefined) return PUBLIC_URL;
  // An address that means all of them is none to open in a browser.
  const host = ["0.0.0.0", "::"].includes(HOST) ? "localhost" : HOST;
  return new URL(`http://${host.includes(":") ? `[${host}]` : host}:${PORT}`).origin;
}

function trustedOrigins({ PUBLIC_URL, CORS_ORIGINS, PORT }: Config, url: string): Set<string> {
  // Who runs it alone opens whichever name of this machine comes to mind.
  const sameMachine = ["localhost", "127.0.0.1", "[::1]"].map(
    (host) => new URL(`http://${host}:${PORT}`).origin,
  );
  return new Set([url, ...CORS_ORIGINS, ...(PUBLIC_URL === undefined ? sameMachine : [])]);
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error ? String(error.code) : error.name;
}

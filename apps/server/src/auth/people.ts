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

/** People: how they sign in, and the session of a request. */
export interface People {
  /** The session whose cookie a request carries; it is not prolonged. */
  sessionOf(headers: { cookie?: string | undefined }): Promise<Session | undefined>;
  /**
   * A link that signs a person in once, within fifteen minutes, for an operator with a shell on the
   * server. It makes an account if there is none.
   */
  signInLink(email: string, name: string): Promise<string>;
  /** Mails a link, if its address is known or invited. */
  sendLink(link: LinkRequest): Promise<void>;
  /** See `findAddress` and `openLink` in mailed-links.ts. */
  addressOf(token: string): Promise<string | undefined>;
  /** The language that the organisation of an address has chosen. */
  languageOf(email: string): Promise<Language | null | undefined>;
  openLink(opening: Opening): Promise<string[] | undefined>;
  /** Whether a request with this `Origin` comes from a page that may act for its reader. */
  isTrustedOrigin: (origin: string | undefined) => boolean;
  /** `https://planning.example.org` */
  readonly url: string;
  readonly mail: Mail;
  /** The host of the OpenID Connect provider: its name for people. Undefined without a provider. */
  readonly provider: string | undefined;
  /** Has better-auth answer a request. */
  answer: (request: Request) => Promise<Response>;
  /**
   * The same for requests that need the OpenID Connect provider, for which no other request waits; left out if
   * there is none.
   */
  answerByProvider?: (request: Request) => Promise<Response>;
  /** The same within a transaction, with the fields of a membership that it makes or changes. */
  answerWithin(db: Kysely<DB>, becomes: Becoming, request: Request): Promise<Response>;
  /** Runs work after the answer. Failures are logged. */
  afterwards(work: () => Promise<unknown>): void;
  /** Resolves when all work after answers is done. */
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
  // Without a setting each process has its own secret: sessions end with the process.
  const secret = config.AUTH_SECRET ?? randomBytes(32).toString("base64url");
  const mail = createMail(config, log);
  const pending = new Set<Promise<unknown>>();
  const build = { url, origins, secret, log };

  const afterwards: People["afterwards"] = (work) => {
    const job = setImmediate()
      .then(work)
      // Without the message: a mail server may quote the letter, which has the link.
      .catch((error: unknown) => log.error({ reason: kindOf(error) }, "not done after an answer"))
      .finally(() => pending.delete(job));
    pending.add(job);
  };
  // Only to accounts and invited addresses.
  const post: Build["post"] = (letter) =>
    afterwards(async () => {
      const chosen = await languageFor(db, letter.to);
      if (chosen !== undefined) await mail.send({ ...letter, language: chosen ?? letter.language });
    });
  // Loaded late: it takes half of the start-up time, even if nobody signs in.
  const load = once(() => import("./better-auth.ts"));
  const auth = once(async () => (await load()).authOn(db, { ...build, post }));
  const byProvider = once(async () => {
    const { authOn, providersIn } = await load();
    return authOn(db, { ...build, post, providers: providersIn(config) });
  });

  return {
    url,
    mail,
    provider: config.OIDC_ISSUER === undefined ? undefined : new URL(config.OIDC_ISSUER).host,
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
    settled: () => settled(pending),
  };
}

/** More work may begin meanwhile. */
async function settled(pending: ReadonlySet<Promise<unknown>>): Promise<void> {
  while (pending.size > 0) await Promise.all(pending);
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
  // A browser cannot open the address that stands for all interfaces.
  const host = ["0.0.0.0", "::"].includes(HOST) ? "localhost" : HOST;
  return new URL(`http://${host.includes(":") ? `[${host}]` : host}:${PORT}`).origin;
}

function trustedOrigins({ PUBLIC_URL, CORS_ORIGINS, PORT }: Config, url: string): Set<string> {
  // A user of a local server may open any loopback name.
  const sameMachine = ["localhost", "127.0.0.1", "[::1]"].map(
    (host) => new URL(`http://${host}:${PORT}`).origin,
  );
  return new Set([url, ...CORS_ORIGINS, ...(PUBLIC_URL === undefined ? sameMachine : [])]);
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error ? String(error.code) : error.name;
}

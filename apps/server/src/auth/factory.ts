import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:net";
import { countStatementsOn } from "@coulisses/api/kit/factory";
import { openForApplication } from "@coulisses/database";
import { migrate } from "@coulisses/database/migrate";
import type { Language } from "@coulisses/messages";
import type { DB } from "@coulisses/database/tables";
import { createTestDatabase } from "@coulisses/database/testing";
import Fastify, {
  type FastifyInstance,
  type LightMyRequestResponse,
  type RouteOptions,
} from "fastify";
import type { Insertable, Kysely } from "kysely";
import { afterAll } from "vitest";
import { readConfig } from "../config.ts";
import { loggerFor } from "../operations/log.ts";
import { createCallers } from "./callers.ts";
import { createPeople, type People } from "./people.ts";
import { auth } from "./plugin.ts";
import { addDeadlines } from "../plugins/deadline.ts";
import { addLanguageHeaders } from "../plugins/language.ts";
import { createRateLimits } from "../plugins/rate-limit.ts";

type Membership = Partial<Insertable<DB["members"]>>;

/** People on a given or new database, their routes, and a mail server that keeps all letters. */
export async function openHouse(settings: Record<string, string> = {}) {
  const letters: Letter[] = [];
  const config = readConfig({
    APP_ENV: "test",
    AUTH: "required",
    AUTH_SECRET: "a secret that signs what the tests sign",
    PUBLIC_URL: "https://planning.example.org",
    DATABASE_URL: settings["DATABASE_URL"] ?? (await createTestDatabase()),
    SMTP_URL: await mailServer(letters),
    ...settings,
  });
  const database = await openForApplication(config.DATABASE_URL, migrate);
  const { db } = database;
  const log: string[] = [];
  const stream = { write: (line: string) => log.push(line) };
  const app = Fastify({ logger: { ...loggerFor({ LOG_LEVEL: "info" }), stream } });
  const people = createPeople({ config, db, log: app.log });
  const forgotten = { times: 0 };
  const routes: RouteOptions[] = [];
  app.addHook("onRoute", (route) => {
    routes.push(route);
  });
  addDeadlines(app, config.REQUEST_TIMEOUT * 1000);
  addLanguageHeaders(app);
  await app.register(auth, {
    prefix: "/auth",
    people,
    db,
    limits: await createRateLimits(app, { ...config, RATE_LIMIT: 0 }),
    forgetCallers: () => (forgotten.times += 1),
    onError: (error, request) => request.log.warn({ err: error.cause ?? error }),
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });
  const lettersTo = async (email: string) => {
    await people.settled();
    return letters.filter(({ to }) => to === email);
  };
  return {
    app,
    config,
    db,
    forgotten,
    log,
    people,
    /** The routes that are served. */
    routes,
    lettersTo,
    /** The last letter to an address. */
    async letterTo(email: string): Promise<Letter> {
      const letter = (await lettersTo(email)).at(-1);
      if (!letter) throw new Error(`No letter to ${email}`);
      return letter;
    },
    browser: () => new Browser(app, people),
    organisation: (language: Language | null = "fr") => organisation(db, language),
    /** A signed-in person, with a membership if one is given. */
    async person(email: string, membership?: Membership): Promise<Browser> {
      const link = await people.signInLink(email, email);
      if (membership) await member(db, email, membership);
      const browser = new Browser(app, people);
      await browser.open(link);
      return browser;
    },
  };
}

/** Counts the SQL statements that identify the callers of requests with these headers, one by one. */
export function countLookUps(
  { config, db, people, app }: Awaited<ReturnType<typeof openHouse>>,
  requests: Record<string, string>[],
): Promise<number> {
  return countStatementsOn(db, async (counted) => {
    const callers = createCallers({ config, db: counted, people, log: app.log });
    const server = Fastify();
    addDeadlines(server, 60_000);
    server.get("/", async (request) => void (await callers.of(request)));
    for (const headers of requests) await server.inject({ url: "/", headers });
    await callers.close();
    await server.close();
  });
}

async function organisation(db: Kysely<DB>, language: Language | null): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto("organisations")
    .values({ id, name: `Company ${id}`, chosen_language: language })
    .execute();
  return id;
}

async function member(db: Kysely<DB>, email: string, membership: Membership): Promise<void> {
  const { organisation_id = "", role = "viewer", artist_id = null } = membership;
  const { id: user_id } = await db
    .selectFrom("users")
    .where("email", "=", email)
    .select("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("members")
    .values({ id: randomUUID(), user_id, organisation_id, role, artist_id })
    .execute();
}

/** An artist of an organisation. */
export async function artistIn(db: Kysely<DB>, organisation_id: string): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto("artists")
    .values({ organisation_id, id, name: `Artist ${id}` })
    .execute();
  return id;
}

/** The audit log of an organisation, oldest first. */
export function recordOf(db: Kysely<DB>, organisation_id: string) {
  return db
    .selectFrom("audit_events as event")
    .leftJoin("audit_values as value", "value.event_id", "event.id")
    .where("event.organisation_id", "=", organisation_id)
    .orderBy("event.at")
    .select(["procedure", "noun", "noun_id", "actor_kind", "actor_id"])
    .select(["value.artist_id", "before", "after"])
    .execute();
}

/** A browser: it keeps cookies and sends the Origin. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: FastifyInstance;
  readonly #people: Pick<People, "url" | "settled">;

  constructor(app: FastifyInstance, people: Pick<People, "url" | "settled">) {
    this.#app = app;
    this.#people = people;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async post(path: string, payload: object = {}, headers: Record<string, string> = {}) {
    const response = await this.#app.inject({
      method: "POST",
      url: `/auth${path}`,
      headers: { origin: this.#people.url, ...this.#sent(), ...headers },
      payload,
    });
    // The letter is sent after the answer: wait, so that the next one cannot overtake it.
    await this.#people.settled();
    return this.#keep(response);
  }

  async get(path: string) {
    return this.#keep(await this.#app.inject({ url: `/auth${path}`, headers: this.#sent() }));
  }

  /** Opens a mailed link, fills in its form and sends it. */
  async open(link: string, typed: Record<string, string> = {}) {
    const { pathname: url, search, searchParams } = new URL(link);
    await this.#app.inject({ url: url + search, headers: this.#sent() });
    return this.#keep(
      await this.#app.inject({
        method: "POST",
        url,
        headers: {
          origin: this.#people.url,
          "content-type": "application/x-www-form-urlencoded",
          ...this.#sent(),
        },
        payload: new URLSearchParams([...searchParams, ...Object.entries(typed)]).toString(),
      }),
    );
  }

  #sent(): Record<string, string> {
    return this.cookies.size > 0 ? { cookie: this.cookie } : {};
  }

  #keep(response: LightMyRequestResponse): LightMyRequestResponse {
    for (const { name, value, maxAge } of response.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    }
    return response;
  }
}

/** A letter that a mail server of tests has taken. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  link: string;
}

/** A server with as much of SMTP as a letter needs. @returns its address */
export async function mailServer(letters: Letter[]): Promise<string> {
  const server = createServer((socket) => {
    let text = "";
    let isData = false;
    socket.setEncoding("utf8").write("220 sink\r\n");
    socket.on("data", (chunk) => {
      text += chunk;
      if (isData && text.endsWith("\r\n.\r\n")) {
        letters.push(read(text));
        [text, isData] = ["", false];
        socket.write("250 kept\r\n");
      } else if (!isData && text.endsWith("\r\n")) {
        isData = text.startsWith("DATA");
        const isEnd = text.startsWith("QUIT");
        socket.write(isData ? "354 go on\r\n" : isEnd ? "221 bye\r\n" : "250 yes\r\n");
        text = "";
        if (isEnd) socket.end();
      }
    });
  });
  await listening(server);
  return `smtp://127.0.0.1:${portOf(server)}`;
}

/** Starts a server on a free port of this machine, until the tests are over. */
export async function listening(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  afterAll(() => server.close());
}

export function portOf(server: Server): number {
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("The server does not listen");
  return bound.port;
}

function read(message: string): Letter {
  const [head = "", body = ""] = message.split(/\r\n\r\n([^]*)/);
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1] ?? "";
  const text =
    header("Content-Transfer-Encoding") === "base64"
      ? Buffer.from(body, "base64").toString()
      : unquoted(body);
  const link = /https?:\S+/.exec(text)?.[0] ?? "";
  return { to: header("To"), subject: header("Subject"), text, link };
}

/** Quoted-printable text (RFC 2045, 6.7). */
function unquoted(body: string): string {
  const bytes = body
    .replaceAll("=\r\n", "")
    .replace(/=([\dA-F]{2})/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString();
}

import { randomUUID } from "node:crypto";
import type { Role } from "@coulisses/api/kit/roles";
import { createOrganisation } from "@coulisses/api/organisations/commands";
import { appRouter } from "@coulisses/api/router";
import { type Database, open, transact } from "@coulisses/database";
import { createTestDatabase } from "@coulisses/database/testing";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { sql } from "kysely";
import { afterAll } from "vitest";
import { buildApp } from "./app.ts";
import { commandContext } from "./cli/command.ts";
import { readConfig } from "./config.ts";
import { createPeople } from "./auth/people.ts";

/** The application on a given database or one of the test file's own, closed after its tests. */
export async function testApp(
  settings: Record<string, string> = {},
): Promise<{ app: FastifyInstance; databaseUrl: string; rest: Rest; trpc: Trpc }> {
  const databaseUrl = settings["DATABASE_URL"] ?? (await createTestDatabase());
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    APP_ENV: "test",
    LOG_LEVEL: "silent",
    ...settings,
  });
  const app = await buildApp(config);
  afterAll(() => app.close());
  return {
    app,
    databaseUrl,
    rest: (method, path, payload) => app.inject(requestFor(method, `/api/v1${path}`, payload)),
    trpc: (procedure, input) => app.inject(call(procedure, input)),
  };
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type Rest = (method: Method, path: string, payload?: unknown) => Promise<LightMyRequestResponse>;
type Trpc = (procedure: string, input?: unknown) => Promise<LightMyRequestResponse>;

function requestFor(method: Method, url: string, payload: unknown): InjectOptions {
  if (payload === undefined) return { method, url };
  const headers = { "content-type": "application/json" };
  return { method, url, headers, payload: JSON.stringify(payload) };
}

/** A call as tRPC's own client makes it: queries in the URL, mutations in the body. */
function call(procedure: string, input: unknown): InjectOptions {
  const isQuery = /\.(?:get|list)$/.test(procedure);
  if (!isQuery) return requestFor("POST", `/trpc/${procedure}`, input ?? null);
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return requestFor("GET", `/trpc/${procedure}${query}`, undefined);
}

/** The settings of a server with authentication and without rate limits. */
export const guarded = {
  AUTH: "required",
  AUTH_SECRET: "a secret that signs what the tests sign",
  RATE_LIMIT: "0",
};

/** An organisation with an API key for each role. */
export interface Company {
  id: string;
  /** Its procedures, called as the command line. */
  api: ReturnType<typeof appRouter.createCaller>;
  /** The artist of the key of the role `artist`. */
  artist_id: string;
  keys: Record<Role, string>;
}

/** Makes an organisation, an artist in it, and a key for each role. */
export async function createCompany(db: Database["db"], name: string): Promise<Company> {
  const organisation = await transact(db, (trx) => createOrganisation(trx, name));
  const api = appRouter.createCaller(commandContext(db, organisation));
  const { id: artist_id } = await api.artists.create({ name: `Artist of ${name}` });
  const keyFor = async (role: Role) => {
    const of = role === "artist" ? { artist_id } : {};
    return (await api.keys.create({ name: `${role} of ${name}`, role, ...of })).key;
  };
  const keys = {
    admin: await keyFor("admin"),
    planner: await keyFor("planner"),
    viewer: await keyFor("viewer"),
    artist: await keyFor("artist"),
  };
  return { id: organisation.id, api, artist_id, keys };
}

/** A signed-in artist, an invitation and a stored answer: rows that no slice's test data makes. */
export async function addPeople(
  db: Database["db"],
  { id: organisation_id, artist_id }: Company,
): Promise<void> {
  const user_id = randomUUID();
  const email = `${user_id}@example.org`;
  const expires_at = "2100-01-01T00:00:00Z";
  await db.insertInto("users").values({ id: user_id, name: "Secret of theirs", email }).execute();
  const member = { organisation_id, role: "artist" as const, artist_id };
  await db
    .insertInto("members")
    .values({ ...member, id: randomUUID(), user_id })
    .execute();
  await db
    .insertInto("invitations")
    .values({
      ...member,
      id: randomUUID(),
      email: "invited@example.org",
      status: "pending",
      inviter_id: user_id,
      expires_at,
    })
    .execute();
  await db
    .insertInto("idempotency_keys")
    .values({ organisation_id, key: sql`sha256('theirs')` })
    .execute();
}

/** The database of an application, opened as its owner, closed after the test file's tests. */
export async function openAsOwner(databaseUrl: string): Promise<Database["db"]> {
  const database = await open(databaseUrl);
  afterAll(() => database.close());
  return database.db;
}

/**
 * Has the server end all connections to a database, and accept no new ones.
 *
 * @returns a function that makes it accept them again
 */
export async function refuseConnections(databaseUrl: string): Promise<() => Promise<void>> {
  const maintenance = new URL(databaseUrl);
  const database = maintenance.pathname.slice(1);
  maintenance.pathname = "postgres";
  const db = await openAsOwner(maintenance.href);
  const accept = (isAccepting: boolean) =>
    sql`alter database ${sql.id(database)} allow_connections ${sql.lit(isAccepting)}`.execute(db);
  await accept(false);
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity where datname = ${database}`.execute(db);
  return async () => void (await accept(true));
}

/** The cookie of a person who has signed in to a guarded application by a link. */
export async function cookieOf(
  { app, databaseUrl }: { app: FastifyInstance; databaseUrl: string },
  email: string,
): Promise<string> {
  const config = readConfig({ ...guarded, DATABASE_URL: databaseUrl });
  const db = await openAsOwner(databaseUrl);
  const link = await createPeople({ config, db, log: app.log }).signInLink(email, "Somebody");
  const { origin, pathname, searchParams } = new URL(link);
  const { cookies } = await app.inject({
    method: "POST",
    url: pathname,
    headers: { origin, "content-type": "application/x-www-form-urlencoded" },
    payload: searchParams.toString(),
  });
  return cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
}

/** All stored columns of the tables that belong to organisations. */
export async function organisationColumns(db: Database["db"]) {
  const { rows } = await sql<{ table: string; column: string; type: string }>`
    select table_name as table, column_name as column, data_type as type
    from information_schema.columns
    where is_generated = 'NEVER' and table_schema = 'public' and table_name in (
      select table_name from information_schema.columns where column_name = 'organisation_id'
    )
    order by 1, 2
  `.execute(db);
  return rows;
}

/** All rows of an organisation, table by table, as text. */
export async function dumpOf(
  db: Database["db"],
  organisation: string,
): Promise<Record<string, string[]>> {
  const rowsOf = async (table: string, key: string) => {
    const { rows } = await sql<{ text: string }>`
      select row.*::text as text from ${sql.table(table)} as row
      where ${sql.ref(key)} = ${organisation} order by 1`.execute(db);
    return [table, rows.map(({ text }) => text)] as const;
  };
  const tables = new Set((await organisationColumns(db)).map(({ table }) => table));
  const dumped = await Promise.all([...tables].map((table) => rowsOf(table, "organisation_id")));
  return Object.fromEntries([...dumped, await rowsOf("organisations", "id")]);
}

import { type Database, open, openForApplication, transact } from "@coulisses/database";
import { createTestDatabase } from "@coulisses/database/testing";
import { getTRPCErrorFromUnknown } from "@trpc/server";
import { type PluginTransformQueryArgs, type PluginTransformResultArgs, sql } from "kysely";
import { afterAll } from "vitest";
import { findOpenCaller } from "../organisations/queries.ts";
import { permissions, scopes } from "../permissions.ts";
import { appRouter } from "../router.ts";
import { createOrganisation } from "../organisations/commands.ts";
import type { Caller, Context } from "./context.ts";
import { noLive } from "./live.ts";
import { type Problem, toProblem } from "./errors.ts";

/** What a test file works with: its own database, and the procedures on it. */
export interface TestApi {
  /** The address of the database, for its owner. */
  url: string;
  database: Database;
  context: Context;
  api: ReturnType<typeof appRouter.createCaller>;
}

/** The procedures, called as tRPC calls them, on a database for this test file only. */
export async function testApi(): Promise<TestApi> {
  const url = await createTestDatabase();
  const database = await openForApplication(url, async () => {});
  afterAll(() => database.close());
  const context: Context = {
    db: database.db,
    service: { name: "coulisses", environment: "test" },
    request_id: "test",
    deadline: undefined,
    caller: await findOpenCaller(database.db),
    permissions,
    scopes,
    language: "en",
    most_bytes: 2 ** 22,
    forgetCallers: () => {},
    live: noLive,
  };
  return { url, database, context, api: appRouter.createCaller(context) };
}

/** The procedures, called in another role or in another organisation. */
export function as({ context }: TestApi, caller: Partial<Caller>): TestApi["api"] {
  if (context.caller instanceof Error) throw context.caller;
  return appRouter.createCaller({ ...context, caller: { ...context.caller, ...caller } });
}

/** Another organisation on the same database, to act in with `as`. */
export function anotherOrganisation({ database }: TestApi): Promise<Caller["organisation"]> {
  return transact(database.db, (trx) => createOrganisation(trx, "Compagnie du Quai"));
}

/** The problem of a call that is refused, as callers see it. */
export async function refusal(call: Promise<unknown>): Promise<Problem> {
  try {
    await call;
  } catch (error) {
    return toProblem(getTRPCErrorFromUnknown(error), "en");
  }
  throw new Error("The call was not refused");
}

/** Lets a test stop transactions at a row. */
export async function stopper({ url }: TestApi) {
  const owner = await open(url);
  afterAll(() => owner.close());

  /** Blocks transactions that lock, change or refer to a row until `release` is called. */
  async function stopAt(
    table: "engagements" | "skills" | "venues",
    key: { id: string } | { code: string },
  ) {
    const [[column, value] = ["id", ""]] = Object.entries(key);
    const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const done = transact(owner.db, async (trx) => {
      await sql`select from ${sql.table(table)} where ${sql.ref(column)} = ${value} for update`.execute(
        trx,
      );
      held.resolve();
      await released.promise;
    });
    const release = () => {
      released.resolve();
      return done;
    };
    return { held: held.promise, release };
  }

  /** Waits until `count` transactions wait for a lock, or a call has ended. */
  async function untilWaiting(count: number, call?: Promise<unknown>): Promise<void> {
    const ended = new AbortController();
    const end = () => ended.abort();
    call?.then(end, end);
    while (!ended.signal.aborted) {
      const { rows } = await sql<{ waiting: string }>`
        select count(*) as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'
      `.execute(owner.db);
      if (Number(rows[0]?.waiting) >= count) return;
    }
  }

  return { stopAt, untilWaiting };
}

/** Counts the SQL statements of one piece of work, without BEGIN and COMMIT. */
export function countStatements(
  { context }: TestApi,
  work: (api: TestApi["api"]) => Promise<unknown>,
): Promise<number> {
  return countStatementsOn(context.db, (db) => work(appRouter.createCaller({ ...context, db })));
}

/** The same for work on a database without procedures. */
export async function countStatementsOn(
  db: Database["db"],
  work: (db: Database["db"]) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  const counter = {
    transformQuery: ({ node }: PluginTransformQueryArgs) => node,
    // Counting transformed queries would count subqueries too.
    transformResult({ result }: PluginTransformResultArgs) {
      count += 1;
      return Promise.resolve(result);
    },
  };
  await work(db.withPlugin(counter));
  return count;
}

/** A request as REST callers send it, to a path of the API. */
export interface RestRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  headers?: Record<string, string>;
  payload?: string;
}

/**
 * For each operation of a slice (`get /artists/{artist_id}`), a request for each status that the OpenAPI
 * document lists, except 500. It is a function if the operation needs many requests beforehand: they
 * are then sent for that operation only.
 */
export type RestRequests = Record<string, Requests | (() => Promise<Requests>)>;

/** A request for each status: the answer has that status. */
export type Requests = Record<number, RestRequest>;

/** Sends a request to a running application, and returns the body of the answer. */
export type SendRest = (request: RestRequest) => Promise<Record<string, unknown>>;

type WithBody = "POST" | "PUT" | "PATCH";

/** A request with a JSON body. */
export function withBody(method: WithBody, path: string, body: unknown): RestRequest {
  return { method, path, headers: json, payload: JSON.stringify(body) };
}

/** The bodies that every operation refuses in the same way. */
export function badBodies(method: WithBody, path: string): Record<number, RestRequest> {
  return {
    400: { method, path, headers: json, payload: "{" },
    413: { method, path, headers: json, payload: " ".repeat(2 ** 20 + 1) },
    415: { method, path, headers: { "content-type": "text/plain" }, payload: "x" },
    422: withBody(method, path, { nom: "Hélène" }),
  };
}

const json = { "content-type": "application/json" };

import type { Permissions } from "@coulisses/api/kit/context";
import { roles } from "@coulisses/api/kit/context";
import type { RestRequest, SendRest } from "@coulisses/api/kit/factory";
import type { Role } from "@coulisses/api/kit/roles";
import { permissions } from "@coulisses/api/permissions";
import { appRouter } from "@coulisses/api/router";
import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { describe, expect, inject, test } from "vitest";
import { createCompany, guarded, openAsOwner, testApp } from "./factory.ts";
import {
  type Operation,
  operations,
  overRest,
  overTrpc,
  requestsOf,
} from "./operations.factory.ts";
import { openHouse } from "./auth/factory.ts";

const isThorough = inject("effort") > 1;
const house = await openHouse();
const databaseUrl = house.config.DATABASE_URL;
const { app } = await testApp({
  ...guarded,
  DATABASE_URL: databaseUrl,
  PUBLIC_URL: house.people.url,
});
const db = await openAsOwner(databaseUrl);
const own = await createCompany(db, "Théâtre du Pont");
const other = await createCompany(db, "Compagnie du Quai");
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

async function keyThatWas(change: { expires_at?: string; revoked_at?: string }) {
  const { id, key } = await own.api.keys.create({ name: "Gone", role: "admin" });
  await db.updateTable("keys").set(change).where("id", "=", id).execute();
  return bearer(key);
}

/** The headers of a signed-in browser. */
async function personAs(role: Role) {
  const artist_id = role === "artist" ? own.artist_id : null;
  const membership = { organisation_id: own.id, role, artist_id };
  const { cookie } = await house.person(`${role}@example.org`, membership);
  return { cookie, origin: house.people.url };
}

interface Caller {
  who: string;
  headers: Record<string, string>;
  /** Undefined for invalid credentials. */
  role?: Role;
  /** A caller of another organisation: what a request names does not exist for them. */
  isStranger?: boolean;
  /** Another artist than those that requests are about: they see no data of other artists. */
  isAnother?: boolean;
}

const unknownKey = `clk_${"A".repeat(43)}`;
const past = "2020-01-01T00:00:00Z";

const callers: Caller[] = [
  { who: "no credentials", headers: {} },
  { who: "an empty Authorization", headers: { authorization: "" } },
  { who: "a scheme without a key", headers: { authorization: "Bearer " } },
  { who: "a key that is cut off", headers: bearer(own.keys.admin.slice(0, -1)) },
  { who: "a key as a password", headers: { authorization: `Basic ${btoa(own.keys.admin)}` } },
  { who: "an unknown key", headers: bearer(unknownKey) },
  { who: "an expired key", headers: await keyThatWas({ expires_at: past }) },
  { who: "a revoked key", headers: await keyThatWas({ revoked_at: past }) },
  ...roles.map((role) => ({
    who: `a key of the role ${role}`,
    headers: bearer(own.keys[role]),
    role,
  })),
  ...roles.map((role) => ({
    who: `a key of the role ${role} of another organisation`,
    headers: bearer(other.keys[role]),
    role,
    isStranger: true,
  })),
];
for (const role of roles)
  callers.push({
    who: `somebody who has signed in, of the role ${role}`,
    headers: await personAs(role),
    role,
    isAnother: role === "artist",
  });

const table: Permissions = permissions;
const procedures = Object.keys(appRouter._def.procedures);
/** Procedures that are served over tRPC only, as server-sent events. */
const router: AnyTRPCRouter = appRouter;
const streams = Object.entries<AnyTRPCProcedure>(router._def.procedures).flatMap(
  ([name, { _def }]) => (_def.type === "subscription" ? [name] : []),
);
const document = JSON.parse(
  (await app.inject({ url: "/openapi.json", headers: bearer(own.keys.viewer) })).body,
);
const documented = Object.entries<Record<string, Documented>>(document.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, is]) => ({ ...is, name: `${method} ${path}` })),
);

interface Documented {
  security: Record<string, unknown>[];
  responses: Record<string, { description: string }>;
}

/** Sends a request of a slice's test data as the organisation's administrator. */
const sendAsAdmin: SendRest = async (request) =>
  (await app.inject(overRest(request, bearer(own.keys.admin)))).json();

/** A request that succeeds once, with rows made for it. */
async function freshRequest(operation: Operation): Promise<RestRequest> {
  return (await requestsOf(operation, sendAsAdmin)).request;
}

/** The verdict of the permission table: 401 without a role, 403 without the right, or let in. */
function verdictFor({ name }: { name: string }, { role }: Caller): 401 | 403 | "let in" {
  const allowed = table[name];
  if (allowed === undefined)
    throw new Error(
      `The procedure ${name} is in no row of the table: add it to packages/api/src/permissions.ts`,
    );
  if (allowed === "anyone") return "let in";
  if (role === undefined) return 401;
  return allowed.includes(role) ? "let in" : 403;
}

/** The headers of the caller; for an artist, of a key for the artist that the request is about. */
async function headersOf({ role, isStranger, isAnother, headers }: Caller, { path }: RestRequest) {
  if (role !== "artist" || isStranger || isAnother) return headers;
  // A mission names no artist, but its engagements do.
  const about = path.replace(/^\/missions\/([\w-]{36})(?:\/team)?$/, "/engagements?mission_id=$1");
  const shown = await app.inject(overRest({ method: "GET", path: about }, bearer(own.keys.admin)));
  const [artist_id] =
    /(?<=artists\/)[\w-]{36}/.exec(path) ?? /(?<="artist_id":")[\w-]{36}/.exec(shown.body) ?? [];
  if (artist_id === undefined) return headers;
  return bearer((await own.api.keys.create({ name: "Artist", role, artist_id })).key);
}

type Send = (request: RestRequest, headers: Record<string, string>) => InjectOptions;

const namesSomething = ({ rest }: Operation) => rest.path.includes("{");

const knownRequests = new Map<string, RestRequest>();

/** A request that is made once: enough for reads, and for callers who are refused. */
async function knownRequest(operation: Operation): Promise<RestRequest> {
  const request = knownRequests.get(operation.name) ?? (await freshRequest(operation));
  knownRequests.set(operation.name, request);
  return request;
}

/** Asks through one door; a change that is let in gets a fresh request. */
async function ask(operation: Operation, caller: Caller, send: Send) {
  const isLost = caller.isStranger === true && namesSomething(operation);
  const changes = operation.type === "mutation" && verdictFor(operation, caller) === "let in";
  const request = await (changes && !isLost ? freshRequest(operation) : knownRequest(operation));
  return app.inject(send(request, await headersOf(caller, request)));
}

function problemIn(answer: LightMyRequestResponse) {
  if (answer.statusCode < 400) return "let in";
  const body = answer.json();
  const { detail, ...problem } = body.error?.data.problem ?? body;
  return { ...problem, detail: detail.replace(/[\da-f-]{36}/g, "…") };
}

/** All items in the long run; otherwise one in `among`, another one at each turn. */
function some<Item>(all: Item[], { among, turn }: { among: number; turn: number }): Item[] {
  return isThorough ? all : all.filter((_, at) => (at + turn) % among === 0);
}

const doors: { door: "REST" | "tRPC"; sendTo: (operation: Operation) => Send }[] = [
  { door: "REST", sendTo: () => overRest },
  {
    door: "tRPC",
    sendTo: (operation) => (request, headers) => overTrpc(operation, request, headers),
  },
];

/** The status of an answer to a caller who is let in; what they may not see is not found. */
function statusFor(operation: Operation, caller: Caller, answered: number): number {
  const isNamed = namesSomething(operation);
  const { errors, status = 200 } = operation.rest;
  const mayBeLost =
    (caller.isStranger && errors?.[404] !== undefined) || (caller.isAnother && isNamed);
  const isLost = (caller.isStranger && isNamed) || (mayBeLost && answered === 404);
  return isLost ? 404 : status;
}

const pairs = operations.length * callers.length;
const size = `${operations.length} operations × ${callers.length} callers, ${
  isThorough ? `2 doors = ${pairs * 2}` : `one door by turns = ${pairs}`
} answers`;

describe(`the matrix: ${size}`, () => {
  describe.each(operations.map((operation, turn) => ({ ...operation, turn })))(
    "$operation, $name",
    (operation) => {
      test.each(callers.map((caller, at) => ({ ...caller, at })))("$who", async (caller) => {
        const verdict = verdictFor(operation, caller);
        const problems: unknown[] = [];
        const turn = operation.turn + caller.at;
        for (const { door, sendTo } of some(doors, { among: doors.length, turn })) {
          const answer = await ask(operation, caller, sendTo(operation));
          const status =
            verdict === "let in" ? statusFor(operation, caller, answer.statusCode) : verdict;
          const expected = door === "tRPC" && status < 300 ? 200 : status;
          expect([door, answer.statusCode]).toEqual([door, expected]);
          const challenge = door === "REST" && status === 401 ? "Bearer" : undefined;
          expect(answer.headers["www-authenticate"]).toBe(challenge);
          problems.push(problemIn(answer));
        }
        expect(problems.at(-1)).toEqual(problems[0]);
      });
    },
  );
});

describe.each(streams)("the stream %s", (name) => {
  test.each(callers)("$who", async (caller) => {
    const { headers } = caller;
    const url = `/trpc/${name}`;
    const answer = await app.inject({ url, headers, payloadAsStream: true });
    const verdict = verdictFor({ name }, caller);
    const status = verdict === "let in" ? 200 : verdict;
    const type = status === 200 ? "text/event-stream" : "application/json; charset=utf-8";
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([status, type]);
    answer.stream().destroy();
  });
});

describe("with AUTH=open", async () => {
  const { app: open } = await testApp();
  const send: SendRest = async (request) => (await open.inject(overRest(request, {}))).json();

  test.each(operations.map((operation, turn) => ({ ...operation, turn })))(
    "$operation lets in a caller without a key, or with an unknown one",
    async (operation) => {
      const credentials = [{}, bearer(unknownKey)];
      for (const headers of some(credentials, { among: 2, turn: operation.turn })) {
        const { request } = await requestsOf(operation, send);
        const answer = await open.inject(overRest(request, headers));
        expect(answer).toMatchObject({ statusCode: operation.rest.status ?? 200 });
      }
    },
  );
});

describe("nothing is left out of the matrix", () => {
  test.each(procedures)("%s is in the permission table, and is served over REST", (name) => {
    expect(Object.keys(table), "add it to packages/api/src/permissions.ts").toContain(name);
    expect(
      [...streams, ...operations.map((operation) => operation.name)],
      "give it rest() meta, or the matrix does not know what to ask of it",
    ).toContain(name);
  });

  test.each(operations)("$operation has a request that succeeds", async (operation) => {
    expect(await knownRequest(operation)).toMatchObject({ method: operation.rest.method });
  });

  test("the document and the router name the same operations", () => {
    const named = documented.map(({ name }) => name);
    expect(named.toSorted()).toEqual(operations.map(({ operation }) => operation).toSorted());
  });

  test("the permission table names existing procedures only", () => {
    const named = Object.keys(table).filter((name) => /^\w+\.\w+$/.test(name));
    // A right not tied to one procedure.
    expect(named.toSorted()).toEqual([...procedures, "engagements.override"].toSorted());
  });
});

describe("the document agrees with the permission table", () => {
  test.each(operations)("on $operation", ({ name, operation }) => {
    const { security, responses } = documented.find((one) => one.name === operation) ?? {};
    const allowed = table[name] ?? [];
    const refusals = Object.keys(responses ?? {}).filter((code) => /401|403|429/.test(code));
    const isForAnyone = allowed === "anyone";
    expect(refusals).toEqual(isForAnyone ? [] : ["401", "403", "429"]);
    const schemes = Object.keys(document.components.securitySchemes);
    expect(security).toEqual(isForAnyone ? [] : schemes.map((scheme) => ({ [scheme]: [] })));
    for (const role of isForAnyone ? [] : allowed)
      expect(responses?.["403"]?.description).toMatch(new RegExp(`\\b${role}\\b`));
  });
});

describe("other addresses than those of operations", () => {
  const pages = ["/openapi.json", "/docs/", "/docs", "/docs/js/scalar.js"];

  test.each(callers)("the docs need valid credentials: $who", async (caller) => {
    for (const url of pages) {
      const { statusCode } = await app.inject({ url, headers: caller.headers });
      expect([url, statusCode === 401]).toEqual([url, caller.role === undefined]);
    }
  });

  test.each(callers)("$who: the pages, which ask the server who reads them", async (caller) => {
    for (const url of ["/", "/board"])
      expect(await app.inject({ url, headers: caller.headers })).toMatchObject({ statusCode: 200 });
  });

  const reads = operations.filter(({ rest }) => rest.method === "GET");

  test.each(reads.map((operation, turn) => ({ ...operation, turn })))(
    "HEAD of $operation has the status of GET, and no body",
    async ({ turn, ...operation }) => {
      const request = await knownRequest(operation);
      for (const caller of some(callers, { among: 4, turn })) {
        const headers = await headersOf(caller, request);
        const get = await app.inject(overRest(request, headers));
        const head = await app.inject({ ...overRest(request, headers), method: "HEAD" });
        expect([caller.who, head.statusCode, head.body]).toEqual([caller.who, get.statusCode, ""]);
      }
    },
  );

  test.each(callers)("an unknown path is 404 and a wrong method 405: $who", async (caller) => {
    const { headers } = caller;
    for (const url of ["/api/v1/nothing", "/nothing", "/trpc/nothing.get", "/trpc/artists"])
      expect(await app.inject({ url, headers })).toMatchObject({ statusCode: 404 });
    const answer = await app.inject({ method: "DELETE", url: "/api/v1/artists", headers });
    expect(answer.statusCode).toBe(405);
  });
});

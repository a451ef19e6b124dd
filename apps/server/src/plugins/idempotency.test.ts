import { execFile } from "node:child_process";
import { hash } from "node:crypto";
import { promisify } from "node:util";
import type { SendRest } from "@coulisses/api/kit/factory";
import { defaultOrganisation } from "@coulisses/api/organisations/queries";
import type { LightMyRequestResponse } from "fastify";
import { sql } from "kysely";
import { afterAll, describe, expect, inject, test, vi } from "vitest";
import { createCompany, dumpOf, guarded, openAsOwner, testApp } from "../factory.ts";
import { startSweep } from "./idempotency.ts";
import {
  type Operation,
  operations,
  overRest,
  overTrpc,
  requestsOf,
} from "../operations.factory.ts";

const { app, databaseUrl } = await testApp();
const db = await openAsOwner(databaseUrl);
const guardedApp = (await testApp({ ...guarded, DATABASE_URL: databaseUrl })).app;

const send: SendRest = async (request) => (await app.inject(overRest(request, {}))).json();
// The answer to a repeated keys.create has a test of its own. What presence.show tells is not stored.
const others = new Set(["keys.create", "presence.show"]);
const mutations = operations.filter(({ type, name }) => type === "mutation" && !others.has(name));
const newKey = () => crypto.randomUUID();
const digestOf = (key: string) => hash("sha256", JSON.stringify(["open", null, key]), "buffer");

/** Sends a body over REST with a key, or with other headers. */
function post(path: string, body: object, headers: Record<string, string> | string) {
  const sent = typeof headers === "string" ? { "idempotency-key": headers } : headers;
  const type = { "content-type": "application/json" };
  const payload = JSON.stringify(body);
  return app.inject({
    method: "POST",
    url: `/api/v1${path}`,
    headers: { ...type, ...sent },
    payload,
  });
}

/** Sends calls over tRPC in one batch. */
function batch(calls: [procedure: string, input: object][], key: string) {
  const url = `/trpc/${calls.map(([procedure]) => procedure).join(",")}?batch=1`;
  const payload = JSON.stringify(Object.fromEntries(calls.map(([, input], i) => [i, input])));
  const headers = { "content-type": "application/json", "idempotency-key": key };
  return app.inject({ method: "POST", url, headers, payload });
}

async function namesLike(name: string): Promise<number> {
  const named = await db.selectFrom("artists").select("id").where("name", "=", name).execute();
  return named.length;
}

function problemIn(answer: LightMyRequestResponse) {
  const body = answer.json();
  return body.error?.data.problem ?? body;
}

/** An answer without the headers that differ from one request to the next. */
function shown({ statusCode, headers, body }: LightMyRequestResponse) {
  const { date: _, "x-request-id": __, "idempotent-replayed": ___, ...same } = headers;
  return { statusCode, headers: same, body };
}

describe("each mutation, sent again with its key, has one effect and equal answers", () => {
  const doors = {
    REST: (_: Operation, ...asked: Parameters<typeof overRest>) => app.inject(overRest(...asked)),
    tRPC: (...asked: Parameters<typeof overTrpc>) => app.inject(overTrpc(...asked)),
  };

  /** The output of a procedure, from either door; undefined if REST answers no body. */
  function outputOf({ rest }: Operation, { body }: LightMyRequestResponse): unknown {
    if (rest.status === 204) return undefined;
    const output = JSON.parse(body);
    return output.result ? output.result.data : output;
  }

  const orders = [["REST", "tRPC"] as const, ["tRPC", "REST"] as const];
  const isThorough = inject("effort") > 1;

  test.each(
    mutations.flatMap((operation, turn) =>
      orders
        // In the short run, each mutation in one of the orders.
        .filter((_, at) => isThorough || at === turn % orders.length)
        .map((through) => ({ name: operation.name, operation, through })),
    ),
  )("$name, over $through.0 and then $through.1", async ({ operation, through }) => {
    const [ask, askElsewhere] = [doors[through[0]], doors[through[1]]];
    const { request } = await requestsOf(operation, send);
    const headers = { "idempotency-key": newKey() };
    const first = await ask(operation, request, headers);
    expect(first.statusCode).toBeLessThan(300);
    expect(first.headers).not.toHaveProperty("idempotent-replayed");
    const before = await dumpOf(db, defaultOrganisation);
    const again = await ask(operation, request, headers);
    const elsewhere = await askElsewhere(operation, request, headers);
    expect(await dumpOf(db, defaultOrganisation)).toEqual(before);
    expect(shown(again)).toEqual(shown(first));
    expect(outputOf(operation, elsewhere)).toEqual(outputOf(operation, first));
    for (const { headers: answered } of [again, elsewhere])
      expect(answered["idempotent-replayed"]).toBe("true");
  });
});

describe("a key", () => {
  test("of another call is refused, and changes nothing", async () => {
    const key = newKey();
    await post("/artists", { name: "First" }, key);
    for (const answer of [
      await post("/artists", { name: "Second" }, key),
      await post("/projects", { title: "First" }, key),
      await batch([["artists.create", { name: "Second" }]], key),
    ]) {
      const problem = answer.json()[0]?.error.data.problem ?? answer.json();
      expect(problem).toMatchObject({ status: 422, code: "idempotency_mismatch" });
    }
    expect(await namesLike("Second")).toBe(0);
  });

  test("does not depend on the order of an input's properties", async () => {
    const key = newKey();
    const id = newKey();
    const first = await post("/artists", { id, name: "Ordered", availabilities: [] }, key);
    const again = await post("/artists", { availabilities: [], name: "Ordered", id }, key);
    expect(again.body).toBe(first.body);
    expect(again.statusCode).toBe(201);
  });

  test("in flight is a 409 at once, and free again when the first call fails", async () => {
    const key = newKey();
    const holding = await db.startTransaction().execute();
    await sql`select claim_idempotency_key(${defaultOrganisation}, ${digestOf(key)})`.execute(
      holding,
    );
    const during = await post("/artists", { name: "In flight" }, key);
    expect(problemIn(during)).toMatchObject({ status: 409, code: "idempotency_in_progress" });
    await holding.rollback().execute();
    expect((await post("/artists", { name: "In flight" }, key)).statusCode).toBe(201);
    expect(await namesLike("In flight")).toBe(1);
  });

  test("of a refused call is not stored: its retry runs again", async () => {
    const key = newKey();
    const id = newKey();
    const replace = () =>
      app.inject({
        method: "PUT",
        url: `/api/v1/artists/${id}`,
        headers: { "idempotency-key": key },
        payload: { name: "Renamed" },
      });
    expect((await replace()).statusCode).toBe(404);
    await post("/artists", { id, name: "Made meanwhile" }, newKey());
    const retried = await replace();
    expect(retried.statusCode).toBe(200);
    expect(retried.headers).not.toHaveProperty("idempotent-replayed");
  });

  test.each([
    { what: "nothing", key: "" },
    { what: "256 characters", key: "k".repeat(256) },
    { what: "a space inside", key: "a b" },
    { what: "a letter that is not ASCII", key: "clé" },
    { what: "a control character", key: "a\u007Fb" },
    { what: "two keys for one call", key: "a,b" },
  ])("of $what is refused on both doors", async ({ key }) => {
    const headers = { "idempotency-key": key, "content-type": "application/json" };
    const payload = JSON.stringify({ name: "Badly keyed" });
    for (const url of ["/api/v1/artists", "/trpc/artists.create"]) {
      const answer = await app.inject({ method: "POST", url, headers, payload });
      expect(problemIn(answer)).toMatchObject({
        status: 422,
        code: "invalid_input",
        issues: [{ path: ["Idempotency-Key"], message: expect.any(String) }],
      });
    }
    expect(await namesLike("Badly keyed")).toBe(0);
  });

  test.each(["k", "k".repeat(255), '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "!#$%&'()*+-./:;~"])(
    "%s is accepted",
    async (key) => {
      const name = `Keyed ${key}`.slice(0, 255);
      const [first, again] = [
        await post("/artists", { name }, key),
        await post("/artists", { name }, key),
      ];
      expect(first.statusCode).toBe(201);
      expect(again.body).toBe(first.body);
    },
  );

  test.each(operations.filter(({ type }) => type === "query"))(
    "of a query is ignored, even if it is invalid: $name",
    async (operation) => {
      const { request } = await requestsOf(operation, send);
      const headers = { "idempotency-key": "not, a key" };
      for (const asked of [overRest(request, headers), overTrpc(operation, request, headers)]) {
        const answer = await app.inject(asked);
        expect(answer.statusCode).toBe(200);
        expect(answer.headers).not.toHaveProperty("idempotent-replayed");
      }
    },
  );

  test("belongs to its caller and organisation: others may use the same", async () => {
    const own = await createCompany(db, "Théâtre du Pont");
    const other = await createCompany(db, "Compagnie du Quai");
    const key = newKey();
    const create = (apiKey: string) =>
      guardedApp.inject({
        method: "POST",
        url: "/api/v1/artists",
        headers: { authorization: `Bearer ${apiKey}`, "idempotency-key": key },
        payload: { name: "Scoped" },
      });
    const ids = new Set<string>();
    for (const apiKey of [own.keys.admin, own.keys.planner, other.keys.planner]) {
      const first = await create(apiKey);
      expect(first.statusCode).toBe(201);
      ids.add(first.json().id);
      expect((await create(apiKey)).body).toBe(first.body);
    }
    expect(ids.size).toBe(3);
    expect((await create(own.keys.viewer)).statusCode).toBe(403);
  });

  test("of a new API key is answered with what was made, and never with the secret", async () => {
    const key = newKey();
    const body = { name: "Ticketing", role: "viewer" };
    const { key: secret, ...made } = (await post("/keys", body, key)).json();
    expect(problemIn(await post("/keys", body, key))).toEqual({
      type: "urn:coulisses:problem:answer_not_kept",
      title: "Answer not kept",
      status: 409,
      detail: `Key ${made.id} was made, and was shown once. Revoke it, and make another`,
      code: "answer_not_kept",
      current: made,
    });
    expect(JSON.stringify(await dumpOf(db, defaultOrganisation))).not.toContain(secret);
  });
});

describe("a tRPC batch", () => {
  const two: [string, object][] = [
    ["artists.create", { name: "One of two" }],
    ["projects.create", { title: "Two of two" }],
  ];

  test("has a key for each call, in order, and says which answers are repeated", async () => {
    const [one, another, third] = [newKey(), newKey(), newKey()];
    const first = await batch(two, `${one}, ${another}`);
    expect(first.statusCode).toBe(200);
    expect(first.headers).not.toHaveProperty("idempotent-replayed");
    const again = await batch(two, `${one},${another}`);
    expect(again.body).toBe(first.body);
    expect(again.headers["idempotent-replayed"]).toBe("true,true");
    const mixed = await batch(two, `${third},${another}`);
    expect(mixed.json()[1]).toEqual(first.json()[1]);
    expect(mixed.headers["idempotent-replayed"]).toBe("false,true");
    expect(await namesLike("One of two")).toBe(2);
  });

  test.each(["a", "a,b,c"])("with the keys %s for two calls is refused whole", async (keys) => {
    const name = `Miscounted ${keys}`;
    const answer = await batch([["artists.create", { name }], ...two.slice(1)], keys);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toHaveLength(2);
    expect(await namesLike(name)).toBe(0);
  });

  test("with one key twice has one effect, and the other call is repeated or in flight", async () => {
    const create: [string, object] = ["artists.create", { name: "Twice in a batch" }];
    const key = newKey();
    const answers = (await batch([create, create], `${key},${key}`)).json();
    expect(await namesLike("Twice in a batch")).toBe(1);
    for (const { error } of answers.filter((answer: object) => "error" in answer))
      expect(error.data.problem.code).toBe("idempotency_in_progress");
  });

  test("refuses the call whose place among the keys is empty, and no other", async () => {
    const [made, refused] = (await batch(two, `${newKey()},`)).json();
    expect(made.result.data.name).toBe("One of two");
    expect(refused.error.data.problem.code).toBe("invalid_input");
  });
});

test("anonymising an artist erases every stored answer, and repeats no effect", async () => {
  const name = "Camille Oubliée";
  const key = newKey();
  const { id } = (await post("/artists", { name }, key)).json();
  expect(JSON.stringify(await storedAnswers())).toContain(name);
  const anonymised = newKey();
  const anonymise = () => post(`/artists/${id}/anonymise`, {}, anonymised);
  const done = await anonymise();
  expect(done.statusCode).toBe(200);
  expect(JSON.stringify(await dumpOf(db, defaultOrganisation))).not.toContain(name);
  const kept = (await storedAnswers()).filter(({ payload }) => payload !== null);
  expect(kept.map((stored) => stored.key)).toEqual([digestOf(anonymised)]);
  const repeated = await post("/artists", { name }, key);
  expect(problemIn(repeated)).toMatchObject({ status: 409, code: "answer_not_kept" });
  expect(await namesLike(name)).toBe(0);
  expect((await anonymise()).body).toBe(done.body);
});

function storedAnswers() {
  return db
    .selectFrom("idempotency_keys")
    .selectAll()
    .where("organisation_id", "=", defaultOrganisation)
    .execute();
}

describe("the sweep", () => {
  test("deletes keys older than 24 hours, until it is stopped", async () => {
    const [old, fresh] = [newKey(), newKey()];
    await post("/artists", { name: "Swept" }, old);
    await post("/artists", { name: "Kept" }, fresh);
    await db
      .updateTable("idempotency_keys")
      .set({ created_at: sql`now() - interval '24 hours 1 second'` })
      .where("key", "=", digestOf(old))
      .execute();
    const stop = startSweep(db, app.log, 1);
    afterAll(stop);
    await vi.waitFor(async () => {
      const keys = (await storedAnswers()).map(({ key }) => key.toString("hex"));
      expect(keys).not.toContain(digestOf(old).toString("hex"));
      expect(keys).toContain(digestOf(fresh).toString("hex"));
    }, 600_000);
    await stop();
    expect((await post("/artists", { name: "Swept" }, old)).statusCode).toBe(201);
    expect(await namesLike("Swept")).toBe(2);
  });

  test("does not keep the process alive", async () => {
    const program = `
      import { startSweep } from ${JSON.stringify(new URL("idempotency.ts", import.meta.url))};
      startSweep();`;
    const run = promisify(execFile);
    const options = ["--input-type=module", "--eval", program];
    expect(await run(process.execPath, options)).toMatchObject({ stderr: "" });
  });
});

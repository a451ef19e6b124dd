import { createTestDatabase } from "@coulisses/database/testing";
import { buildApp } from "@coulisses/server/app";
import { readConfig } from "@coulisses/server/config";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { type ClientOptions, createClient, problemOf, TRPCClientError } from "./index.ts";

const DATABASE_URL = await createTestDatabase();
const app = await buildApp(readConfig({ DATABASE_URL, LOG_LEVEL: "silent" }));
const url = await app.listen({ host: "127.0.0.1", port: 0 });
afterAll(() => app.close());
afterEach(() => void vi.useRealTimers());

type Fetch = NonNullable<ClientOptions["fetch"]>;

/**
 * A client whose first requests get the given failures, and the others the server's answers; with the
 * idempotency keys of each request.
 */
function failing(failures: Fetch[], more: Partial<ClientOptions> = {}) {
  const keys: (string[] | undefined)[] = [];
  const left = [...failures];
  const client = createClient({
    url,
    ...more,
    fetch: (to, options) => {
      keys.push(new Headers(options?.headers).get("idempotency-key")?.split(","));
      return (left.shift() ?? fetch)(to, options);
    },
  });
  return { client, keys };
}

const connectionRefused: Fetch = () => Promise.reject(new TypeError("fetch failed"));
const answerLost: Fetch = async (to, options) => {
  await fetch(to, options);
  throw new TypeError("fetch failed");
};
const answerCut: Fetch = async (to, options) => {
  await fetch(to, options);
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('[{"result":'));
      controller.error(new TypeError("terminated"));
    },
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
};
const page =
  (status: number, headers = {}): Fetch =>
  async () =>
    new Response("<h1>Bad Gateway</h1>", {
      status,
      headers: { "content-type": "text/html", ...headers },
    });
const refusing =
  (code: string, status: number, headers = {}): Fetch =>
  async () => {
    const problem = { code, status, detail: code, title: code, type: code };
    const error = { message: code, code: -32000, data: { code, httpStatus: status, problem } };
    return Response.json([{ error }], { status, headers });
  };

async function namesLike(q: string): Promise<number> {
  return (await createClient({ url }).artists.list.query({ q })).items.length;
}

describe("a mutation is sent again with its key, and has one effect", () => {
  test.each([
    ["the connection is refused", connectionRefused],
    ["its answer was lost", answerLost],
    ["its answer was incomplete", answerCut],
    [
      "the runtime has its own class of error",
      () => Promise.reject(new Error("ConnectionRefused")),
    ],
    ["a proxy answered 502 with a page", page(502)],
    ["a proxy answered 504 with other JSON", async () => Response.json({}, { status: 504 })],
    ["there were too many requests", refusing("too_many_requests", 429)],
    ["the server was unavailable", refusing("unavailable", 503)],
    ["the first attempt is in progress", refusing("idempotency_in_progress", 409)],
  ] satisfies [string, Fetch][])("when %s", async (what, failure) => {
    const { client, keys } = failing([failure]);
    const made = await client.artists.create.mutate({ name: `Once, when ${what}` });
    expect(made.name).toContain(what);
    expect(keys).toEqual([[expect.stringMatching(/^[\da-f]{32}$/)], keys[0]]);
    expect(await namesLike(made.name)).toBe(1);
  });

  test("also if it is large, and so sent alone", async () => {
    const slot = { start: "2027-07-14T09:00:00", end: "2027-07-14T12:00:00" };
    const availabilities = Array.from({ length: 1000 }, () => slot);
    const { client, keys } = failing([answerLost]);
    await client.artists.create.mutate({ name: "Large and once", availabilities });
    expect(keys).toEqual([[expect.any(String)], keys[0]]);
    expect(await namesLike("Large and once")).toBe(1);
  });

  test("also if the retry is in another batch", async () => {
    const { client, keys } = failing([answerLost, connectionRefused]);
    const names = Array.from({ length: 5 }, (_, i) => `Batched ${i}`);
    const made = await Promise.all(names.map((name) => client.artists.create.mutate({ name })));
    expect(made.map(({ name }) => name)).toEqual(names);
    expect(await namesLike("Batched")).toBe(5);
    const [first, ...retried] = keys;
    expect(new Set(first).size).toBe(5);
    expect(new Set(retried.flat())).toEqual(new Set(first));
  });
});

test("a mutation has a new key, or the caller's; a query has none", async () => {
  const { client, keys } = failing([]);
  const create = { name: "Keyed" };
  await client.artists.create.mutate(create);
  await client.artists.create.mutate(create);
  const context = { idempotencyKey: "booking-17" };
  const made = await client.artists.create.mutate(create, { context });
  expect(await client.artists.create.mutate(create, { context })).toEqual(made);
  await client.artists.list.query();
  expect(keys.slice(2)).toEqual([["booking-17"], ["booking-17"], undefined]);
  expect(new Set(keys.slice(0, 2).flat()).size).toBe(2);
});

test("an API key whose answer was lost is made once, and its id is known", async () => {
  const { client } = failing([answerLost]);
  const failure = await failureOf(client.keys.create.mutate({ name: "Lost", role: "viewer" }));
  const { items } = await client.keys.list.query();
  const [made, ...others] = items.filter(({ name }) => name === "Lost");
  expect(others).toEqual([]);
  expect(problemOf(failure)).toMatchObject({ code: "answer_not_kept", current: { id: made?.id } });
});

test("a query is sent again too", async () => {
  const { client, keys } = failing([connectionRefused, page(503)]);
  expect(await client.health.get.query()).toMatchObject({ status: "ok" });
  expect(keys).toEqual([undefined, undefined, undefined]);
});

test.each([
  ["malformed_request", 400],
  ["unauthenticated", 401],
  ["forbidden", 403],
  ["not_found", 404],
  ["conflict", 409],
  ["answer_not_kept", 409],
  ["idempotency_mismatch", 422],
  ["internal_error", 500],
  ["mail_unavailable", 503],
])("a call that is refused as %s is not sent again", async (code, status) => {
  const { client, keys } = failing([refusing(code, status)]);
  const failure = await failureOf(client.artists.create.mutate({ name: "Refused" }));
  expect(problemOf(failure)?.code).toBe(code);
  expect(keys).toHaveLength(1);
});

test("a call is not sent again after an answer that is not JSON", async () => {
  const { client, keys } = failing([async () => new Response("<h1>Welcome</h1>")]);
  expect(await failureOf(client.health.get.query())).toBeInstanceOf(TRPCClientError);
  expect(keys).toHaveLength(1);
});

describe("retries end", () => {
  test.each([
    { options: {}, requests: 6 },
    { options: { retries: 2 }, requests: 3 },
    { options: { retries: 0 }, requests: 1 },
  ])("after $requests requests with $options, and the last failure is thrown", async (given) => {
    vi.useFakeTimers();
    const { client, keys } = failing(Array(9).fill(page(502)), given.options);
    const failure = failureOf(client.health.get.query());
    await vi.runAllTimersAsync();
    expect(String(await failure)).toContain("The server did not answer: 502");
    expect(keys).toHaveLength(given.requests);
  });

  test("at once when the call is aborted while it waits", async () => {
    vi.useFakeTimers();
    const { client, keys } = failing([page(503, { "retry-after": "60" })]);
    const controller = new AbortController();
    const { signal } = controller;
    const failure = failureOf(client.health.get.query(undefined, { signal }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(vi.getTimerCount()).toBe(1);
    controller.abort();
    expect(await failure).toMatchObject({ name: "TRPCClientError", cause: { name: "AbortError" } });
    expect(vi.getTimerCount()).toBe(0);
    expect(keys).toHaveLength(1);
  });

  test("when the server asks to wait longer than a minute", async () => {
    const { client, keys } = failing([refusing("unavailable", 503, { "retry-after": "61" })]);
    expect(problemOf(await failureOf(client.health.get.query()))?.code).toBe("unavailable");
    expect(keys).toHaveLength(1);
  });
});

test.each([
  ["page", page(503, { "retry-after": "7" })],
  ["problem", refusing("too_many_requests", 429, { "retry-after": "7" })],
])("Retry-After in a %s delays the retry", async (_, failure) => {
  vi.useFakeTimers();
  const { client, keys } = failing([failure, async () => Response.json([{ result: {} }])]);
  const answer = client.health.get.query();
  await vi.advanceTimersByTimeAsync(7000);
  expect(keys).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(501);
  await answer;
  expect(keys).toHaveLength(2);
});

function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => expect.unreachable("the call was answered"),
    (error: unknown) => error,
  );
}

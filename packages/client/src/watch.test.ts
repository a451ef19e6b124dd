import { createTestDatabase } from "@coulisses/database/testing";
import { buildApp } from "@coulisses/server/app";
import { readConfig } from "@coulisses/server/config";
import { afterAll, expect, test } from "vitest";
import { type ClientOptions, createClient, problemOf, retryIn, type Signal } from "./index.ts";

const DATABASE_URL = await createTestDatabase();
const settings = { DATABASE_URL, LOG_LEVEL: "silent", MAX_EVENT_LOOP_DELAY: "0" };
const app = await buildApp(readConfig(settings));
const url = await app.listen({ host: "127.0.0.1", port: 0 });
afterAll(() => app.close());
const { projects } = createClient({ url });

type Fetch = NonNullable<ClientOptions["fetch"]>;

/** Follows the changes, and collects what is told. */
function follow(more: Partial<ClientOptions> = {}) {
  const signals: Signal[] = [];
  const waits: (number | undefined)[] = [];
  const failed = Promise.withResolvers<unknown>();
  const stream = createClient({ url, ...more }).changes.watch.subscribe(undefined, {
    onData: ({ data }) => signals.push(data),
    onConnectionStateChange: ({ error }) => error && waits.push(retryIn(error)),
    onError: (error) => failed.resolve(error),
  });
  afterAll(() => stream.unsubscribe());
  const told = (id: string) =>
    signals.filter((signal) => signal.type === "changed" && signal.noun_id === id).length;
  return { signals, waits, failed: failed.promise, told, stop: () => stream.unsubscribe() };
}

test("changes are told once each, over cuts of the connection, in a runtime without EventSource", async () => {
  const positions: (string | null)[] = [];
  let cut = () => {};
  const cutting: Fetch = async (to, options) => {
    positions.push(new Headers(options?.headers).get("last-event-id"));
    const end = new AbortController();
    cut = () => end.abort();
    return fetch(to, {
      ...options,
      signal: AbortSignal.any([end.signal, options?.signal].flatMap((one) => one ?? [])),
    });
  };
  const { signals, waits, told } = follow({ fetch: cutting });
  await expect.poll(() => signals.length).toBeGreaterThan(0);
  const made = [await projects.create.mutate({ title: "Before" })];
  await expect.poll(() => told(made[0]?.id ?? "")).toBe(1);
  cut();
  made.push(await projects.create.mutate({ title: "During" }));
  await expect.poll(() => positions.length).toBe(2);
  made.push(await projects.create.mutate({ title: "After" }));
  await expect.poll(() => told(made[2]?.id ?? "")).toBe(1);
  expect(made.map(({ id }) => told(id))).toEqual([1, 1, 1]);
  expect(positions).toEqual([null, expect.stringMatching(/^[\w.-]+$/)]);
  expect(waits).toEqual([expect.any(Number)]);
});

test("a server that is away is asked again, with the time until then", async () => {
  let asked = 0;
  const away: Fetch = (to, options) => {
    asked += 1;
    return asked < 3 ? Promise.reject(new TypeError("fetch failed")) : fetch(to, options);
  };
  const { signals, waits } = follow({ fetch: away });
  await expect.poll(() => signals.length).toBeGreaterThan(0);
  expect(waits).toHaveLength(2);
  for (const wait of waits) expect(wait).toBeLessThanOrEqual(1000);
});

test("a refusal that would come again ends the stream, with its problem", async () => {
  const refused = await buildApp(
    readConfig({
      ...settings,
      AUTH: "required",
      AUTH_SECRET: "a secret that signs what tests sign",
    }),
  );
  afterAll(() => refused.close());
  const at = await refused.listen({ host: "127.0.0.1", port: 0 });
  const { failed, waits } = follow({ url: at });
  expect(problemOf(await failed)).toMatchObject({ code: "unauthenticated", status: 401 });
  expect(waits).toEqual([]);
});

test("a stream that nobody follows any more is not begun again", async () => {
  let asked = 0;
  const counting: Fetch = (to, options) => {
    asked += 1;
    return fetch(to, options);
  };
  const { signals, stop } = follow({ fetch: counting });
  await expect.poll(() => signals.length).toBeGreaterThan(0);
  stop();
  const { signals: others } = follow();
  const { id } = await projects.create.mutate({ title: "Later" });
  await expect.poll(() => JSON.stringify(others)).toContain(id);
  expect(JSON.stringify(signals)).not.toContain(id);
  expect(asked).toBe(1);
});

import { transact } from "@coulisses/database";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { createCompany, guarded, openAsOwner, testApp } from "../factory.ts";

const { app, databaseUrl } = await testApp({ ADMIN_PORT: "0" });
const address = await app.listen({ host: "127.0.0.1", port: 0 });
const json = { "content-type": "application/json" };

const metricsOf = async ({ operations } = app) =>
  (await fetch(`${operations.address}/metrics`)).text();

/** The value of one series, named as in PromQL; undefined if it is not exposed. */
async function series(named: string, of = app): Promise<number | undefined> {
  const [, name = "", labels = ""] = /^(\w+)(?:\{(.*)\})?$/.exec(named) ?? [];
  const wanted = labels === "" ? [] : labels.split(",");
  const line = (await metricsOf(of))
    .split("\n")
    .find((text) => text.startsWith(name) && wanted.every((label) => text.includes(label)));
  return line === undefined ? undefined : Number(line.split(" ").at(-1));
}

const calls = (labels: string) => series(`coulisses_call_duration_seconds_count{${labels}}`);

describe("calls are counted and timed", () => {
  test("by procedure, door, method and class of status", async () => {
    await fetch(`${address}/api/v1/artists`);
    await fetch(`${address}/api/v1/artists`, { method: "POST", headers: json, body: "{}" });
    await fetch(`${address}/trpc/venues.list`);
    expect(await calls('procedure="artists.list",door="rest",method="GET",status="2xx"')).toBe(1);
    expect(await calls('procedure="artists.create",door="rest",method="POST",status="4xx"')).toBe(
      1,
    );
    expect(await calls('procedure="venues.list",door="trpc",method="GET",status="2xx"')).toBe(1);
    const bucket = "coulisses_call_duration_seconds_bucket";
    for (const le of ["0.001", "10", "+Inf"])
      expect(await series(`${bucket}{le="${le}",procedure="artists.list"}`)).toBeDefined();
  });

  test("each of a batch, by its own status", async () => {
    const names = "projects.list,health.get,skills.get,skills.get";
    const input = encodeURIComponent(
      JSON.stringify({ 2: { skill_id: "x" }, 3: { skill_id: "y" } }),
    );
    await fetch(`${address}/trpc/${names}?batch=1&input=${input}`);
    expect(await calls('procedure="projects.list",door="trpc",method="GET",status="2xx"')).toBe(1);
    expect(await calls('procedure="health.get",door="trpc",method="GET",status="2xx"')).toBe(1);
    expect(await calls('procedure="skills.get",door="trpc",method="GET",status="4xx"')).toBe(2);
    expect(await series('coulisses_answered_bytes_total{procedure="batch"}')).toBeGreaterThan(100);
  });

  test("from their arrival, also those whose Host is refused", async () => {
    for (const url of ["/api/v1/travel-times", "/trpc/keys.list"])
      expect((await app.inject({ url, headers: { host: "a b" } })).statusCode).toBe(400);
    const bucket = "coulisses_call_duration_seconds_bucket";
    for (const procedure of ["travel.list", "keys.list"]) {
      const labels = `procedure="${procedure}",method="GET",status="4xx"`;
      expect(await series(`${bucket}{le="10",${labels}}`)).toBe(await calls(labels));
    }
  });

  test("by the names of routes: all unknown paths have one name", async () => {
    for (const path of [
      "canary",
      "api/v1/canary",
      "trpc/canary.list",
      "trpc/canary,canary?batch=1",
    ])
      await fetch(`${address}/${path}`);
    await fetch(`${address}/api/v1/artists/canary`);
    expect(await metricsOf()).not.toContain("canary");
    expect(await calls('procedure="unknown",door="other",method="GET",status="4xx"')).toBe(2);
    expect(await calls('procedure="unknown",door="trpc",method="GET",status="4xx"')).toBe(3);
    expect(await calls('procedure="artists.get",door="rest",method="GET",status="4xx"')).toBe(1);
    await fetch(`${address}/auth/get-session`);
    expect(await calls('procedure="/auth/get-session",door="auth"')).toBe(1);
  });

  test("also where a request is refused before its calls are made", async () => {
    const send = (to: string) => fetch(to, { method: "POST", headers: json, body: "{" });
    await send(`${address}/api/v1/skills`);
    await fetch(`${address}/trpc/skills.create`, { method: "POST", body: "x" });
    expect(await calls('procedure="skills.create",door="rest",method="POST",status="4xx"')).toBe(1);
    expect(await calls('procedure="skills.create",door="trpc",method="POST",status="4xx"')).toBe(1);
  });
});

test("bytes sent to callers are counted", async () => {
  const bytes = () =>
    series('coulisses_answered_bytes_total{procedure="organisations.get",door="rest"}');
  const answer = await fetch(`${address}/api/v1/organisation`);
  const { length } = await answer.text();
  const first = (await bytes()) ?? 0;
  expect(first).toBeGreaterThan(length);
  await fetch(`${address}/api/v1/organisation`);
  expect(await bytes()).toBe(first * 2);
});

test("answers replayed for an idempotency key are counted", async () => {
  const body = JSON.stringify({ name: "Once" });
  const create = (key: string) =>
    fetch(`${address}/api/v1/artists`, {
      method: "POST",
      headers: { ...json, "idempotency-key": key },
      body,
    });
  expect((await create("metrics-1")).status).toBe(201);
  expect(await series("coulisses_idempotent_replays_total")).toBe(0);
  await create("metrics-1");
  await create("metrics-1");
  expect(await series("coulisses_idempotent_replays_total")).toBe(2);
});

test("requests that a rate limit refused are counted", async () => {
  const settings = { ...guarded, ADMIN_PORT: "0", RATE_LIMIT: "2" };
  const { app: limited, databaseUrl: url } = await testApp(settings);
  const company = await createCompany(await openAsOwner(url), "Théâtre du Pont");
  const headers = { authorization: `Bearer ${company.keys.viewer}` };
  for (let i = 0; i < 5; i += 1) await limited.inject({ url: "/api/v1/me", headers });
  await limited.inject({ url: "/trpc/me.get", headers });
  expect(await series('coulisses_rate_limit_refusals_total{door="rest"}', limited)).toBe(3);
  expect(await series('coulisses_rate_limit_refusals_total{door="trpc"}', limited)).toBe(1);
});

test("transactions that a deadlock undid are counted by SQLSTATE", async () => {
  const db = await openAsOwner(databaseUrl);
  const retries = 'coulisses_transaction_retries_total{sqlstate="40P01"}';
  expect(await series(retries)).toBe(0);
  const met = Promise.withResolvers<void>();
  let inside = 0;
  const lock = (first: number, second: number) =>
    transact(db, async (trx) => {
      await sql`select pg_advisory_xact_lock(${first})`.execute(trx);
      if ((inside += 1) === 2) met.resolve();
      await met.promise;
      await sql`select pg_advisory_xact_lock(${second})`.execute(trx);
    });
  await Promise.all([lock(1, 2), lock(2, 1)]);
  expect(await series(retries)).toBe(1);
});

test("the pool, the event loop and the process are measured", async () => {
  await Promise.all([1, 2, 3].map(() => fetch(`${address}/api/v1/artists`)));
  expect(await series("coulisses_pool_connections")).toBeGreaterThan(0);
  expect(await series("coulisses_pool_idle_connections")).toBeGreaterThan(0);
  expect(await series("coulisses_pool_waiting")).toBe(0);
  expect(await series("coulisses_ready")).toBe(1);
  expect(await series("nodejs_eventloop_lag_p99_seconds")).toBeGreaterThan(0);
  expect(await series("process_resident_memory_bytes")).toBeGreaterThan(1e6);
});

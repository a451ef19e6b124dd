import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { testApp } from "../factory.ts";

const problem = {
  code: "unavailable",
  status: 503,
  detail: "The server is overloaded. Retry-After says how many seconds to wait.",
};

async function listening(settings: Record<string, string>) {
  const { app } = await testApp({ ADMIN_PORT: "0", ...settings });
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  const statusOf = async (path: string) => (await fetch(address + path)).status;
  const metrics = async () => (await fetch(`${app.operations.address}/metrics`)).text();
  const artists = () => expect.poll(() => statusOf("/api/v1/artists"));
  return { app, address, artists, metrics, statusOf };
}

/** Delays the event loop, until it is stopped. */
function hog(milliseconds: number): () => void {
  const timer = setInterval(() => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  }, 1);
  return () => clearInterval(timer);
}

describe("a process that takes more memory than it may", async () => {
  const { address, artists, app, metrics, statusOf } = await listening({ MAX_MEMORY: "1" });

  test("refuses requests on both doors, and says when to come back", async () => {
    await artists().toBe(503);
    const rest = await fetch(`${address}/api/v1/artists`);
    expect(rest.headers.get("retry-after")).toBe("1");
    expect(rest.headers.get("content-type")).toMatch("application/problem+json");
    expect(JSON.parse(await rest.text())).toMatchObject(problem);
    const trpc = await fetch(`${address}/trpc/artists.list`);
    expect([trpc.status, trpc.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(JSON.parse(await trpc.text())).toMatchObject({ error: { data: { problem } } });
    expect(await statusOf("/auth/get-session")).toBe(503);
    expect(await metrics()).toMatch(/coulisses_shed_requests_total\{reason="memory"\} [1-9]/);
  });

  test("still answers health and readiness checks", async () => {
    expect(await statusOf("/api/v1/health")).toBe(200);
    expect(await statusOf("/trpc/health.get")).toBe(200);
    expect((await fetch(`${app.operations.address}/livez`)).status).toBe(200);
    expect((await fetch(`${app.operations.address}/readyz`)).status).toBe(200);
  });
});

test("a process whose event loop is late refuses requests until it is not", async () => {
  const { artists, metrics } = await listening({ MAX_EVENT_LOOP_DELAY: "100" });
  await artists().toBe(200);
  // No request is refused in the first two seconds.
  await setTimeout(2000);
  const stop = hog(400);
  await artists().toBe(503);
  stop();
  await artists().toBe(200);
  expect(await metrics()).toMatch(
    /coulisses_shed_requests_total\{reason="event_loop_delay"\} [1-9]/,
  );
});

test("a limit of 0 is no limit", async () => {
  const none = { MAX_EVENT_LOOP_DELAY: "0", MAX_MEMORY: "0" };
  const { statusOf } = await listening(none);
  const limited = await listening({ ...none, MAX_MEMORY: "1" });
  await limited.artists().toBe(503);
  expect(await statusOf("/api/v1/artists")).toBe(200);
});

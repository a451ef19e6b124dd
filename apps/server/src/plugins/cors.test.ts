import Fastify from "fastify";
import { describe, expect, test } from "vitest";
import { testApp } from "../factory.ts";
import { allowPages } from "./cors.ts";

const change = { method: "POST", url: "/api/v1/artists", payload: { name: "A" } } as const;

/** Sends a page's request; returns the allowed origin and the status of its answer. */
async function asPageOf(origin: string, { app }: Awaited<ReturnType<typeof testApp>>) {
  const changed = await app.inject({ ...change, headers: { origin } });
  const preflight = await app.inject({
    method: "OPTIONS",
    url: change.url,
    headers: { origin, "access-control-request-method": "PUT" },
  });
  return [changed, preflight].map(({ statusCode, headers }) => [
    statusCode,
    headers["access-control-allow-origin"],
  ]);
}

describe("with AUTH=open on loopback", async () => {
  const open = await testApp();

  test.each(["http://localhost:5173", "http://127.0.0.1:3000", "http://[::1]:8080"])(
    "a page of %s may call without any setting",
    async (origin) => {
      expect(await asPageOf(origin, open)).toEqual([
        [201, origin],
        [204, origin],
      ]);
    },
  );

  test.each([
    "https://evil.example.org",
    "https://localhost:5173",
    "http://localhost.evil.org",
    "http://192.168.1.7:5173",
    "http://localhost:5173@evil.org",
    "file://localhost",
    "null",
  ])("a page of %s reads nothing and changes nothing", async (origin) => {
    expect(await asPageOf(origin, open)).toEqual([
      [403, undefined],
      [405, undefined],
    ]);
  });
});

test("where others reach an open server, a page of their machine may not call", async () => {
  const anywhere = await testApp({ HOST: "0.0.0.0", AUTH_OPEN_ANYWHERE: "yes" });
  expect(await asPageOf("http://localhost:5173", anywhere)).toEqual([
    [403, undefined],
    [405, undefined],
  ]);
});

test("origins in CORS_ORIGINS may call with credentials and read our headers", async () => {
  const { app } = await testApp({ CORS_ORIGINS: "https://planning.example" });
  const origin = "https://planning.example";
  const { headers } = await app.inject({ url: "/api/v1/health", headers: { origin } });
  expect(headers).toMatchObject({
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": expect.stringContaining("ETag, Event-Id, Idempotent-Replayed"),
  });
  const door = await app.inject({ url: "/trpc/health.get", headers: { origin } });
  expect(door.headers.vary).toMatch(/Origin, trpc-accept/);
  const preflight = await app.inject({
    method: "OPTIONS",
    url: "/trpc/artists.create",
    headers: {
      origin,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,idempotency-key,if-match",
    },
  });
  expect(preflight.statusCode).toBe(204);
  expect(preflight.headers).toMatchObject({
    "access-control-allow-methods": expect.stringContaining("PATCH"),
    "access-control-allow-headers": "content-type,idempotency-key,if-match",
  });
});

test("each refused origin is logged once, with the setting to change, at most 50", async () => {
  const lines: string[] = [];
  const app = Fastify({ logger: { level: "warn", stream: { write: (line) => lines.push(line) } } });
  allowPages(app, (origin) => origin === "https://friend.example");
  app.get("/", () => "");
  const refused = (origin: string) =>
    lines.filter((line) => JSON.parse(line).origin === origin).length;
  const ask = (origin: string) => app.inject({ url: "/", headers: { origin, host: "here:8000" } });
  for (const origin of ["https://friend.example", "http://here:8000", "null", "a b", "https://x/y"])
    await ask(origin);
  expect(lines).toEqual([]);
  for (let time = 0; time < 3; time += 1) await ask("http://localhost:5173");
  expect(refused("http://localhost:5173")).toBe(1);
  expect(lines[0]).toContain("CORS_ORIGINS");
  for (let index = 0; index < 100; index += 1) await ask(`https://made-up-${index}.example`);
  expect(lines).toHaveLength(50);
});

import { describe, expect, test } from "vitest";
import { testApp } from "./factory.ts";
import { operations } from "./operations.factory.ts";

const { app, rest } = await testApp();
const all = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

function ask(method: (typeof all)[number], url: string) {
  const body = { headers: { "content-type": "application/json" }, payload: "{}" };
  return app.inject({ method, url, ...(method === "POST" && body) });
}

/** The `Allow` header of each method that is answered 405 at an address. */
async function refusedAt(url: string) {
  const refused = new Map<string, unknown>();
  for (const method of all) {
    const answer = await ask(method, url);
    if (answer.statusCode === 405) refused.set(method, answer.headers.allow);
  }
  return Object.fromEntries(refused);
}

/** The same for an address that takes some methods only. */
function others(taken: string): Record<string, string> {
  const isTaken = new Set(taken.split(", "));
  return Object.fromEntries(
    all.flatMap((method) => (isTaken.has(method) ? [] : [[method, taken]])),
  );
}

test.each([
  ["/auth/get-session", "GET"],
  ["/auth/sign-in/email", "POST"],
  ["/auth/magic-link/verify", "GET, HEAD, POST"],
  ["/openapi.json", "GET, HEAD"],
  ["/docs/", "GET, HEAD"],
  ["/", "GET, HEAD"],
  ["/trpc", "GET, HEAD"],
  ["/api/v1", "GET, HEAD"],
])("%s takes %s, and answers other methods with 405 and Allow", async (url, taken) => {
  expect(await refusedAt(url)).toEqual(others(taken));
});

test("each procedure takes the methods of its type, and answers others with 405 and Allow", async () => {
  for (const { name, type } of operations) {
    const taken = type === "query" ? "GET, HEAD" : "POST";
    expect({ name, ...(await refusedAt(`/trpc/${name}`)) }).toEqual({ name, ...others(taken) });
  }
});

test("an unknown procedure is 404, whatever the method", async () => {
  for (const url of ["/trpc/nope", "/trpc/artists", "/trpc/__proto__", "/trpc/artists.list/x"])
    for (const method of all) expect(await ask(method, url)).toMatchObject({ statusCode: 404 });
  const { error } = (await ask("DELETE", "/trpc/nope")).json();
  expect(error.data).toMatchObject({ code: "NOT_FOUND", problem: { code: "not_found" } });
});

test("HEAD of a query answers what GET does, without the body", async () => {
  const url = "/trpc/artists.list";
  const get = await app.inject(url);
  const head = await app.inject({ method: "HEAD", url });
  expect(head).toMatchObject({ statusCode: 200, body: "" });
  expect(head.headers.etag).toBe(get.headers.etag);
  expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
});

describe("the addresses that the server prints at the start", () => {
  test("answer with the address of the documentation", async () => {
    for (const url of ["/api/v1", "/api/v1/", "/trpc"]) {
      const answer = await app.inject(url);
      expect(answer.json()).toEqual({
        service: "coulisses",
        docs: "/docs/",
        openapi: "/openapi.json",
        rest: "/api/v1",
        trpc: "/trpc",
      });
      expect(answer.headers.link).toContain('</openapi.json>; rel="service-desc"');
    }
    for (const path of Object.values((await rest("GET", "")).json()).slice(1))
      expect((await app.inject(String(path))).statusCode).toBe(200);
  });

  test("ask for credentials as the documentation does", async () => {
    const guarded = { AUTH: "required", AUTH_SECRET: "a secret that signs what tests sign" };
    const { app: closed } = await testApp(guarded);
    for (const url of ["/api/v1", "/trpc", "/docs/"])
      expect((await closed.inject(url)).statusCode).toBe(401);
  });
});

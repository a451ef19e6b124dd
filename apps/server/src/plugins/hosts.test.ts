import { describe, expect, test } from "vitest";
import { testApp } from "../factory.ts";

const anywhere = { HOST: "0.0.0.0", AUTH_OPEN_ANYWHERE: "yes" };
const paths = [
  "/api/v1/artists",
  "/api/v1/health",
  "/trpc/artists.list",
  "/trpc/health.get",
  "/auth/get-session",
  "/docs/",
  "/openapi.json",
  "/",
];

describe("DNS rebinding makes nobody administrator", async () => {
  const here = await testApp();
  const open = await testApp(anywhere);
  const named = await testApp({ ...anywhere, PUBLIC_URL: "https://planning.example.org" });
  const statusOf = async ({ app }: typeof open, host: string, url = "/api/v1/artists") =>
    (await app.inject({ url, headers: { host } })).statusCode;

  test.each(paths)("%s is refused under another name", async (url) => {
    for (const server of [here, open, named])
      for (const host of ["evil.example.org", "evil.example.org:8000", "localhost.evil.org", "x"])
        expect(await statusOf(server, host, url)).toBe(403);
  });

  test("a change is refused, although its Origin is that of its Host", async () => {
    const host = "evil.example.org:8000";
    for (const url of ["/api/v1/artists", "/trpc/artists.create", "/auth/sign-in/magic-link"]) {
      const headers = { host, origin: `http://${host}` };
      const answer = await open.app.inject({ method: "POST", url, headers, payload: {} });
      expect(answer.statusCode).toBe(403);
      expect(answer.body).toContain("PUBLIC_URL");
    }
    expect((await open.rest("GET", "/artists")).json()).toEqual([]);
  });

  test("loopback names, addresses and the name in PUBLIC_URL are answered", async () => {
    const hosts = ["localhost:8000", "127.0.0.1", "[::1]:8000", "192.0.2.7:8000", "[2001:db8::7]"];
    for (const server of [here, open, named])
      for (const host of hosts) expect(await statusOf(server, host)).toBe(200);
    for (const host of ["planning.example.org", "planning.example.org:8443"])
      expect(await statusOf(named, host)).toBe(200);
  });

  test("X-Forwarded-Host is checked too, and lets no other Host in", async () => {
    const { app } = await testApp({ ...anywhere, TRUST_PROXY: "loopback" });
    const get = async (host: string, forwarded: string) => {
      const headers = { host, "x-forwarded-host": forwarded };
      return (await app.inject({ url: "/api/v1/artists", headers })).statusCode;
    };
    expect(await get("evil.example.org", "localhost")).toBe(403);
    expect(await get("localhost", "evil.example.org")).toBe(403);
    expect(await get("localhost", "127.0.0.1:8000")).toBe(200);
  });

  test("with AUTH=required every name is answered: callers need credentials", async () => {
    const required = { AUTH: "required", AUTH_SECRET: "a secret that signs what tests sign" };
    expect(await statusOf(await testApp(required), "other.example.org")).toBe(401);
  });
});

import { describe, expect, test } from "vitest";
import { guarded, testApp } from "./factory.ts";

test("sign-in attempts are counted by the address that a trusted proxy reports", async () => {
  const limited = { ...guarded, RATE_LIMIT: "600" };
  const { app: behind } = await testApp({ ...limited, TRUST_PROXY: "loopback" });
  const { app: direct } = await testApp(limited);
  const attempt = async (app: typeof behind, address: string, email: string) => {
    const answer = await app.inject({
      method: "POST",
      url: "/auth/sign-in/magic-link",
      headers: { "x-forwarded-for": address },
      payload: { email },
    });
    return answer.statusCode;
  };
  for (let index = 0; index < 10; index += 1)
    for (const app of [behind, direct])
      expect(await attempt(app, "192.0.2.1", `${index}@example.org`)).toBe(200);
  expect(await attempt(behind, "192.0.2.1", "10@example.org")).toBe(429);
  expect(await attempt(behind, "192.0.2.2", "10@example.org")).toBe(200);
  expect(await attempt(direct, "192.0.2.2", "10@example.org")).toBe(429);
});

describe("a page with the server's host and another scheme", async () => {
  const settings = { HOST: "0.0.0.0", AUTH_OPEN_ANYWHERE: "yes" };
  const direct = await testApp(settings);
  const behind = await testApp({ ...settings, TRUST_PROXY: "loopback" });
  const change = async ({ app }: typeof direct, origin: string, proto?: string) => {
    const headers = { host: "192.0.2.7", origin, ...(proto && { "x-forwarded-proto": proto }) };
    const payload = { name: "A" };
    return (await app.inject({ method: "POST", url: "/api/v1/artists", headers, payload }))
      .statusCode;
  };

  test("may change nothing", async () => {
    expect(await change(direct, "http://192.0.2.7")).toBe(201);
    expect(await change(direct, "https://192.0.2.7")).toBe(403);
  });

  test("is recognised by the scheme that a trusted proxy reports", async () => {
    expect(await change(behind, "https://192.0.2.7", "https")).toBe(201);
    expect(await change(behind, "http://192.0.2.7", "https")).toBe(403);
    // The header counts from a trusted proxy only.
    expect(await change(direct, "https://192.0.2.7", "https")).toBe(403);
    expect(await change(behind, "null", "x-scheme")).toBe(403);
  });
});

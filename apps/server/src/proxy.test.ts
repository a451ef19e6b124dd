import { expect, test } from "vitest";
import { guarded, testApp } from "./factory.ts";

test("attempts to sign in behind a trusted proxy are counted by the address that it tells", async () => {
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

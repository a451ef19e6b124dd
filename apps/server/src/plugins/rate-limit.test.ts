import type { FastifyInstance } from "fastify";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { artists, type Call, get, limitedApp, many, statuses } from "./rate-limit.factory.ts";

async function limited(options: Parameters<typeof limitedApp>[0]): Promise<FastifyInstance> {
  const app = await limitedApp(options);
  onTestFinished(() => app.close());
  return app;
}

function signIn(app: FastifyInstance, email: string, remoteAddress = "192.0.2.1") {
  return app.inject({ method: "POST", url: "/sign-in", payload: { email }, remoteAddress });
}

describe("a budget", () => {
  test.each<{ name: string; one: Call; other: Call }>([
    { name: "a key", one: { as: "key:1" }, other: { as: "key:2" } },
    { name: "a person", one: { as: "person:1" }, other: { as: "person:2" } },
    { name: "a key, whoever it is named like", one: { as: "key:1" }, other: { as: "person:1" } },
    { name: "an address", one: { from: "192.0.2.1" }, other: { from: "192.0.2.2" } },
    {
      name: "the IPv6 addresses of one network",
      one: { from: "2001:db8:0:1::1" },
      other: { from: "2001:db8:0:2::1" },
    },
  ])("is that of $name", async ({ one, other }) => {
    const app = await limited({ settings: { RATE_LIMIT: "2" } });
    expect(await statuses(3, () => get(app, one))).toEqual([200, 200, 429]);
    expect(await statuses(3, () => get(app, other))).toEqual([200, 200, 429]);
  });

  test("is shared by all addresses, both doors and unknown paths", async () => {
    const app = await limited({ settings: { RATE_LIMIT: "3" } });
    const urls = [artists, "/trpc/artists.list", "/api/v1/nothing", artists];
    const asked = await statuses(4, (index) =>
      get(app, { as: "key:1", url: urls[index] ?? "", from: `192.0.2.${index}` }),
    );
    expect(asked).toEqual([200, 200, 404, 429]);
  });

  test("belongs to the address that a trusted proxy reports, or else to the proxy", async () => {
    const behind = await limited({ settings: { RATE_LIMIT: "1", TRUST_PROXY: "loopback" } });
    const [one, other] = [{ forwardedFor: "192.0.2.1" }, { forwardedFor: "192.0.2.2" }];
    expect(await statuses(2, () => get(behind, one))).toEqual([200, 429]);
    expect(await statuses(2, () => get(behind, other))).toEqual([200, 429]);
    const direct = await limited({ settings: { RATE_LIMIT: "1" } });
    expect(await statuses(1, () => get(direct, one))).toEqual([200]);
    expect(await statuses(1, () => get(direct, other))).toEqual([429]);
  });

  test("is full again after its window", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const app = await limited({ settings: { RATE_LIMIT: "1" } });
    expect(await statuses(2, () => get(app))).toEqual([200, 429]);
    vi.advanceTimersByTime(60_000);
    expect(await statuses(2, () => get(app))).toEqual([200, 429]);
  });

  test("is not spent by health checks", async () => {
    const app = await limited({ settings: { RATE_LIMIT: "1" } });
    const urls = ["/api/v1/health", "/trpc/health.get", "/trpc/health.get,health.get?batch=1"];
    for (const url of urls) {
      const { statusCode, headers } = await get(app, { url, as: "bad" });
      expect(statusCode).toBe(200);
      expect(headers).not.toHaveProperty("ratelimit-limit");
    }
    expect(await statuses(2, () => get(app))).toEqual([200, 429]);
    expect(await statuses(3, (index) => get(app, { url: urls[index] ?? "" }))).toEqual(
      many(3, 200),
    );
  });
});

describe("the limits", () => {
  test("are 600 a minute with AUTH=required", async () => {
    const { headers } = await get(await limited({}));
    expect(headers).toMatchObject({ "ratelimit-limit": "600", "ratelimit-remaining": "599" });
  });

  test.each([{ AUTH: "open" }, { AUTH: "open", RATE_LIMIT: "0" }, { RATE_LIMIT: "0" }])(
    "are none with %o",
    async (settings) => {
      const app = await limited({ settings });
      expect((await get(app)).headers).not.toHaveProperty("ratelimit-limit");
      expect(await statuses(30, () => get(app, { as: "key:1" }))).toEqual(many(30, 200));
      expect(await statuses(30, () => signIn(app, "a@example.org"))).toEqual(many(30, 200));
    },
  );

  test("count per address with AUTH=open", async () => {
    const app = await limited({ settings: { AUTH: "open", RATE_LIMIT: "1" } });
    expect(await statuses(2, () => get(app))).toEqual([200, 429]);
    expect(await statuses(1, () => get(app, { from: "192.0.2.2" }))).toEqual([200]);
  });
});

describe("an answer", () => {
  test("reports the remaining budget", async () => {
    const app = await limited({ settings: { RATE_LIMIT: "2" } });
    const answers = [await get(app), await get(app), await get(app)];
    const shown = answers.map(({ headers }) => ({ ...headers, date: "" }));
    expect(shown).toEqual([
      expect.objectContaining({ "ratelimit-limit": "2", "ratelimit-remaining": "1" }),
      expect.objectContaining({ "ratelimit-limit": "2", "ratelimit-remaining": "0" }),
      expect.objectContaining({ "ratelimit-limit": "2", "ratelimit-remaining": "0" }),
    ]);
    for (const { headers } of answers) {
      expect(Number(headers["ratelimit-reset"])).toBeGreaterThan(0);
      expect(Number(headers["ratelimit-reset"])).toBeLessThanOrEqual(60);
    }
    expect(answers[1]?.headers).not.toHaveProperty("retry-after");
    expect(answers[2]?.headers["retry-after"]).toBe(answers[2]?.headers["ratelimit-reset"]);
  });

  const problem = {
    type: "urn:coulisses:problem:too_many_requests",
    title: "Too many requests",
    status: 429,
    code: "too_many_requests",
    detail: expect.stringMatching(/^More than 1 requests within a minute\. Try again in \d+ s\.$/),
  };

  test("is a problem document at the REST door", async () => {
    const app = await limited({ settings: { RATE_LIMIT: "1" } });
    await get(app);
    const { headers, statusCode, body } = await get(app);
    expect(statusCode).toBe(429);
    expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(JSON.parse(body)).toEqual(problem);
  });

  test("has tRPC's shape at the tRPC door", async () => {
    const app = await limited({ settings: { RATE_LIMIT: "1" } });
    await get(app);
    const { statusCode, headers, body } = await get(app, { url: "/trpc/artists.list" });
    expect(statusCode).toBe(429);
    expect(headers).toHaveProperty("retry-after");
    expect(JSON.parse(body)).toEqual({
      error: {
        message: problem.detail,
        code: -32_029,
        data: { code: "TOO_MANY_REQUESTS", httpStatus: 429, problem },
      },
    });
  });
});

describe("a batch", () => {
  const left = async (app: FastifyInstance, url: string) =>
    Number((await get(app, { url })).headers["ratelimit-remaining"]);

  test("counts as many calls as it has items, health aside", async () => {
    const app = await limited({ settings: { RATE_LIMIT: "10" } });
    expect(await left(app, "/trpc/artists.list")).toBe(9);
    expect(await left(app, "/trpc/artists.list,artists.get,artists.list?batch=1")).toBe(6);
    expect(await left(app, "/trpc/artists.list%2Chealth.get,artists.get?batch=1")).toBe(4);
  });

  test("is refused as a whole where it crosses the limit", async () => {
    const app = await limited({ settings: { RATE_LIMIT: "4" } });
    const url = "/trpc/artists.list,artists.get,artists.list?batch=1";
    const answers = [await get(app, { url }), await get(app, { url })];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 429]);
    expect(JSON.parse(answers[1]?.body ?? "")).toHaveProperty(
      "error.data.code",
      "TOO_MANY_REQUESTS",
    );
    expect(await statuses(1, () => get(app))).toEqual([429]);
  });

  test("above the maximum size counts as one of the maximum size", async () => {
    const app = await limited({ settings: { RATE_LIMIT: "100" } });
    const names = Array.from({ length: 40 }, () => "a.b").join(",");
    expect(await left(app, `/trpc/${names}?batch=1`)).toBe(80);
  });
});

describe("a large answer", () => {
  const left = async (app: FastifyInstance, url: string) =>
    Number((await get(app, { url, as: "key:1" })).headers["ratelimit-remaining"]);

  test.each(["/api/v1/export", "/trpc/artists.export"])(
    "costs one more request for each full 64 KiB: %s",
    async (url) => {
      const app = await limited({ settings: { RATE_LIMIT: "10" } });
      expect(await left(app, artists)).toBe(9);
      expect(await left(app, url)).toBe(8);
      expect(await left(app, artists)).toBe(4);
      expect(await left(app, artists)).toBe(3);
    },
  );

  test("is sent even if it uses up the budget, and the next call is refused", async () => {
    const app = await limited({ settings: { RATE_LIMIT: "4" } });
    const large = { url: "/api/v1/export", as: "key:1" };
    expect(await statuses(2, () => get(app, large))).toEqual([200, 429]);
    expect(await statuses(5, () => get(app, { as: "key:2" }))).toEqual([...many(4, 200), 429]);
  });

  test("costs nothing without limits", async () => {
    const app = await limited({ settings: { RATE_LIMIT: "0" } });
    expect(await statuses(5, () => get(app, { url: "/api/v1/export" }))).toEqual(many(5, 200));
  });
});

describe("bad credentials", () => {
  test.each<{ name: string; bad: Call }>([
    { name: "keys", bad: { as: "bad" } },
    { name: "sessions", bad: { cookie: "coulisses.session_token=bad" } },
  ])(
    "$name are refused 20 times a minute from one address, then not looked at",
    async ({ bad }) => {
      const app = await limited({});
      const failed = { ...bad, from: "192.0.2.1" };
      const answers = await statuses(21, () => get(app, failed));
      // The tiny router has no gate: 200 stands for what its procedures say.
      expect(answers).toEqual([...many(20, 200), 429]);
      expect(JSON.parse((await get(app, failed)).body)).toMatchObject({
        code: "too_many_requests",
        detail: expect.stringContaining(
          "More than 20 requests with a key or a session that is not",
        ),
      });
      expect((await get(app, { ...bad, from: "192.0.2.2" })).statusCode).toBe(200);
    },
  );

  test("do not lock out valid callers of the same address", async () => {
    const app = await limited({});
    await statuses(25, () => get(app, { as: "bad" }));
    expect((await get(app, { as: "key:1" })).statusCode).toBe(200);
    expect((await get(app)).statusCode).toBe(200);
  });
});

describe("attempts to sign in", () => {
  test("are 10 a minute from one address, for any account", async () => {
    const app = await limited({});
    const asked = await statuses(11, (index) => signIn(app, `${index}@example.org`));
    expect(asked).toEqual([...many(10, 200), 429]);
    const { headers, body } = await signIn(app, "11@example.org");
    expect(headers["content-type"]).toContain("application/problem+json");
    expect(headers).toMatchObject({ "ratelimit-limit": "10", "retry-after": expect.anything() });
    expect(JSON.parse(body)).toMatchObject({ code: "too_many_requests" });
    expect((await signIn(app, "11@example.org", "192.0.2.2")).statusCode).toBe(200);
  });

  test("are 10 a minute for one e-mail address, in any spelling, from anywhere", async () => {
    const app = await limited({});
    const spellings = ["a@example.org", "A@Example.org", " a@example.org "];
    const asked = await statuses(11, (index) =>
      signIn(app, spellings[index % 3] ?? "", `192.0.2.${index}`),
    );
    expect(asked).toEqual([...many(10, 200), 429]);
    expect((await signIn(app, "b@example.org", "192.0.2.100")).statusCode).toBe(200);
  });

  test("from an address that is refused do not count against the e-mail address", async () => {
    const app = await limited({});
    await statuses(30, () => signIn(app, "a@example.org"));
    await statuses(30, () => signIn(app, "b@example.org"));
    expect((await signIn(app, "b@example.org", "192.0.2.2")).statusCode).toBe(200);
  });

  test("without an e-mail address count by network address only", async () => {
    const app = await limited({});
    const ask = () => app.inject({ method: "POST", url: "/sign-in" });
    expect(await statuses(11, ask)).toEqual([...many(10, 200), 429]);
  });
});

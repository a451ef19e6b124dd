import { randomUUID } from "node:crypto";
import { withBody } from "@coulisses/api/kit/factory";
import type { Database } from "@coulisses/database";
import type { FastifyInstance } from "fastify";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createCompany, dumpOf, guarded, openAsOwner, testApp } from "./factory.ts";
import {
  type Operation,
  operations,
  overRest,
  overTrpc,
  requestsOf,
} from "./operations.factory.ts";
import { openHouse } from "./auth/factory.ts";

const house = await openHouse();
const here = "https://planning.example.org";
const settings = { ...guarded, DATABASE_URL: house.config.DATABASE_URL, PUBLIC_URL: here };
const { app } = await testApp(settings);
const db = await openAsOwner(house.config.DATABASE_URL);
const company = await createCompany(db, "Théâtre du Pont");
const admin = await house.person("admin@example.org", {
  organisation_id: company.id,
  role: "admin",
});

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const json = { "content-type": "application/json" };
const sessionCookie = "__Secure-coulisses.session_token";

async function whoIs(headers: Record<string, string>) {
  const answer = await app.inject({ url: "/api/v1/me", headers });
  return { status: answer.statusCode, ...answer.json() };
}

/** Sends a change: the creation of an artist. */
function createArtist(headers: Record<string, string>, to = app) {
  return to.inject(overRest(withBody("POST", "/artists", { name: "Attack" }), headers));
}

describe("an Authorization header without one of our keys", () => {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const claims = { sub: company.id, role: "admin", aud: "coulisses", exp: 4_000_000_000 };
  const key = company.keys.admin;

  test.each([
    { what: "a password", authorization: `Basic ${btoa(`admin:${key}`)}` },
    { what: "a key as a password", authorization: `Basic ${key}` },
    {
      what: "a token without signature (alg=none)",
      authorization: `Bearer ${encode({ alg: "none" })}.${encode(claims)}.`,
    },
    {
      what: "a token signed with our secret",
      authorization: `Bearer ${encode({ alg: "HS256" })}.${encode(claims)}.${encode({})}`,
    },
    { what: "a session's cookie", authorization: `Bearer ${admin.cookie}` },
    { what: "two keys", authorization: `Bearer ${company.keys.viewer}, Bearer ${key}` },
    { what: "a key and more", authorization: `Bearer ${key}x` },
    { what: "a key with a space", authorization: `Bearer ${key.slice(0, 9)} ${key.slice(9)}` },
    { what: "a key in capitals", authorization: `Bearer ${key.toUpperCase()}` },
    { what: "a key after another scheme", authorization: `Bearer Bearer ${key}` },
    { what: "SQL", authorization: "Bearer clk_' or '1'='1" },
    { what: "what every object has", authorization: "Bearer __proto__" },
    { what: "eight thousand characters", authorization: `Bearer clk_${"A".repeat(8000)}` },
  ])("$what is refused with 401, without a reason", async ({ authorization }) => {
    for (const url of ["/api/v1/me", "/trpc/me.get"]) {
      const answer = await app.inject({ url, headers: { authorization } });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers).not.toHaveProperty("set-cookie");
      expect(answer.body).toContain("There is no such API key.");
    }
  });
});

describe("a hostile request id", () => {
  test.each(["a b", "a%0d%0aset-cookie: x=1", '"},{"', "é", "x".repeat(129), "<script>", ""])(
    "%j is replaced by an id of the server",
    async (id) => {
      const headers = { ...bearer(company.keys.admin), "x-request-id": id };
      const answer = await createArtist(headers);
      expect(answer.headers["x-request-id"]).toMatch(/^[\da-f-]{36}$/);
      expect(answer.headers).not.toHaveProperty("set-cookie");
      const [event] = (await company.api.audit.list({ limit: 1 })).items;
      expect(event?.request_id).toBe(answer.headers["x-request-id"]);
    },
  );
});

describe("a session's cookie", () => {
  const value = decodeURIComponent(admin.cookies.get(sessionCookie) ?? "");
  const [token = "", signature = ""] = value.split(".");
  const as = (changed: string) => ({ cookie: `${sessionCookie}=${encodeURIComponent(changed)}` });

  test("is accepted unchanged", async () => {
    expect(await whoIs(as(value))).toMatchObject({ status: 200, role: "admin", kind: "person" });
  });

  test("is refused with any one character changed", async () => {
    for (let at = 0; at < value.length; at += 1) {
      // Not "B", which in the last character of Base64 stands for the same bytes as "A".
      const other = value[at] === "A" ? "Q" : "A";
      const changed = value.slice(0, at) + other + value.slice(at + 1);
      expect(await whoIs(as(changed))).toMatchObject({ status: 401 });
    }
  });

  test("is refused when it is cut off after any character", async () => {
    for (let length = 0; length < value.length; length += 1)
      expect(await whoIs(as(value.slice(0, length)))).toMatchObject({ status: 401 });
  });

  test("is refused with another session's signature, or without one", async () => {
    const other = await house.person("other@example.org");
    const [, foreign = ""] = decodeURIComponent(other.cookies.get(sessionCookie) ?? "").split(".");
    for (const changed of [`${token}.${foreign}`, token, `${token}.`, `.${signature}`, `${value}.`])
      expect(await whoIs(as(changed))).toMatchObject({ status: 401 });
    for (const cookie of [`coulisses.session_token=${value}`, `session_token=${value}`, value])
      expect(await whoIs({ cookie })).toMatchObject({ status: 401 });
  });

  test("planted before a sign-in is refused after it (session fixation)", async () => {
    const planted = { cookie: `${sessionCookie}=planted.by-an-attacker` };
    const victim = house.browser();
    victim.cookies.set(sessionCookie, "planted.by-an-attacker");
    const link = await house.people.signInLink("admin@example.org", "Admin");
    await victim.open(link);
    expect(victim.cookie).not.toContain("planted");
    expect(await whoIs({ cookie: victim.cookie })).toMatchObject({ status: 200, role: "admin" });
    expect(await whoIs(planted)).toMatchObject({ status: 401 });
  });

  test("is refused as soon as its owner has signed out", async () => {
    const leaving = await house.person("admin@example.org");
    const { cookie } = leaving;
    expect(await whoIs({ cookie })).toMatchObject({ status: 200 });
    const url = "/auth/sign-out";
    await app.inject({ method: "POST", url, headers: { cookie, origin: here }, payload: {} });
    expect(await whoIs({ cookie })).toMatchObject({ status: 401 });
  });

  test("adds no right to a key, and is ignored beside an invalid key", async () => {
    const { cookie } = admin;
    const both = { ...bearer(company.keys.viewer), cookie, origin: here };
    expect(await whoIs(both)).toMatchObject({ status: 200, kind: "key", role: "viewer" });
    expect((await createArtist(both)).statusCode).toBe(403);
    for (const authorization of ["", "Bearer", "Bearer x", "Basic eDp5"])
      expect(await whoIs({ authorization, cookie })).toMatchObject({ status: 401 });
  });
});

const changes = operations.filter(({ type }) => type === "mutation");
const foreignOrigins: Record<string, string>[] = [
  {},
  { origin: "null" },
  { origin: "https://evil.example.org" },
  { origin: "https://planning.example.org.evil.org" },
  { origin: "https://planning.example.org:444" },
  { referer: `${here}/` },
];

interface Attack {
  to: FastifyInstance;
  of: { db: Database["db"]; organisation: string };
  from: Record<string, string>[];
}

describe(`a change from a foreign page: ${changes.length} operations × ${foreignOrigins.length} origins × 2 doors`, () => {
  const requestFor = async (operation: Operation, to: FastifyInstance) => {
    const key = to === app ? bearer(company.keys.admin) : {};
    const { request } = await requestsOf(operation, async (sent) =>
      (await to.inject(overRest(sent, key))).json(),
    );
    return (headers: Record<string, string>) => ({
      rest: overRest(request, headers),
      trpc: overTrpc(operation, request, headers),
    });
  };
  /** Asks from each origin through both doors, and dumps the rows before and after. */
  const attack = async (operation: Operation, { to, of, from }: Attack) => {
    const asked = await requestFor(operation, to);
    const before = await dumpOf(of.db, of.organisation);
    const statuses: number[][] = [];
    for (const { rest, trpc } of from.map(asked))
      statuses.push([(await to.inject(rest)).statusCode, (await to.inject(trpc)).statusCode]);
    return { statuses, before, after: await dumpOf(of.db, of.organisation) };
  };

  test.each(changes)(
    "$operation with a cookie is refused with 403 and changes nothing",
    async (operation) => {
      const from = foreignOrigins.map((origin) => ({ cookie: admin.cookie, ...origin }));
      const of = { db, organisation: company.id };
      const { statuses, before, after } = await attack(operation, { to: app, of, from });
      expect(statuses).toEqual(from.map(() => [403, 403]));
      expect(after).toEqual(before);
    },
  );

  test.each(changes)("$operation from a page of our own is let in", async (operation) => {
    const asked = await requestFor(operation, app);
    const answer = await app.inject(asked({ cookie: admin.cookie, origin: here }).rest);
    expect(answer.statusCode).toBe(operation.rest.status ?? 200);
  });

  describe("with AUTH=open", async () => {
    const open = await testApp();
    const opened = await openAsOwner(open.databaseUrl);
    const organisation = "00000000-0000-4000-8000-000000000001";

    test.each(changes)("$operation is refused with 403 and changes nothing", async (operation) => {
      const from = [{ origin: "null" }, { origin: "https://evil.example.org" }];
      const of = { db: opened, organisation };
      const { statuses, before, after } = await attack(operation, { to: open.app, of, from });
      expect(statuses).toEqual(from.map(() => [403, 403]));
      expect(after).toEqual(before);
    });

    test("programs and pages of this machine are let in", async () => {
      for (const from of [{}, { origin: "http://localhost:8000" }])
        expect((await createArtist(from, open.app)).statusCode).toBe(201);
    });

    // Browsers take a page for ours if the attacker's name resolves to 127.0.0.1.
    test("a page can read and change nothing by DNS rebinding", async () => {
      const rebound = { host: "evil.example.org:8000", origin: "http://evil.example.org:8000" };
      const read = await open.app.inject({ url: "/api/v1/artists", headers: rebound });
      expect([read.statusCode, (await createArtist(rebound, open.app)).statusCode]).toEqual([
        403, 403,
      ]);
    });
  });

  test("a form is refused with 415 and changes nothing, whatever its type", async () => {
    const before = await dumpOf(db, company.id);
    const types = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];
    for (const type of [...types, "text/json", "application/json-patch+json"])
      for (const url of ["/api/v1/artists", "/trpc/artists.create"]) {
        const headers = { cookie: admin.cookie, origin: here, "content-type": type };
        const answer = await app.inject({ method: "POST", url, headers, payload: '{"name":"A"}' });
        expect(answer.statusCode).toBe(415);
      }
    expect(await dumpOf(db, company.id)).toEqual(before);
  });

  test("only POST changes anything", async () => {
    const before = await dumpOf(db, company.id);
    const url = `/trpc/artists.create?input=${encodeURIComponent('{"name":"A"}')}`;
    for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
      const headers = { cookie: admin.cookie, origin: here, "x-http-method-override": "POST" };
      expect((await app.inject({ method, url, headers })).statusCode).not.toBe(200);
    }
    expect(await dumpOf(db, company.id)).toEqual(before);
  });
});

/** Stops the clocks that the server reads, until the test is over. */
function stopClocks() {
  let instant = Temporal.Now.instant();
  let milliseconds = performance.now();
  const wall = vi.spyOn(Temporal.Now, "instant").mockImplementation(() => instant);
  const monotonic = vi.spyOn(performance, "now").mockImplementation(() => milliseconds);
  onTestFinished(() => {
    wall.mockRestore();
    monotonic.mockRestore();
  });
  return {
    advance(by: Temporal.DurationLike) {
      instant = instant.add(by);
      milliseconds += Temporal.Duration.from(by).total("milliseconds");
    },
  };
}

describe("a key is refused", () => {
  const revoke = (id: string) =>
    app.inject({
      method: "DELETE",
      url: `/api/v1/keys/${id}`,
      headers: bearer(company.keys.admin),
    });

  test("at once by the process that revoked it, within 5 s by another", async () => {
    const { app: another } = await testApp(settings);
    const { id, key } = await company.api.keys.create({ name: "Revoked", role: "admin" });
    const ask = async (of = app) =>
      (await of.inject({ url: "/api/v1/me", headers: bearer(key) })).statusCode;
    expect([await ask(), await ask(another)]).toEqual([200, 200]);
    expect((await revoke(id)).statusCode).toBe(204);
    expect(await ask()).toBe(401);
    const clocks = stopClocks();
    clocks.advance({ seconds: 5 });
    expect(await ask(another)).toBe(401);
    expect((await revoke(id)).statusCode).toBe(404);
  });

  test("as soon as it expires, although it was just used", async () => {
    const expires_at = Temporal.Now.instant()
      .add({ hours: 1 })
      .toString({ fractionalSecondDigits: 6 });
    const { key } = await company.api.keys.create({ name: "Short", role: "viewer", expires_at });
    const clocks = stopClocks();
    clocks.advance({ minutes: 59, seconds: 59 });
    expect(await whoIs(bearer(key))).toMatchObject({ status: 200 });
    clocks.advance({ seconds: 1 });
    expect(await whoIs(bearer(key))).toMatchObject({ status: 401 });
  });

  test("as soon as its artist is deleted", async () => {
    const { id: artist_id } = await company.api.artists.create({ name: "Leaving" });
    const { key } = await company.api.keys.create({ name: "K", role: "artist", artist_id });
    expect(await whoIs(bearer(key))).toMatchObject({ status: 200 });
    const method = "DELETE";
    await app.inject(
      overRest({ method, path: `/artists/${artist_id}` }, bearer(company.keys.admin)),
    );
    expect(await whoIs(bearer(key))).toMatchObject({ status: 401 });
  });

  test("in a cookie, although it was just used in the header", async () => {
    const { authorization } = bearer(company.keys.viewer);
    expect(await whoIs({ authorization })).toMatchObject({ status: 200 });
    expect(await whoIs({ cookie: authorization })).toMatchObject({ status: 401 });
  });
});

describe("calls of one batch", () => {
  const batch = async (key: string | undefined, names: string[], bodies?: object[]) => {
    const url = `/trpc/${names.join(",")}?batch=1`;
    const headers = key === undefined ? {} : bearer(key);
    const payload = JSON.stringify(Object.fromEntries(bodies?.entries() ?? []));
    const answer = await app.inject(
      bodies
        ? { method: "POST", url, headers: { ...headers, ...json }, payload }
        : { url: `${url}&input=%7B%7D`, headers },
    );
    const outcomes: { error?: { data: { httpStatus: number } } }[] = answer.json();
    return outcomes.map(({ error }) => error?.data.httpStatus ?? 200);
  };
  const { viewer, planner } = company.keys;

  test("are authorised one by one: a refused call does not affect another", async () => {
    const reads = ["artists.list", "keys.list", "health.get", "audit.list", "plannings.list"];
    expect(await batch(viewer, reads)).toEqual([200, 403, 200, 403, 200]);
    expect(await batch(undefined, reads)).toEqual([401, 401, 200, 401, 401]);
    const before = await company.api.keys.list();
    const writes = ["artists.create", "keys.create", "organisations.update", "artists.create"];
    const bodies = [{ name: "In a batch" }, { name: "K", role: "admin" }, {}, { name: "Too" }];
    expect(await batch(planner, writes, bodies)).toEqual([200, 403, 403, 200]);
    expect(await batch(viewer, writes, bodies)).toEqual([403, 403, 403, 403]);
    expect((await company.api.keys.list()).items.length).toBe(before.items.length);
    expect((await company.api.artists.list({ q: "In a batch" })).items).toHaveLength(1);
  });

  test("can name procedures, but no other property of the router", async () => {
    for (const name of ["__proto__", "constructor", "artists", "_def", "artists.constructor"])
      expect(await batch(viewer, ["me.get", name])).toEqual([200, 404]);
  });
});

test("anonymising an artist changes nothing in another organisation", async () => {
  const another = await createCompany(db, "Compagnie du Quai");
  await house.person("both@example.org", {
    organisation_id: company.id,
    role: "artist",
    artist_id: company.artist_id,
  });
  const { id: inviter_id } = await db
    .selectFrom("users")
    .where("email", "=", "both@example.org")
    .select("id")
    .executeTakeFirstOrThrow();
  // They have invited a person there, and left since.
  const invitation = { id: randomUUID(), organisation_id: another.id, inviter_id };
  await db
    .insertInto("invitations")
    .values({
      ...invitation,
      email: "invited@example.org",
      role: "viewer",
      status: "pending",
      expires_at: "2100-01-01T00:00:00Z",
    })
    .execute();
  // Only the inviter's id is erased.
  const dump = async () => JSON.stringify(await dumpOf(db, another.id)).replaceAll(inviter_id, "");
  const before = await dump();
  await company.api.artists.anonymise({ artist_id: company.artist_id });
  expect(await dump()).toBe(before);
});

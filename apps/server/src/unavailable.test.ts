import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { type Database, transact } from "@coulisses/database";
import type { LightMyRequestResponse } from "fastify";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { cookieOf, guarded, openAsOwner, refuseConnections, testApp } from "./factory.ts";

const settings = { LOCK_TIMEOUT: "0.3", REQUEST_TIMEOUT: "600" };
const { app, databaseUrl, rest, trpc } = await testApp(settings);
const owner = await openAsOwner(databaseUrl);

/** Waits until a transaction waits for a lock, or until none does. */
async function untilWaiting(db: Database["db"], isWaiting: boolean): Promise<void> {
  const waiting = sql`
    select from pg_locks join pg_database on pg_database.oid = database
    where not granted and datname = current_database()`;
  while ((await waiting.execute(db)).rows.length > 0 !== isWaiting) await setTimeout(5);
}

/** Runs work while another transaction locks a table. */
function whileLocked<T>(work: () => Promise<T>): Promise<T> {
  return transact(owner, async (trx) => {
    await sql`lock table artists in access exclusive mode`.execute(trx);
    return work();
  });
}

const unavailable = { status: 503, code: "unavailable", title: "Unavailable" };
const late = { status: 503, code: "deadline_exceeded", title: "Out of time" };

function expectProblem(answer: LightMyRequestResponse, problem: object): void {
  expect(answer.statusCode).toBe(503);
  expect(answer.headers["retry-after"]).toBe("1");
  const body = answer.json();
  expect(body.error?.data.problem ?? body).toMatchObject(problem);
}

describe("a lock that is not free in time", () => {
  test("is 503 on both doors for calls that need it", async () => {
    await whileLocked(async () => {
      expectProblem(await rest("GET", "/artists"), unavailable);
      expectProblem(await trpc("artists.list"), unavailable);
      expect((await rest("GET", "/venues")).statusCode).toBe(200);
    });
    expect((await rest("GET", "/artists")).statusCode).toBe(200);
  });

  test("leaves no partial change", async () => {
    const venue = { name: "La Colline", time_zone: "Europe/Paris" };
    await transact(owner, async (trx) => {
      await sql`lock table audit_chains in access exclusive mode`.execute(trx);
      expectProblem(await rest("POST", "/venues", venue), unavailable);
    });
    expect((await rest("GET", "/venues")).json()).toEqual([]);
  });

  test("is 503 for the call of a batch that needs it, and for no other", async () => {
    await whileLocked(async () => {
      const answer = await app.inject("/trpc/venues.list,artists.list?batch=1");
      expect(answer.statusCode).toBe(207);
      expect(answer.headers["retry-after"]).toBe("1");
      expect(answer.json()).toMatchObject([
        { result: { data: { items: [] } } },
        { error: { data: { httpStatus: 503 } } },
      ]);
    });
  });
});

test("a full connection pool is 503 within its own time limit", async () => {
  const one = await testApp({ ...settings, DATABASE_CONNECTIONS: "1", LOCK_TIMEOUT: "1" });
  const other = await openAsOwner(one.databaseUrl);
  // Identify the caller first.
  await one.rest("GET", "/venues");
  await transact(other, async (trx) => {
    await sql`lock table artists in access exclusive mode`.execute(trx);
    const both = [one.rest("GET", "/artists"), one.rest("GET", "/artists")];
    for (const answer of await Promise.all(both)) expectProblem(answer, unavailable);
  });
  expect((await one.rest("GET", "/artists")).statusCode).toBe(200);
});

describe("a request that takes too long", () => {
  test("is 503 on both doors, and has changed nothing", async () => {
    const hasty = await testApp({ LOCK_TIMEOUT: "600", REQUEST_TIMEOUT: "0.4" });
    const other = await openAsOwner(hasty.databaseUrl);
    await hasty.rest("GET", "/venues");
    await transact(other, async (trx) => {
      await sql`lock table artists in access exclusive mode`.execute(trx);
      const artist = { name: "Camille" };
      expectProblem(await hasty.rest("POST", "/artists", artist), late);
      expectProblem(await hasty.trpc("artists.create", artist), late);
      await untilWaiting(other, false);
    });
    expect((await hasty.rest("GET", "/artists")).json()).toEqual([]);
  });

  test("is cancelled when its caller disconnects", async () => {
    const patient = await testApp({ ...settings, LOCK_TIMEOUT: "600", DATABASE_URL: databaseUrl });
    const { hostname, port } = new URL(await patient.app.listen({ host: "127.0.0.1", port: 0 }));
    await transact(owner, async (trx) => {
      await sql`lock table artists in access exclusive mode`.execute(trx);
      const socket = connect(Number(port), hostname);
      const body = JSON.stringify({ name: "Nobody waits for me" });
      const head = [
        "POST /api/v1/artists HTTP/1.1",
        `host: ${hostname}:${port}`,
        "content-type: application/json",
        `content-length: ${body.length}`,
      ];
      socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
      await untilWaiting(trx, true);
      socket.destroy();
      await untilWaiting(trx, false);
    });
    expect((await rest("GET", "/artists")).json()).toEqual([]);
  });
});

describe("a signed-in person, while the sessions are locked,", async () => {
  const guardedApp = await testApp({ ...guarded, ...settings });
  const db = await openAsOwner(guardedApp.databaseUrl);
  const cookie = await cookieOf(guardedApp, "camille@example.org");
  const headers = { cookie, origin: "http://127.0.0.1:8000", "content-type": "application/json" };
  const get = (url: string) => guardedApp.app.inject({ url, headers });

  test.each(["/api/v1/me", "/trpc/me.get", "/auth/get-session", "/auth/list-sessions"])(
    "gets 503 from GET %s, and not 401",
    async (url) => {
      await transact(db, async (trx) => {
        await sql`lock table sessions, users in access exclusive mode`.execute(trx);
        expectProblem(await get(url), unavailable);
      });
      expect((await get("/auth/list-sessions")).statusCode).toBe(200);
    },
  );

  test("gets 503 from a sign-out, and keeps session and cookie", async () => {
    const signOut = { method: "POST", url: "/auth/sign-out", headers, payload: "{}" } as const;
    await transact(db, async (trx) => {
      await sql`lock table sessions in share mode`.execute(trx);
      const answer = await guardedApp.app.inject(signOut);
      expectProblem(answer, unavailable);
      expect(answer.headers).not.toHaveProperty("set-cookie");
    });
    expect((await get("/auth/list-sessions")).json()).toHaveLength(1);
    expect((await guardedApp.app.inject(signOut)).statusCode).toBe(200);
    expect((await get("/auth/list-sessions")).statusCode).toBe(401);
  });
});

describe("a database that ends connections", () => {
  test("is 503 for the call in flight, and answers the next", async () => {
    const held = whileLocked(async () => {
      const pending = rest("GET", "/artists");
      await untilWaiting(owner, true);
      await sql`
        select pg_terminate_backend(pid) from pg_locks
        where not granted and pid <> pg_backend_pid()`.execute(owner);
      return pending;
    });
    expectProblem(await held, unavailable);
    expect((await rest("GET", "/artists")).statusCode).toBe(200);
  });

  test("and accepts none is 503 until it accepts them again", async () => {
    const acceptAgain = await refuseConnections(databaseUrl);
    expectProblem(await rest("GET", "/artists"), unavailable);
    expectProblem(await trpc("venues.list"), unavailable);
    await acceptAgain();
    expect((await rest("GET", "/artists")).statusCode).toBe(200);
  });
});

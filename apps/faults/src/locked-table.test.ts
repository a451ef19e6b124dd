import { setTimeout } from "node:timers/promises";
import { open, transact } from "@coulisses/database";
import { freePort } from "@coulisses/database/server";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { Postgres } from "./postgres.ts";
import { times } from "./random.ts";
import { report } from "./verdict.ts";

const postgres = await Postgres.create();
afterAll(() => postgres.remove());

/** The slowest answer of each kind of call, in milliseconds, and all statuses. */
class Slowest {
  millis = 0;
  readonly statuses = new Map<number, number>();

  async measure(url: string): Promise<void> {
    const start = performance.now();
    const answer = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    await answer.arrayBuffer();
    this.millis = Math.max(this.millis, performance.now() - start);
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
  }

  toJSON() {
    return { slowest: Math.round(this.millis), answers: Object.fromEntries(this.statuses) };
  }
}

test("a locked table and a pool of two: every call is answered within its deadline", async () => {
  const adminPort = await freePort();
  const api = await Api.start({
    DATABASE_URL: postgres.url(),
    DATABASE_CONNECTIONS: "2",
    ADMIN_PORT: String(adminPort),
  });
  const owner = await open(postgres.url());
  const kinds = {
    "/api/v1/artists": new Slowest(),
    "/api/v1/venues": new Slowest(),
    "/api/v1/health": new Slowest(),
    livez: new Slowest(),
  };
  const before = await api.memory();
  await transact(owner.db, async (trx) => {
    await sql`lock table artists in access exclusive mode`.execute(trx);
    const until = performance.now() + 30_000 * times(10) * 0.1;
    const callers = Object.entries(kinds).flatMap(([path, slowest]) => {
      const url = path === "livez" ? `http://127.0.0.1:${adminPort}/livez` : api.url + path;
      return Array.from({ length: 4 }, async () => {
        while (performance.now() < until) {
          await slowest.measure(url);
          await setTimeout(20);
        }
      });
    });
    await Promise.all(callers);
  });
  const after = await api.memory();
  await owner.close();
  report("table locked for 30 s, pool of 2", { ...kinds, "memory before": before, after });
  // LOCK_TIMEOUT is 2 s: to wait for a connection, and then for the lock.
  expect(kinds["/api/v1/artists"].millis).toBeLessThan(10_000);
  expect([...kinds["/api/v1/artists"].statuses.keys()]).toEqual([503]);
  expect([...kinds["/api/v1/venues"].statuses.keys()].filter((status) => status !== 503)).toEqual(
    kinds["/api/v1/venues"].statuses.has(200) ? [200] : [],
  );
  expect([...kinds["/api/v1/health"].statuses.keys()]).toEqual([200]);
  expect([...kinds.livez.statuses.keys()]).toEqual([200]);
  expect(after - before).toBeLessThan(200);
  expect(await api.stop()).toBe(0);
});

import { readdir } from "node:fs/promises";
import { migrationsDirectory } from "@coulisses/database/migrate";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../config.ts";
import { openAsOwner, refuseConnections, testApp } from "../factory.ts";
import { createOperations } from "./operations.ts";

const settings = { ADMIN_PORT: "0" };

async function page(of: { address: string | undefined }, path: string) {
  const answer = await fetch(`${of.address}${path}`);
  return { http: answer.status, ...JSON.parse(await answer.text()) };
}

const alive = { http: 200, status: "alive" };
const ready = { http: 200, status: "ready" };
const notReady = (code: string) => ({ http: 503, status: "not_ready", reasons: [{ code }] });

/** An application that listens: only its database can make it not ready. */
async function listening(own: Record<string, string> = {}) {
  const { app, databaseUrl } = await testApp({ ...settings, ...own });
  await app.listen({ host: "127.0.0.1", port: 0 });
  return { app, databaseUrl, db: await openAsOwner(databaseUrl) };
}

const readyz = ({ operations }: FastifyInstance) => page(operations, "/readyz");
const livez = ({ operations }: FastifyInstance) => page(operations, "/livez");

describe("/readyz and /livez", async () => {
  const { app, databaseUrl, db } = await listening();

  test("before the database is open: alive, and starting", async () => {
    const starting = await createOperations(readConfig(settings));
    afterAll(starting.close);
    expect(await page(starting, "/livez")).toMatchObject(alive);
    expect(await page(starting, "/readyz")).toMatchObject(notReady("starting"));
  });

  test("while nothing listens: starting", async () => {
    const { app: silent } = await testApp(settings);
    expect(await readyz(silent)).toMatchObject(notReady("starting"));
  });

  test("with a database whose tables are current: ready", async () => {
    expect(await readyz(app)).toEqual(ready);
    const { app: embedded } = await testApp({ ...settings, DATABASE_URL: "memory://" });
    await embedded.listen({ host: "127.0.0.1", port: 0 });
    expect(await readyz(embedded)).toEqual(ready);
  });

  test("while the database is away: alive, and not ready until it is back", async () => {
    const acceptAgain = await refuseConnections(databaseUrl);
    expect(await readyz(app)).toMatchObject(notReady("database"));
    expect(await livez(app)).toMatchObject(alive);
    await acceptAgain();
    expect(await readyz(app)).toEqual(ready);
  });

  test("while the database does not answer: alive, and not ready, without waiting for it", async () => {
    const other = await openAsOwner(databaseUrl);
    await other.transaction().execute(async (trx) => {
      await sql`lock table migrations in access exclusive mode`.execute(trx);
      expect(await readyz(app)).toMatchObject(notReady("database"));
      expect(await livez(app)).toMatchObject(alive);
    });
    // The check that waited for the lock ends, and the next one is new.
    await expect.poll(() => readyz(app)).toEqual(ready);
  });

  test("while calls use every connection: ready", async () => {
    const busy = await listening({ DATABASE_CONNECTIONS: "1", LOCK_TIMEOUT: "600" });
    await busy.db.transaction().execute(async (trx) => {
      await sql`lock table artists in access exclusive mode`.execute(trx);
      const pending = busy.app.inject("/api/v1/artists");
      await expect
        .poll(async () => (await sql`select from pg_locks where not granted`.execute(trx)).rows)
        .not.toHaveLength(0);
      expect(await readyz(busy.app)).toEqual(ready);
      return { pending };
    });
  });

  test("with a migration that has not run: not ready, and which one", async () => {
    const files = await readdir(migrationsDirectory);
    const newest = files.toSorted().at(-1)?.replace(".sql", "");
    const row = await sql<{ name: string; checksum: string }>`
      delete from migrations where name = ${newest} returning name, checksum`.execute(db);
    expect(await readyz(app)).toMatchObject({
      reasons: [{ code: "migrations", detail: `The migration ${newest} has not run.` }],
    });
    const [{ name, checksum } = { name: "", checksum: "" }] = row.rows;
    await sql`insert into migrations (name, checksum) values (${name}, ${checksum})`.execute(db);
    expect(await readyz(app)).toEqual(ready);
  });

  test("while the process drains: alive, and not ready; answers end their connections", async () => {
    const draining = await listening();
    draining.app.operations.drain();
    expect(await readyz(draining.app)).toMatchObject(notReady("draining"));
    expect(await livez(draining.app)).toMatchObject(alive);
    const answer = await draining.app.inject("/api/v1/health");
    expect([answer.statusCode, answer.headers.connection]).toEqual([200, "close"]);
  });
});

describe("the operations listener", () => {
  test("serves no other path, and nothing of the API", async () => {
    const { app } = await testApp(settings);
    for (const path of ["/", "/api/v1/health", "/livez/", "/docs"])
      expect(await page(app.operations, path)).toMatchObject({ http: 404 });
    const posted = await fetch(`${app.operations.address}/livez`, { method: "POST" });
    expect(posted.status).toBe(404);
    const head = await fetch(`${app.operations.address}/livez`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  test("is not started without ADMIN_PORT", async () => {
    const { app } = await testApp();
    expect(app.operations.address).toBeUndefined();
    expect(app.operations.metrics).toBeUndefined();
  });

  test("reports that its port is taken", async () => {
    const { app } = await testApp(settings);
    const { port } = new URL(app.operations.address ?? "");
    const second = createOperations(readConfig({ ADMIN_PORT: port }));
    await expect(second).rejects.toThrow(
      new ConfigError(
        `Cannot listen on port ${port} of 127.0.0.1: another program does. Stop it, or set ADMIN_PORT to another port.`,
      ),
    );
  });

  test("is closed with the application", async () => {
    const { app } = await testApp(settings);
    await app.close();
    await expect(fetch(`${app.operations.address}/livez`)).rejects.toThrow("fetch failed");
  });
});

import { transact } from "@coulisses/database";
import { createTestDatabase } from "@coulisses/database/testing";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { openAsOwner } from "../factory.ts";
import { startProcess } from "./factory.ts";

const databaseUrl = await createTestDatabase();
const settings = { DATABASE_URL: databaseUrl, ADMIN_PORT: "0" };

describe("a process after SIGTERM", () => {
  test("reports it on /readyz, and answers until the balancer has noticed", async () => {
    const { address, operations, child, stop } = await startProcess({
      ...settings,
      DRAIN_SECONDS: "600",
    });
    const readyz = async () => (await fetch(`${operations}/readyz`)).status;
    expect(await readyz()).toBe(200);
    child.kill("SIGTERM");
    await expect.poll(readyz).toBe(503);
    const answer = await fetch(`${address}/api/v1/artists`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("connection")).toBe("close");
    expect((await fetch(`${operations}/livez`)).status).toBe(200);
    // A second signal does not wait.
    expect(await stop()).toBe(1);
  });

  test("answers requests in flight, closes their connections, exits with 0", async () => {
    const db = await openAsOwner(databaseUrl);
    const { address, stop, log } = await startProcess(settings);
    const { pending, ended } = await transact(db, async (trx) => {
      await sql`lock table artists in access exclusive mode`.execute(trx);
      const inFlight = fetch(`${address}/api/v1/artists`);
      const waiting = sql`select from pg_locks join pg_database on pg_database.oid = database
        where not granted and datname = current_database()`;
      await expect.poll(async () => (await waiting.execute(trx)).rows).not.toHaveLength(0);
      const ending = stop();
      await expect.poll(() => log().some(({ msg }) => msg === "stopping")).toBe(true);
      return { pending: inFlight, ended: ending };
    });
    const answer = await pending;
    expect([answer.status, answer.headers.get("connection")]).toEqual([200, "close"]);
    expect(await ended).toBe(0);
  });
});

describe("a process that ends because of an uncaught error", () => {
  const throwing = (thrown: string) =>
    `data:text/javascript,process.on("SIGUSR2", () => { ${encodeURIComponent(thrown)} })`;

  test.each([
    ["thrown", "throw new TypeError('the reason')"],
    ["rejected", "Promise.reject(new TypeError('the reason'))"],
  ])("logs why, and exits with 1: %s", async (_, thrown) => {
    const { stop, log } = await startProcess(settings, ["--import", throwing(thrown)]);
    expect(await stop("SIGUSR2")).toBe(1);
    expect(log().filter(({ level }) => level === 60)).toEqual([
      expect.objectContaining({
        msg: "the process ends: an error was not caught",
        err: expect.objectContaining({ type: "TypeError", message: "the reason" }),
      }),
    ]);
  });
});

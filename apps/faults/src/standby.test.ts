import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { open } from "@coulisses/database";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { Postgres } from "./postgres.ts";
import { Proxy } from "./proxy.ts";
import { expectNothingLost } from "./verdict.ts";
import { Ledger, startWriters } from "./writers.ts";

/** A primary, and a standby with synchronous replication. */
async function startPair() {
  const primary = await Postgres.create({
    flags: ["-c", "synchronous_standby_names=standby", "-c", "synchronous_commit=local"],
  });
  afterAll(() => primary.remove());
  // The tables are made before there is a standby to wait for.
  await primary.stop();
  const standby = await primary.copy();
  afterAll(() => standby.remove());
  await writeFile(join(standby.directory, "standby.signal"), "");
  const conninfo = `host=127.0.0.1 port=${primary.port} user=postgres password=postgres application_name=standby`;
  await appendFile(
    join(standby.directory, "postgresql.auto.conf"),
    `primary_conninfo = '${conninfo}'\nsynchronous_standby_names = ''\n`,
  );
  await appendFile(
    join(primary.directory, "postgresql.auto.conf"),
    "synchronous_commit = 'remote_apply'\n",
  );
  return { primary, standby };
}

test("the promotion of a standby loses no acknowledged write", async () => {
  const { primary, standby } = await startPair();
  await primary.start();
  await standby.start();
  const proxy = await Proxy.before(primary.port);
  const ledger = new Ledger();
  const api = await Api.start({ DATABASE_URL: postgres(proxy.port) });
  const load = startWriters(ledger, () => api.url);
  while (ledger.acknowledged.size < 100) await setTimeout(10);

  await primary.stop("kill");
  // The address leads to the standby before its promotion: for a moment it is read-only.
  proxy.target = standby.port;
  proxy.cut();
  while (!ledger.answers.has(503)) await setTimeout(5);
  const promoted = await open(standby.url());
  await sql`select pg_promote()`.execute(promoted.db);
  await promoted.close();
  ledger.fault();
  while (ledger.isRecovering) await setTimeout(5);
  const so_far = ledger.acknowledged.size;
  while (ledger.acknowledged.size < so_far + 100) await setTimeout(10);

  expect(api.isRunning).toBe(true);
  await load.stop();
  expect(await api.stop()).toBe(0);
  await proxy.close();
  await expectNothingLost("standby promoted", standby.url(), ledger);
});

function postgres(port: number): string {
  return `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
}

import { setTimeout } from "node:timers/promises";
import { open } from "@coulisses/database";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { Postgres, type Stop } from "./postgres.ts";
import { between, times } from "./random.ts";
import { expectNothingLost } from "./verdict.ts";
import { Ledger, startWriters } from "./writers.ts";

const postgres = await Postgres.create();
afterAll(() => postgres.remove());

/** The promise: after a fault, writes succeed again within this time. */
const mostRecoveryMillis = 5000;

test.each<{ how: Stop }>([{ how: "fast" }, { how: "immediate" }])(
  "a restart of PostgreSQL ($how) under load: the process stays and loses nothing",
  async ({ how }) => {
    const ledger = new Ledger();
    const api = await Api.start({ DATABASE_URL: postgres.url() });
    const load = startWriters(ledger, () => api.url);
    for (let restart = 0; restart < times(10); restart += 1) {
      await setTimeout(between(100, 600));
      await postgres.stop(how);
      await setTimeout(between(0, 200));
      await postgres.start();
      ledger.fault();
      while (ledger.isRecovering) await setTimeout(5);
    }
    expect(api.isRunning).toBe(true);
    await load.stop();
    expect(await api.stop()).toBe(0);
    await expectNothingLost(`PostgreSQL restarts (${how})`, postgres.url(), ledger);
    expect(ledger.worstRecovery).toBeLessThan(mostRecoveryMillis);
  },
);

test("a connection that the server ends costs only its own call", async () => {
  const ledger = new Ledger();
  const api = await Api.start({ DATABASE_URL: postgres.url() });
  const load = startWriters(ledger, () => api.url);
  const owner = await open(postgres.url());
  while (ledger.faults < times(50)) {
    await setTimeout(between(10, 60));
    const { rows } = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
      order by random() limit 1`.execute(owner.db);
    if (rows.length > 0) ledger.fault();
  }
  await owner.close();
  expect(api.isRunning).toBe(true);
  await load.stop();
  expect(await api.stop()).toBe(0);
  await expectNothingLost("single connections ended", postgres.url(), ledger);
  expect(ledger.worstRecovery).toBeLessThan(mostRecoveryMillis);
});

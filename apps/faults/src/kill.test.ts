import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { Postgres } from "./postgres.ts";
import { between, times } from "./random.ts";
import { expectNothingLost } from "./verdict.ts";
import { Ledger, startWriters } from "./writers.ts";

/** Kills the API at random moments while clients write. */
async function kills(databaseUrl: string, count: number): Promise<Ledger> {
  const ledger = new Ledger();
  const api = await Api.start({ DATABASE_URL: databaseUrl });
  const load = startWriters(ledger, () => api.url);
  for (let kill = 0; kill < count; kill += 1) {
    await setTimeout(between(0, 400));
    await api.stop("SIGKILL");
    await api.start();
    ledger.fault();
    while (ledger.isRecovering) await setTimeout(5);
  }
  await load.stop();
  await api.stop();
  return ledger;
}

test("kill -9 of the API loses no acknowledged write: PostgreSQL", async () => {
  const postgres = await Postgres.create();
  afterAll(() => postgres.remove());
  const ledger = await kills(postgres.url(), times(50));
  expect(ledger.faults).toBe(times(50));
  await expectNothingLost("kill -9, PostgreSQL", postgres.url(), ledger);
});

test("kill -9 of the API loses no acknowledged write: embedded database", async () => {
  const directory = await mkdtemp(join(tmpdir(), "faults-embedded-"));
  afterAll(() => rm(directory, { recursive: true }));
  const { href } = pathToFileURL(directory);
  const ledger = await kills(href, times(20));
  expect(ledger.faults).toBe(times(20));
  await expectNothingLost("kill -9, embedded database", href, ledger);
});

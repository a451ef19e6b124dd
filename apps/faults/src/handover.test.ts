import { setTimeout } from "node:timers/promises";
import { freePort } from "@coulisses/database/server";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { Postgres } from "./postgres.ts";
import { times } from "./random.ts";
import { expectNothingLost } from "./verdict.ts";
import { Ledger, startWriters } from "./writers.ts";

const postgres = await Postgres.create();
afterAll(() => postgres.remove());

test("a deploy under load, one process after the other, fails no request", async () => {
  const ledger = new Ledger();
  const start = async () => {
    const adminPort = await freePort();
    const settings = { DATABASE_URL: postgres.url(), ADMIN_PORT: String(adminPort) };
    return { api: await Api.start({ ...settings, DRAIN_SECONDS: "1" }), adminPort };
  };
  let current = await start();
  const load = startWriters(ledger, () => current.api.url);
  for (let deploy = 0; deploy < times(5); deploy += 1) {
    await setTimeout(500);
    const next = await start();
    const old = current;
    const stopped = old.api.stop();
    // As a balancer does: it checks readiness, and sends later requests to the other process.
    while (await isReady(old.adminPort)) await setTimeout(20);
    current = next;
    ledger.fault();
    expect(await stopped).toBe(0);
  }
  await load.stop();
  expect(await current.api.stop()).toBe(0);
  await expectNothingLost("deploys under load", postgres.url(), ledger);
  expect(new Set(ledger.answers.keys())).toEqual(new Set([200, 201]));
});

async function isReady(adminPort: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${adminPort}/readyz`);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

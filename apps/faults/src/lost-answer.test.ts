import { setTimeout } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { Postgres } from "./postgres.ts";
import { Proxy } from "./proxy.ts";
import { random, times } from "./random.ts";
import { expectNothingLost } from "./verdict.ts";
import { Ledger, startWriters } from "./writers.ts";

const postgres = await Postgres.create();
afterAll(() => postgres.remove());

test("a retry with the key after a lost answer to COMMIT has one effect", async () => {
  const proxy = await Proxy.before(postgres.port);
  const api = await Api.start({ DATABASE_URL: postgres.url(proxy.port) });
  const ledger = new Ledger();
  const wanted = times(50);
  const committing = new WeakSet<object>();
  proxy.watch = (piece, direction, pair) => {
    if (direction === "up" && piece.includes("commit\0")) committing.add(pair);
    if (direction === "up" || !committing.delete(pair)) return true;
    if (ledger.faults >= wanted || random() < 0.8) return true;
    ledger.fault();
    pair.cut();
    return false;
  };
  const load = startWriters(ledger, () => api.url);
  while (ledger.faults < wanted) await setTimeout(20);
  await load.stop();
  expect(await api.stop()).toBe(0);
  await proxy.close();
  await expectNothingLost("answer to COMMIT lost", postgres.url(), ledger);
});

test("a retry with the key after a lost answer to the caller has one effect", async () => {
  const api = await Api.start({ DATABASE_URL: postgres.url() });
  const proxy = await Proxy.before(api.port);
  const ledger = new Ledger();
  const wanted = times(50);
  proxy.watch = (_piece, direction, pair) => {
    if (direction === "up" || ledger.faults >= wanted || random() < 0.8) return true;
    ledger.fault();
    pair.cut();
    return false;
  };
  const load = startWriters(ledger, () => `http://127.0.0.1:${proxy.port}`);
  while (ledger.faults < wanted) await setTimeout(20);
  await load.stop();
  await proxy.close();
  expect(await api.stop()).toBe(0);
  await expectNothingLost("answer to the caller lost", postgres.url(), ledger);
});

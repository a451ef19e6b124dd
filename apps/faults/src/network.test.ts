import { setTimeout } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { Postgres } from "./postgres.ts";
import { Proxy } from "./proxy.ts";
import { between, times } from "./random.ts";
import { expectNothingLost } from "./verdict.ts";
import { Ledger, startWriters } from "./writers.ts";

const postgres = await Postgres.create();
afterAll(() => postgres.remove());

test("a slow, cut, half-closed or silent network to the database loses nothing", async () => {
  const proxy = await Proxy.before(postgres.port);
  const ledger = new Ledger();
  const api = await Api.start({
    DATABASE_URL: postgres.url(proxy.port),
    // A planning takes ten statements, and each waits for the network.
    REQUEST_TIMEOUT: "8",
  });
  proxy.delayMillis = 200;
  const load = startWriters(ledger, () => api.url);
  const recovered = async () => {
    ledger.fault();
    while (ledger.isRecovering) await setTimeout(5);
  };
  await recovered();
  const faults = [
    async () => proxy.cut(),
    async () => proxy.halfClose(),
    async () => {
      proxy.isSilent = true;
      await setTimeout(between(500, 5000));
      // Held-back bytes are lost, and with them the connections: TCP leaves no holes in a stream.
      proxy.cut();
      proxy.isSilent = false;
    },
    async () => {
      proxy.isClosed = true;
      proxy.cut();
      await setTimeout(between(100, 1000));
      proxy.isClosed = false;
    },
  ];
  for (let fault = 0; fault < times(12); fault += 1) {
    await setTimeout(between(200, 1500));
    await faults[fault % faults.length]?.();
    await recovered();
  }
  proxy.delayMillis = 0;
  await load.stop();
  expect(await api.stop()).toBe(0);
  await proxy.close();
  await expectNothingLost("slow and broken network (400 ms a round trip)", postgres.url(), ledger);
});

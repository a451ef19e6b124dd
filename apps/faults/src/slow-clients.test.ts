import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { freePort } from "@coulisses/database/server";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { fillDatabase } from "./crowd.ts";
import { Postgres } from "./postgres.ts";
import { times } from "./random.ts";
import { expectNothingLost, report } from "./verdict.ts";
import { Ledger, startWriters } from "./writers.ts";

const postgres = await Postgres.create({ flags: ["-c", "fsync=off"] });
afterAll(() => postgres.remove());

test("slow senders and clients that never read do not affect other clients", async () => {
  const adminPort = await freePort();
  const api = await Api.start({
    DATABASE_URL: postgres.url(),
    ADMIN_PORT: String(adminPort),
    SEND_TIMEOUT: "10",
    // Fifty answers of 4 MiB fit in it, and the rest of earlier ones must not add up.
    NODE_OPTIONS: "--max-old-space-size=768",
  });
  await fillDatabase(postgres.url());
  const ledger = new Ledger();
  const load = startWriters(ledger, () => api.url);
  while (ledger.acknowledged.size < 100) await setTimeout(10);
  const before = await api.memory();

  const senders = await Promise.all(Array.from({ length: 200 }, () => slowSender(api.port)));
  const readers = await Promise.all(Array.from({ length: 50 }, () => neverReads(api.port)));
  ledger.fault();
  const cutOff = async () => {
    const metrics = await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();
    return Number(/^coulisses_cut_off_connections_total (\d+)/m.exec(metrics)?.[1] ?? 0);
  };
  let most = 0;
  // The server sheds some of the 50: it cuts off those that got an answer.
  for (let second = 0; second < times(30) || (await cutOff()) === 0; second += 1) {
    await setTimeout(1000);
    for (const socket of senders) if (socket.writable) socket.write(" ");
    most = Math.max(most, await api.memory());
  }
  for (const socket of [...senders, ...readers]) socket.destroy();
  await load.stop();
  expect(api.isRunning).toBe(true);
  report("200 slow senders, 50 who never read", {
    "memory before": Math.round(before),
    "memory at most": Math.round(most),
    "cut off": await cutOff(),
  });
  expect(most).toBeLessThan(1024);
  expect(await api.stop()).toBe(0);
  await expectNothingLost("writers beside them", postgres.url(), ledger);
});

async function opened(port: number, text: string): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  // These clients should be cut off.
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(text);
  return socket;
}

function slowSender(port: number): Promise<Socket> {
  const head =
    "POST /api/v1/artists HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n";
  return opened(port, `${head}content-length: 100000\r\n\r\n`);
}

/** Asks for three large answers at once, and reads none. */
async function neverReads(port: number): Promise<Socket> {
  const request = "GET /api/v1/artists?limit=1000 HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";
  const socket = await opened(port, request.repeat(3));
  socket.pause();
  return socket;
}

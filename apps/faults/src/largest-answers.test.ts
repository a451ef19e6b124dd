import { freePort } from "@coulisses/database/server";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { fillDatabase } from "./crowd.ts";
import { Postgres } from "./postgres.ts";
import { report } from "./verdict.ts";

const postgres = await Postgres.create({ flags: ["-c", "fsync=off"] });
afterAll(() => postgres.remove());

/** The limit of an answer, with its envelope. */
const mostBytes = 4.1 * 1024 * 1024;

const week = "from=2027-07-05T00:00:00Z&to=2027-07-06T00:00:00Z";
const lists = [
  "/api/v1/artists?limit=1000",
  "/api/v1/plannings?limit=1000",
  "/api/v1/missions?limit=1000",
  "/api/v1/engagements?limit=1000",
  "/api/v1/venues?limit=1000",
  "/api/v1/audit?limit=1000",
  `/api/v1/calendar?${week}`,
  `/trpc/${Array.from({ length: 20 }, () => "artists.list").join(",")}?batch=1&input=${encodeURIComponent(
    JSON.stringify(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [i, { limit: 1000 }]))),
  )}`,
];

test("the largest legal answers, ten at once, are bounded, and so is the server", async () => {
  const adminPort = await freePort();
  const api = await Api.start({
    DATABASE_URL: postgres.url(),
    ADMIN_PORT: String(adminPort),
    LOCK_TIMEOUT: "60",
    REQUEST_TIMEOUT: "60",
  });
  await fillDatabase(postgres.url());
  const loopDelay = async () => {
    const metrics = await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();
    return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(metrics)?.[1]) * 1000;
  };
  let mostMemory = 0;
  for (const list of lists) {
    await loopDelay();
    const answers = await Promise.all(Array.from({ length: 10 }, () => sizeOf(api.url + list)));
    const delay = await loopDelay();
    const memory = await api.memory();
    mostMemory = Math.max(mostMemory, memory);
    const largest = Math.max(...answers.map(({ bytes }) => bytes));
    report(`ten at once: ${list.slice(0, 40)}`, {
      status: new Set(answers.map(({ status }) => status)).values().next().value,
      "bytes each": largest,
      "loop delay": `${Math.round(delay)} ms`,
      memory: `${Math.round(memory)} MiB`,
    });
    expect(answers.map(({ status }) => status)).toEqual(Array.from(answers, () => 200));
    expect(largest).toBeLessThan(mostBytes);
  }
  expect(mostMemory).toBeLessThan(1024);
  expect(await api.stop()).toBe(0);
});

async function sizeOf(url: string): Promise<{ status: number; bytes: number }> {
  const answer = await fetch(url, { headers: { "accept-encoding": "identity" } });
  return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
}

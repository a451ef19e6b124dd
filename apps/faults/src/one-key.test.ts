import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { Postgres } from "./postgres.ts";
import { times } from "./random.ts";
import { judge, report } from "./verdict.ts";
import { Ledger, post } from "./writers.ts";

const postgres = await Postgres.create();
afterAll(() => postgres.remove());

test("50 calls at once with one key, at two processes, have one effect and one answer", async () => {
  const settings = { DATABASE_URL: postgres.url() };
  const processes = [await Api.start(settings), await Api.start(settings)];
  const ledger = new Ledger();
  let inFlight = 0;
  for (let round = 0; round < times(20); round += 1) {
    const mark = `mark ${randomUUID()}`;
    const key = randomUUID();
    ledger.sent.push(mark);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, turn) =>
        post(`${processes[turn % 2]?.url}/api/v1/artists`, { key, body: { name: mark } }),
      ),
    );
    for (const { status } of answers) ledger.count(status);
    const done = answers.filter(({ status }) => status === 201);
    inFlight += answers.length - done.length;
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([201, ...(done.length < answers.length ? [409] : [])]),
    );
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    ledger.acknowledge(mark, 0);
  }
  for (const api of processes) expect(await api.stop()).toBe(0);
  const verdict = await judge(postgres.url(), ledger);
  report("one key, 50 calls at once", { requests: ledger.requests, "409": inFlight, ...verdict });
  expect(verdict).toEqual({ lost: 0, doubled: 0, halves: 0, unrecorded: 0 });
});

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Bench } from "../bench.ts";
import { load } from "../load.ts";
import { atMost, type Target } from "../results.ts";
import type { ServerProcess } from "../server-process.ts";
import { comparison, sideBySide } from "../side-by-side.ts";
import { cpuRatio } from "../statistics.ts";
import { comparisonHead, table } from "../table.ts";
import type { Week } from "./weeks.ts";

/** One, to measure the cost of an answer; and few, because answers take long. */
const connectionCounts = [1, 4];

interface Servers {
  byHand: ServerProcess;
  ours: ServerProcess;
}

/** The cost of a week's screen, compared with a text that PostgreSQL makes, by the number of people. */
export async function measureCalendar(
  servers: Servers,
  weeks: Week[],
  { options: { rounds, seconds }, postgres }: Bench,
): Promise<{ table: string; targets: Target[] }> {
  const rows: string[][] = [];
  const targets: Target[] = [];
  for (const week of weeks) {
    await verifyAnswers(servers, week);
    const requests = [{ method: "GET" as const, path: pathOf(week) }];
    for (const connections of connectionCounts) {
      const ask = (server: ServerProcess) =>
        load(server, requests, { connections, seconds, postgres });
      const measured = await sideBySide(
        [
          { title: "(a) one statement by hand", measure: () => ask(servers.byHand) },
          { title: "(b) our REST", measure: () => ask(servers.ours) },
        ],
        rounds,
      );
      const [byHand, ours] = measured.map((variant) => variant.rounds);
      const ratio = cpuRatio(ours ?? [], byHand ?? []).median;
      const size = [String(week.people), String(connections)];
      rows.push(...comparison(measured).map((cells) => [...size, ...cells]));
      if (week.people === 100 && connections === 1)
        targets.push(atMost("Calendar of 100 people, CPU × (a)", ratio, 2));
    }
  }
  return {
    table: table(["People", "connections", "", ...comparisonHead("requests/s", "(a)")], rows),
    targets,
  };
}

function pathOf({ from, to }: Week): string {
  return `/api/v1/calendar?${new URLSearchParams({ from, to }).toString()}`;
}

interface Answer {
  missions: unknown[];
  engagements: unknown[];
  people: { findings?: unknown[] }[];
}

/** @throws AssertionError unless both answer the whole week alike, apart from the findings */
async function verifyAnswers({ byHand, ours }: Servers, week: Week): Promise<void> {
  const path = pathOf(week);
  const [expected, { people, ...rest }] = await Promise.all([
    read(byHand.url + path),
    read(ours.url + path),
  ]);
  const withoutFindings = people.map(({ findings: _findings, ...person }) => person);
  deepStrictEqual({ ...rest, people: withoutFindings }, expected, `${path} answers otherwise`);
  const { missions, engagements } = expected;
  const counts = [missions.length, engagements.length, people.length];
  deepStrictEqual(counts, [5 * week.people, 5 * week.people, week.people]);
}

async function read(url: string): Promise<Answer> {
  const response = await fetch(url);
  strictEqual(response.status, 200, url);
  return JSON.parse(await response.text());
}

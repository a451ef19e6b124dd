import { strictEqual } from "node:assert/strict";
import type { Request } from "autocannon";
import type { Bench } from "../bench.ts";
import { load } from "../load.ts";
import { atMost, type Target } from "../results.ts";
import type { ServerProcess } from "../server-process.ts";
import { sideBySide } from "../side-by-side.ts";
import { cpuOf, medianSample } from "../statistics.ts";
import { sampleCells, sampleHead, table } from "../table.ts";
import type { Asked } from "./weeks.ts";

/** The cost of checking engagements, one request after the other. */
export async function measureChecks(
  server: ServerProcess,
  { soloist, saturdays, crowds }: Asked,
  { options: { rounds, seconds }, postgres }: Bench,
): Promise<{ table: string; targets: Target[] }> {
  const asOne = (position_id: string) => ({ position_id, artist_id: soloist });
  const middle = saturdays.slice(6, 7);
  const bodies = [
    { title: "One person, one position", body: { engagements: middle.map(asOne) } },
    { title: "One person, 13 positions in 13 weeks", body: { engagements: saturdays.map(asOne) } },
    ...crowds.map(({ people, mission_id, ...times }) => ({
      title: `A mission moved with ${people} ${people === 1 ? "person" : "people"} on it`,
      body: { missions: [{ mission_id, ...later(times) }] },
    })),
  ];
  const variants = [];
  for (const { title, body } of bodies) {
    const request = post(body);
    await verifyAnswer(server.url, request);
    const measure = () => load(server, [request], { connections: 1, seconds, postgres });
    variants.push({ title, measure });
  }
  const measured = await sideBySide(variants, rounds);
  const samples = measured.map(({ title, rounds: measuredRounds }) => ({
    title,
    ...medianSample(measuredRounds),
  }));
  const [first] = samples;
  const cost = first === undefined ? Number.NaN : cpuOf(first) / 1000;
  return {
    table: table(
      ["", ...sampleHead],
      samples.map((sample) => [sample.title, ...sampleCells(sample)]),
    ),
    targets: [atMost("Check of one person over three months, ms of CPU time", cost, 20)],
  };
}

function later({ starts_at, ends_at }: { starts_at: string; ends_at: string }) {
  return { starts_at: aQuarterAfter(starts_at), ends_at: aQuarterAfter(ends_at) };
}

function aQuarterAfter(instant: string): string {
  return Temporal.Instant.from(instant).add({ minutes: 15 }).toString();
}

function post(body: object): Request {
  return {
    method: "POST",
    path: "/api/v1/engagements/check",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

/** @throws AssertionError when the check is refused */
async function verifyAnswer(url: string, { path, ...request }: Request): Promise<void> {
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: String(request.body),
  });
  strictEqual(response.status, 200, await response.text());
}

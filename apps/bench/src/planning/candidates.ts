import { type Call, type Candidate, type Position, rate, type World } from "@coulisses/planning";
import { atMost, type Target } from "../results.ts";
import { median } from "../statistics.ts";
import { table } from "../table.ts";

const sizes = [1, 50, 200];

/** The cost of judging artists for one position, in this process: five calls a week each, for a month. */
export function measureCandidates(): { table: string; targets: Target[] } {
  const costs = sizes.map((size) => costOf(worldOf(size)));
  const rows = sizes.map((size, i) => [String(size), (costs[i] ?? Number.NaN).toFixed(3)]);
  const last = costs.at(-1) ?? Number.NaN;
  return {
    table: table(["Artists", "ms of CPU time"], rows),
    targets: [atMost("200 artists judged for one position, ms of CPU time", last, 10)],
  };
}

const zone = "Europe/Paris";
const monday = Temporal.PlainDate.from("2027-03-01");

function at(days: number, hour: number): number {
  const plainTime = { hour };
  return monday.add({ days }).toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
}

function missionOn(day: number) {
  return {
    mission_id: `mission ${day}`,
    title: "Montage",
    venue_id: "bridge",
    venue: "Pont",
    kind: "montage",
    start: at(day, 9),
    end: at(day, 17),
    time_zone: zone,
    breaks: [{ start: at(day, 12), end: at(day, 13) }],
    setting: null,
    first_performance_on: null,
  } as const;
}

const position: Position = {
  ...missionOn(19),
  id: "place",
  convention: null,
  skill: "son",
  min_level: 2,
  count: 1,
  taken: 0,
  is_open: true,
};

function candidateOf(id: string): Candidate {
  return {
    id,
    name: id,
    skills: [{ code: "son", level: 3, expires_on: null }],
    availabilities: [{ start: "2027-03-01T00:00:00", end: "2027-04-01T00:00:00" }],
    planned: [],
  };
}

function worldOf(size: number): World {
  const ids = Array.from({ length: size }, (_, i) => `artist ${i}`);
  const days = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25];
  const calls = days.map((day): Call => {
    const unpublished = { published_at: null, changed_at: null, cachets: null };
    return { ...missionOn(day), id: `call ${day}`, ...unpublished };
  });
  const person = {
    occupation: "technician",
    employment: "cddu",
    stage_authorisation: false,
  } as const;
  return {
    positions: { [position.id]: position },
    candidates: Object.fromEntries(ids.map((id) => [id, candidateOf(id)])),
    engaged: Object.fromEntries(
      ids.map((id) => [
        id,
        calls.map((call) => ({ ...call, artist_id: id, status: "confirmed" as const })),
      ]),
    ),
    rosters: Object.fromEntries(ids.map((id) => [id, { person, calls, outside: [] }])),
    labour: { convention: "ccneac", rules: { day: { limits: { maximum: 660 } } } },
    travel: {},
    time_zone: zone,
    now: 0,
  };
}

/** Median milliseconds of CPU time to judge a whole world; at least five runs, and half a second. */
function costOf(world: World): number {
  const costs: number[] = [];
  const start = performance.now();
  while (costs.length < 10 || performance.now() - start < 500) {
    const before = process.cpuUsage();
    for (const candidate of Object.values(world.candidates)) rate({ position, candidate }, world);
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1000);
  }
  // The first runs compile the code.
  return median(costs.slice(5));
}

import { ccneac, check, watch, type Work } from "@coulisses/labour";
import { atMost, type Target } from "../results.ts";
import { median } from "../statistics.ts";
import { table } from "../table.ts";

const sizes = [10, 100, 1_000, 10_000];

/** The cost of the rules by the amount of work of one person, in this process. */
export function measureRules(): { table: string; targets: Target[] } {
  const costs = sizes.map((size) => costOf(worksOf(size)));
  const growths = costs.map((cost, place) => cost / (costs[place - 1] ?? Number.NaN));
  const rows = sizes.map((size, place) => [
    size.toLocaleString("en"),
    (costs[place] ?? Number.NaN).toFixed(2),
    place === 0 ? "" : `× ${(growths[place] ?? Number.NaN).toFixed(1)}`,
  ]);
  // It is linear except for sorting; in the last step other costs no longer matter.
  const last = growths.at(-1) ?? Number.NaN;
  return {
    table: table(["Calls", "ms", "of ten times less"], rows),
    targets: [
      atMost("Rules, cost of 10,000 calls, of that of 1,000", last, 13),
      atMost("One more call among 150, watched, of the cost of a check", costOfWatching(), 0.5),
    ],
  };
}

/** The cost of one more call on a Saturday, by the prepared work of a season, of that of checking all of it. */
function costOfWatching(): number {
  const works = worksOf(150);
  const person = { occupation: "technician" } as const;
  const more = works.map((work): Work => ({
    ...work,
    id: "more",
    starts_at: fiveDaysAfter(work.starts_at),
    ends_at: fiveDaysAfter(work.ends_at),
    breaks: [],
  }));
  const saturdays = more.filter((_, i) => i % 5 === 0);
  const watched = watch(works, person, ccneac);
  const ratios: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const start = performance.now();
    for (const call of saturdays) watched.with(call);
    const middle = performance.now();
    for (const call of saturdays) check([...works, call], person, ccneac);
    ratios.push((middle - start) / (performance.now() - middle));
  }
  return median(ratios);
}

/** Five calls a week, nine hours with one off. */
function worksOf(count: number): Work[] {
  const monday = Temporal.PlainDate.from("2020-01-06");
  return Array.from({ length: count }, (_, i) => {
    const day = monday.add({ weeks: Math.floor(i / 5), days: i % 5 });
    const at = (hour: number) =>
      day.toZonedDateTime({ timeZone: "Europe/Paris", plainTime: { hour } }).toInstant();
    return {
      id: `call ${i}`,
      starts_at: at(9 + (i % 3)),
      ends_at: at(18 + (i % 3)),
      time_zone: "Europe/Paris",
      kind: "montage",
      breaks: [{ starts_at: at(13), ends_at: at(14) }],
      employer: "own",
    };
  });
}

function fiveDaysAfter({ epochMilliseconds }: Work["starts_at"]): Work["starts_at"] {
  return { epochMilliseconds: epochMilliseconds + 5 * 86_400_000 };
}

/** Median milliseconds of a check; at least five runs, and half a second. */
function costOf(works: Work[]): number {
  const times: number[] = [];
  check(works, { occupation: "technician" }, ccneac);
  const start = performance.now();
  while (times.length < 5 || performance.now() - start < 500) {
    const before = performance.now();
    check(works, { occupation: "technician" }, ccneac);
    times.push(performance.now() - before);
  }
  return median(times);
}

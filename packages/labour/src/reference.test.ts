import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { check } from "./check.ts";
import { calls, paris, technician } from "./factory.ts";
import { ccneac } from "./profile.ts";
import type { RuleId } from "./params.ts";
import type { InstantLike, Work } from "./work.ts";

// A second implementation of the rules, minute by minute: slow and obvious. Clocks go back on 25 October.
const first = paris("2026-09-07 00:00");
const WEEKS = 15;
const MINUTES = WEEKS * 7 * 1440;

interface Minute {
  date: string;
  week: string;
}

const minutes: Minute[] = Array.from({ length: MINUTES }, (_, at) => {
  const on = first.add({ minutes: at }).toZonedDateTimeISO("Europe/Paris").toPlainDate();
  return { date: on.toString(), week: `${on.yearOfWeek}-${on.weekOfYear}` };
});

/** By minute: whether there is a call, whether there is work; and the minutes in which calls begin. */
interface Ticks {
  called: boolean[];
  worked: boolean[];
  begins: Set<number>;
}

function ticksOf(roster: readonly Work[]): Ticks {
  const at = ({ epochMilliseconds }: InstantLike) =>
    (epochMilliseconds - first.epochMilliseconds) / 60_000;
  const called: boolean[] = Array.from(minutes, () => false);
  const worked = called.slice();
  for (const { starts_at, ends_at, breaks = [] } of roster)
    for (let tick = at(starts_at); tick < at(ends_at); tick += 1) {
      called[tick] = true;
      if (!breaks.some((pause) => at(pause.starts_at) <= tick && tick < at(pause.ends_at)))
        worked[tick] = true;
    }
  return { called, worked, begins: new Set(roster.map(({ starts_at }) => at(starts_at))) };
}

/** The free time around a minute: its start and its length. */
function freeAround(called: boolean[], tick: number): { from: number; length: number } {
  let [from, until] = [tick, tick];
  while (from > 0 && called[from - 1] === false) from -= 1;
  while (until < MINUTES && called[until] === false) until += 1;
  return { from, length: until === MINUTES ? Infinity : until - from };
}

/** The longest rest that counts for a minute with a call in it. */
function restFor({ called }: Ticks, tick: number): { from: number; length: number } {
  let best = { from: -1, length: 0 };
  const consider = (free: { from: number; length: number }) => {
    if (free.length > best.length) best = free;
  };
  for (let next = tick + 1; next <= tick + 13 * 60; next += 1)
    if (called[next] === false && called[next - 1] === true) consider(freeAround(called, next));
  let midnight = tick;
  while (minutes[midnight]?.date === minutes[tick]?.date) midnight += 1;
  if (called[midnight] === false) consider(freeAround(called, midnight));
  else if (called[midnight - 1] === false) consider(freeAround(called, midnight - 1));
  return best;
}

function sumBy(worked: boolean[], key: keyof Minute): Map<string, number> {
  const sums = new Map(minutes.map((minute) => [minute[key], 0]));
  for (const [tick, minute] of minutes.entries())
    if (worked[tick] === true) sums.set(minute[key], (sums.get(minute[key]) ?? 0) + 1);
  return sums;
}

function measuredBy(rule: RuleId, roster: readonly Work[]): number[] {
  return check(roster, technician, ccneac)
    .filter((finding) => finding.rule === rule)
    .map((finding) => finding.measured);
}

const DAYS_OF_CLOCKS = 40;

/** Calls in quarters of an hour, some with a break. */
function rosters(
  from: number,
  days: number,
  [least, most]: [number, number],
): fc.Arbitrary<Work[]> {
  const quarter = { minutes: 15 };
  const one = fc
    .record({
      start: fc.nat(days * 96 - 1),
      length: fc.integer({ min: 1, max: 56 }),
      pause: fc.option(fc.record({ after: fc.nat(40), length: fc.integer({ min: 1, max: 12 }) })),
      employer: fc.constantFrom("own" as const, "outside" as const),
    })
    .map(({ start, length, pause, employer }): Work => {
      const starts_at = first.add({ minutes: (from * 96 + start) * quarter.minutes });
      const after = (quarters: number) => starts_at.add({ minutes: quarters * quarter.minutes });
      const breaks =
        pause === null
          ? []
          : [{ starts_at: after(pause.after), ends_at: after(pause.after + pause.length) }];
      return {
        id: `${start}/${length}/${pause?.after ?? ""}/${pause?.length ?? ""}/${employer}`,
        starts_at,
        ends_at: after(length),
        time_zone: "Europe/Paris",
        kind: "representation",
        employer,
        breaks,
      };
    });
  return fc.array(one, { minLength: least, maxLength: most });
}

const aroundTheChange = rosters(DAYS_OF_CLOCKS, 14, [1, 20]);
const long = rosters(0, 14 * 7, [100, 160]);

test("daily-rest agrees, call by call, with what each minute says", () => {
  fc.assert(
    fc.property(aroundTheChange, (roster) => {
      const ticks = ticksOf(roster);
      const short = new Map<number, number>();
      for (const begin of ticks.begins) {
        const { from, length } = restFor(ticks, begin);
        if (length < 660) short.set(from, length);
      }
      const measured = measuredBy("daily-rest", roster);
      const expected = [...short.values()].filter((length) => length > 0);
      expect(new Set(measured.filter((length) => length > 0))).toEqual(new Set(expected));
      expect(measured.filter((length) => length > 0)).toHaveLength(expected.length);
      expect(measured.includes(0)).toBe(short.has(-1));
      // No minute of work requires more than the first minute of its call.
      const minute = ticks.called.findIndex((is, at) => is && restFor(ticks, at).length < 660);
      expect(minute >= 0).toBe(measured.length > 0);
    }),
    { numRuns: 6 * inject("effort") },
  );
});

test("day and week agree with the sum of their minutes", () => {
  fc.assert(
    fc.property(fc.oneof(aroundTheChange, long), (roster) => {
      const { worked } = ticksOf(roster);
      const days = [...sumBy(worked, "date").values()].filter((sum) => sum > 600);
      expect(measuredBy("day", roster)).toEqual(days);
      const weeks = [...sumBy(worked, "week").values()].filter((sum) => sum > 2880);
      expect(measuredBy("week", roster)).toEqual(weeks);
    }),
    { numRuns: 3 * inject("effort") },
  );
});

test("twelve-weeks agrees with the worst of all windows", () => {
  let over = 0;
  fc.assert(
    fc.property(long, (roster) => {
      const sums = [...sumBy(ticksOf(roster).worked, "week").values()];
      const averages = sums
        .slice(11)
        .map((_, last) => sums.slice(last, last + 12).reduce((sum, week) => sum + week, 0) / 12);
      const worst = Math.max(...averages);
      over += worst > 2640 ? 1 : 0;
      const measured = measuredBy("twelve-weeks", roster);
      expect(Math.max(0, ...measured)).toBeCloseTo(worst > 2640 ? worst : 0, 6);
    }),
    {
      numRuns: 3 * inject("effort"),
      examples: [[calls("2026-09-07", 98, { hours: "09:00/20:00" })]],
    },
  );
  expect(over).toBeGreaterThan(0);
});

test("running-days agrees with the dates on which calls begin", () => {
  fc.assert(
    fc.property(fc.oneof(aroundTheChange, long), (roster) => {
      const { called } = ticksOf(roster);
      const begun = new Set(
        minutes
          .filter((_, at) => called[at] === true && called[at - 1] !== true)
          .map(({ date }) => date),
      );
      const streaks: number[] = [];
      let streak = 0;
      for (const date of [...sumBy(called, "date").keys(), ""]) {
        if (!begun.has(date) && streak > 6) streaks.push(streak);
        streak = begun.has(date) ? streak + 1 : 0;
      }
      expect(measuredBy("running-days", roster)).toEqual(streaks);
    }),
    { numRuns: 3 * inject("effort") },
  );
});

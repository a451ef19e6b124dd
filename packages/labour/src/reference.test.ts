import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { calls, technician } from "./factory.ts";
import {
  daysOf,
  DAYS_OF_CLOCKS,
  measuredBy,
  minutes,
  rosters,
  ticksOf,
  type Worked,
} from "./reference.factory.ts";
import type { Person } from "./work.ts";

function restsOf(days: readonly Worked[]): number[] {
  return days.slice(1).map((next, before) => next.first - (days[before]?.last ?? 0) - 1);
}

function sumBy(worked: boolean[], key: "date" | "week"): Map<string, number> {
  const sums = new Map(minutes.map((minute) => [minute[key], 0]));
  for (const [tick, minute] of minutes.entries())
    if (worked[tick] === true) sums.set(minute[key], (sums.get(minute[key]) ?? 0) + 1);
  return sums;
}

const minor: Person = { ...technician, birth_date: "2010-01-01" };

const aroundTheChange = rosters(DAYS_OF_CLOCKS, 14, [1, 20]);
const long = rosters(0, 14 * 7, [100, 160]);

test("daily-rest and amplitude agree with the days of work, minute by minute", () => {
  fc.assert(
    fc.property(aroundTheChange, (roster) => {
      const days = daysOf(ticksOf(roster), 660);
      expect(measuredBy("daily-rest", roster)).toEqual(restsOf(days).filter((rest) => rest < 660));
      const over = days.map((one) => one.last + 1 - one.first).filter((length) => length > 780);
      expect(measuredBy("amplitude", roster)).toEqual(over);
    }),
    { numRuns: 6 * inject("effort") },
  );
});

test("minor-rest and minor-amplitude agree with the days of work, minute by minute", () => {
  fc.assert(
    fc.property(aroundTheChange, (roster) => {
      const days = daysOf(ticksOf(roster), 720);
      const rests = restsOf(days).filter((rest) => rest < 720);
      expect(measuredBy("minor-rest", roster, minor)).toEqual(rests);
      const over = days.map((one) => one.last + 1 - one.first).filter((length) => length > 720);
      expect(measuredBy("minor-amplitude", roster, minor)).toEqual(over);
    }),
    { numRuns: 6 * inject("effort") },
  );
});

test("weekly-rest agrees with a search, minute by minute, of a rest for each week", () => {
  fc.assert(
    fc.property(fc.oneof(aroundTheChange, long), (roster) => {
      const { called, worked } = ticksOf(roster);
      let [taken, missing] = [-Infinity, 0];
      for (const [week, sum] of sumBy(worked, "week")) {
        if (sum === 0) continue;
        const monday = minutes.findIndex((minute) => minute.week === week);
        const end = minutes.findLastIndex((minute) => minute.week === week) + 1;
        const from = restFrom(called, { earliest: Math.max(taken, monday - 660), end: end + 660 });
        missing += from === undefined ? 1 : 0;
        taken = from === undefined ? -Infinity : from + 2100;
      }
      expect(measuredBy("weekly-rest", roster)).toHaveLength(missing);
    }),
    { numRuns: 3 * inject("effort") },
  );
});

/** The first minute of 35 h without a call that end in time. Before the first minute nobody works. */
function restFrom(
  called: readonly boolean[],
  { earliest, end }: { earliest: number; end: number },
): number | undefined {
  let free = earliest;
  for (let tick = earliest; tick < end; tick += 1) {
    if (called[tick] === true) free = tick + 1;
    if (tick + 1 - free >= 2100) return free;
  }
  return undefined;
}

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

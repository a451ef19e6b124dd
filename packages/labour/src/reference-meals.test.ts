import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { DAYS_OF_CLOCKS, measuredBy, minutes, rosters, ticksOf } from "./reference.factory.ts";
import type { Work } from "./work.ts";

const [first, days] = [DAYS_OF_CLOCKS, 14];
const meals = [
  { from: 690, to: 870 },
  { from: 1080, to: 1260 },
];

/** The longest break of each meal that is too short, minute by minute. */
function shortMeals(roster: readonly Work[]): number[] {
  const own = roster.filter(({ employer }) => employer === "own");
  const { worked } = ticksOf(own);
  const dates = own.map((work) => {
    const { called } = ticksOf([work]);
    const ticks = called.flatMap((isCalled, tick) => (isCalled ? [tick] : []));
    return { begun: minutes[ticks[0] ?? 0]?.day, from: ticks[0] ?? 0, to: ticks.at(-1) ?? 0 };
  });
  const found: number[] = [];
  for (let day = first - 1; day <= first + days + 1; day += 1)
    for (const { from, to } of meals) {
      const during = (clock: number) => clock >= from && clock < to;
      const start = minutes.findIndex((minute) => minute.day === day && during(minute.clock));
      const end = start + to - from;
      const around = dates.filter(
        (call) => call.begun === day || (call.from < end && call.to >= start),
      );
      const isDue =
        around.some((call) => call.from < start) && around.some((call) => call.to >= end);
      let [longest, free] = [0, 0];
      for (let tick = start; tick < end; tick += 1) {
        free = worked[tick] === true ? 0 : free + 1;
        longest = Math.max(longest, free);
      }
      const isDuring = dates.some((call) => call.from < end && call.to >= start);
      if (isDuring && isDue && longest < 60) found.push(longest);
    }
  return found;
}

test("meal-break agrees with the longest break of each meal, minute by minute", () => {
  let short = 0;
  fc.assert(
    fc.property(rosters(first, days, [20, 30]), (roster) => {
      const expected = shortMeals(roster);
      short += expected.length;
      expect(measuredBy("meal-break", roster)).toEqual(expected);
    }),
    { numRuns: 12 * inject("effort") },
  );
  expect(short).toBeGreaterThan(0);
});

test("late-meal agrees with the sum of the minutes after 01:00", () => {
  fc.assert(
    fc.property(rosters(first, days, [1, 20]), (roster) => {
      const own = roster.filter(({ employer }) => employer === "own");
      const nights = new Map<number, number>();
      for (const [tick, isWorked] of ticksOf(own).worked.entries()) {
        const { day = 0, clock = 0 } = minutes[tick] ?? {};
        if (isWorked && clock >= 60 && clock < 300) nights.set(day, (nights.get(day) ?? 0) + 1);
      }
      expect(measuredBy("late-meal", own)).toEqual([...nights.values()]);
    }),
    { numRuns: 5 * inject("effort") },
  );
});

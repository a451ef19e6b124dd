import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { calls } from "./factory.ts";
import { measuredBy, minutes, rosters, ticksOf } from "./reference.factory.ts";
import type { Work } from "./work.ts";

/** Calls in the evening and at night, in the three weeks before and after clocks go back. */
const work = rosters(40, 21, [10, 45]);

/** The days over 8 h of those who work two nights of 3 h in the week and the week before. */
function longDays(roster: readonly Work[]): number[] {
  const days = new Map<number, { week: number; worked: number; atNight: number }>();
  for (const [tick, isWorked] of ticksOf(roster).worked.entries()) {
    const { day = 0, clock = 0 } = minutes[tick] ?? {};
    // The first day is a Monday.
    const known = days.get(day) ?? { week: Math.floor(day / 7), worked: 0, atNight: 0 };
    if (isWorked) known.worked += 1;
    if (isWorked && clock < 420) known.atNight += 1;
    days.set(day, known);
  }
  const all = [...days.values()];
  const isAtNight = (week: number) =>
    all.filter((day) => day.week === week && day.atNight >= 180).length >= 2;
  return all
    .filter(({ week, worked }) => worked > 480 && isAtNight(week) && isAtNight(week - 1))
    .map(({ worked }) => worked);
}

test("night-worker-day agrees with the minutes of days and nights", () => {
  let over = 0;
  fc.assert(
    fc.property(work, (roster) => {
      const expected = longDays(roster);
      over += expected.length;
      expect(measuredBy("night-worker-day", roster)).toEqual(expected);
    }),
    {
      numRuns: 3 * inject("effort"),
      endOnFailure: true,
      examples: [[calls("2026-10-17", 21, { hours: "21:00/07:00" })]],
    },
  );
  expect(over).toBeGreaterThan(0);
});

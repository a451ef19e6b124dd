import fc from "fast-check";
import { expect, inject, test } from "vitest";
import {
  daysOf,
  DAYS_OF_CLOCKS,
  measuredBy,
  minutes,
  rosters,
  ticksOf,
} from "./reference.factory.ts";
import { technician } from "./factory.ts";
import type { Person, Work } from "./work.ts";

const around = rosters(DAYS_OF_CLOCKS, 14, [4, 24]);

const ownOf = (roster: readonly Work[]) => roster.filter(({ employer }) => employer === "own");

/** Minutes of work without a break between them: the ticks of each. */
function spellsOf(worked: readonly boolean[], pause: number): number[][] {
  const spells: number[][] = [];
  for (const tick of worked.keys()) {
    if (worked[tick] !== true) continue;
    const spell = spells.at(-1);
    if (spell === undefined || tick - (spell.at(-1) ?? 0) > pause) spells.push([tick]);
    else spell.push(tick);
  }
  return spells;
}

/** The minutes worked up to the first break of each day of work, where it comes too late. */
function lateBreaks(roster: readonly Work[]): number[] {
  const ticks = ticksOf(roster);
  const spells = spellsOf(ticks.worked, 20);
  const late = new Set<number[]>();
  for (const { first, last } of daysOf(ticks, 660)) {
    const spell = spells.find((one) => one.some((tick) => first <= tick && tick <= last));
    if (spell === undefined || spell.length < 360) continue;
    const next = spells[spells.indexOf(spell) + 1];
    const goesOn = next !== undefined && (next[0] ?? 0) <= last;
    const isLastDay = (spell.at(-1) ?? 0) <= last;
    if (spell.length > 360 || (isLastDay && !goesOn)) late.add(spell);
  }
  return [...late].map(({ length }) => length);
}

test("break agrees with the first break of each day of work, minute by minute", () => {
  let late = 0;
  fc.assert(
    fc.property(around, (roster) => {
      const expected = lateBreaks(roster);
      late += expected.length;
      expect(measuredBy("break", roster)).toEqual(expected);
    }),
    { numRuns: 6 * inject("effort") },
  );
  expect(late).toBeGreaterThan(0);
});

/** The lengths in minutes of the calls of each day of work. */
function callsByDay(roster: readonly Work[]): number[][] {
  const ticks = ticksOf(ownOf(roster));
  return daysOf(ticks, 660).map(({ first, last }) => {
    const lengths: number[] = [];
    for (let tick = first; tick <= last; tick += 1) {
      if (ticks.called[tick] !== true) continue;
      if (ticks.called[tick - 1] !== true) lengths.push(0);
      lengths.push((lengths.pop() ?? 0) + 1);
    }
    return lengths;
  });
}

test.each<[string, Person, (lengths: number[]) => [measured: number, least: number]]>([
  ["technicians", technician, (lengths) => [Math.max(...lengths), 210]],
  [
    "part-timers",
    { ...technician, employment: "part_time" },
    (lengths) => (lengths.length >= 3 ? [Math.min(...lengths), 120] : [Math.max(...lengths), 210]),
  ],
  [
    "front of house in CDII",
    { occupation: "front_of_house", employment: "cdii" },
    (lengths) => [lengths.reduce((sum, length) => sum + length, 0), 120],
  ],
])("minimum-call agrees with the calls of each day of work: %s", (_, person, measure) => {
  let short = 0;
  fc.assert(
    fc.property(around, (roster) => {
      const expected = callsByDay(roster)
        .map(measure)
        .flatMap(([measured, least]) => (measured < least ? [measured] : []));
      short += expected.length;
      expect(measuredBy("minimum-call", roster, person)).toEqual(expected);
    }),
    { numRuns: 12 * inject("effort") },
  );
  expect(short).toBeGreaterThan(0);
});

test.each([
  ["elsewhere", {}, { from: 1, to: 6 }],
  ["at an open-air festival", { festival: true, open_air: true }, { from: 2, to: 7 }],
])("night-premium agrees with the sum of the minutes: %s", (_, more, { from, to }) => {
  let paid = 0;
  fc.assert(
    fc.property(around, (all) => {
      const roster = all.map((work) => ({ ...work, ...more }));
      const { worked } = ticksOf(ownOf(roster));
      const nights = new Map<number, number>();
      for (const [tick, { day, hour }] of minutes.entries())
        if (worked[tick] === true && hour >= from && hour < to)
          nights.set(day, (nights.get(day) ?? 0) + 1);
      paid += nights.size;
      expect(measuredBy("night-premium", roster)).toEqual([...nights.values()]);
    }),
    { numRuns: 6 * inject("effort") },
  );
  expect(paid).toBeGreaterThan(0);
});

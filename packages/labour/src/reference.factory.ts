import fc from "fast-check";
import { check } from "./check.ts";
import { paris, technician } from "./factory.ts";
import type { RuleId } from "./params.ts";
import { ccneac } from "./profile.ts";
import type { InstantLike, Work } from "./work.ts";

// A second implementation of the rules, minute by minute: slow and obvious. Clocks go back on 25 October.
const first = paris("2026-09-07 00:00");
const WEEKS = 15;
const MINUTES = WEEKS * 7 * 1440;

interface Minute {
  date: string;
  week: string;
  /** The number of its day. */
  day: number;
  hour: number;
  /** The minutes after midnight that clocks show. */
  clock: number;
}

/** All minutes, with what clocks and calendars show. */
export const minutes: Minute[] = Array.from({ length: MINUTES }, (_, at) => {
  const now = first.add({ minutes: at }).toZonedDateTimeISO("Europe/Paris");
  const on = now.toPlainDate();
  return {
    date: on.toString(),
    week: `${on.yearOfWeek}-${on.weekOfYear}`,
    day: first.toZonedDateTimeISO("Europe/Paris").toPlainDate().until(on).days,
    hour: now.hour,
    clock: now.hour * 60 + now.minute,
  };
});

/** By minute: whether there is a call, whether there is work; and the minutes in which calls begin. */
export interface Ticks {
  called: boolean[];
  worked: boolean[];
  begins: Set<number>;
}

function tickOf({ epochMilliseconds }: InstantLike): number {
  return (epochMilliseconds - first.epochMilliseconds) / 60_000;
}

/** The minutes of a roster. */
export function ticksOf(roster: readonly Work[]): Ticks {
  const called: boolean[] = Array.from(minutes, () => false);
  const worked = called.slice();
  for (const { starts_at, ends_at, breaks = [] } of roster)
    for (let tick = tickOf(starts_at); tick < tickOf(ends_at); tick += 1) {
      called[tick] = true;
      if (!breaks.some((pause) => tickOf(pause.starts_at) <= tick && tick < tickOf(pause.ends_at)))
        worked[tick] = true;
    }
  return { called, worked, begins: new Set(roster.map(({ starts_at }) => tickOf(starts_at))) };
}

/** A day of work as minutes: the day on which it begins, its first and its last minute. */
export interface Worked {
  day: number;
  first: number;
  last: number;
}

/** The days of work: what begins on a day, and what goes on from it past midnight. */
export function daysOf({ called }: Ticks, rest: number): Worked[] {
  const days: Worked[] = [];
  for (const [tick, { day, hour }] of minutes.entries()) {
    if (called[tick] !== true) continue;
    const last = days.at(-1);
    const isNight = last?.day === day - 1 && hour < 5 && tick - last.last - 1 < rest;
    if (last !== undefined && (called[tick - 1] === true || day <= last.day || isNight))
      last.last = tick;
    else days.push({ day, first: tick, last: tick });
  }
  return days;
}

/** What a rule of the CCNEAC measures. */
export function measuredBy(rule: RuleId, roster: readonly Work[], person = technician): number[] {
  return check(roster, person, ccneac)
    .filter((finding) => finding.rule === rule)
    .map((finding) => finding.measured);
}

/** The days from the first minute to a week before clocks go back. */
export const DAYS_OF_CLOCKS = 40;

/** Calls in quarters of an hour, some with a break. */
export function rosters(
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

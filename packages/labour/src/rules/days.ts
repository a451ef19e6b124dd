import { dateOf, dayNumber, isSunday, mondayOf, weekOf } from "../clock.ts";
import type { ParamsOf } from "../params.ts";
import { type Call, idsOf, type Roster, type Run, toRuns } from "../roster.ts";
import { aWeek, figure, type Measure, rule } from "../rule.ts";
import { workingDaysBefore } from "../working-days.ts";
import { everybody } from "../scope.ts";

/** A civil day on which work begins. Work past midnight does not begin a second one. */
interface Begun {
  day: number;
  runs: Run[];
}

/** The civil days on which work begins, in order. */
export function begunDays(runs: readonly Run[]): Begun[] {
  const days = new Map<number, Begun>();
  for (const run of runs) {
    const day = run.calls[0]?.day ?? 0;
    const begun = days.get(day) ?? { day, runs: [] };
    begun.runs.push(run);
    days.set(day, begun);
  }
  return [...days.values()].toSorted((a, b) => a.day - b.day);
}

/** The finding for too many days. */
function tooMany(days: readonly Begun[], allowed: number): Measure<ParamsOf["working-days"]> {
  const runs = days.flatMap((day) => day.runs);
  const measured = days.length;
  return {
    start: Math.min(...runs.map(({ start }) => start)),
    end: Math.max(...runs.map(({ end }) => end)),
    measured,
    allowed,
    params: { days: measured, allowed },
    works: idsOf(runs.flatMap(({ calls }) => calls)),
  };
}

/** Groups consecutive items that belong together. */
function grouped<T>(items: readonly T[], together: (last: T, next: T) => boolean): T[][] {
  const groups: T[][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && together(last, item)) group.push(item);
    else groups.push([item]);
  }
  return groups;
}

/**
 * Working days in a week: nobody works more than 6 days a week (L3132-1). The week is the ISO week; a day
 * counts if work begins on it. Public order: no agreement allows a seventh day, only urgent work does (L3132-4).
 */
export const workingDays = rule({
  id: "working-days",
  to: everybody,
  reference: "Code du travail L3132-1",
  quotes: [{ article: "L3132-1", text: "plus de six jours par semaine" }],
  unit: "days",
  level: "block",
  publicOrder: "L3132-1",
  figures: {
    maximum: figure(6, {
      min: 1,
      max: 6,
      bounds: { reason: "legal-ceiling", of: "days", article: "L3132-1" },
    }),
  },
  reach: aWeek,
  find({ runs }, limit) {
    return grouped(begunDays(runs), (a, b) => weekOf(a.day) === weekOf(b.day))
      .filter((days) => days.length > limit("maximum"))
      .map((days) => tooMany(days, limit("maximum")));
  },
});

/** How far a streak of days is followed: a longer one is found, but reported as shorter than it is. */
const A_FORTNIGHT = 15;

/** Days running: at most 6 consecutive days of work (CCNEAC VI.5), also across weeks. */
export const runningDays = rule({
  id: "running-days",
  to: everybody,
  reference: "CCNEAC VI.5",
  quotes: [
    {
      article: "CCNEAC VI.5",
      text: "Il ne pourra jamais y avoir plus de 6 jours consécutifs de travail",
    },
  ],
  unit: "days",
  level: "block",
  convention: "ccneac",
  figures: { maximum: figure(6, { min: 1, max: 12, bounds: { reason: "running-days" } }) },
  reach: (limit) => ({ days: Math.max(A_FORTNIGHT, limit("maximum") + 2) }),
  find({ runs }, limit) {
    return grouped(begunDays(runs), (a, b) => a.day + 1 === b.day)
      .filter((days) => days.length > limit("maximum"))
      .map((days) => tooMany(days, limit("maximum")));
  },
});

/**
 * Sundays: at most 20 in a reference period (CCNEAC VI.5): twelve months from 1 September (CCNEAC VI.3),
 * unless an agreement sets another month. An agreement of the employer may set more, with compensation (VI.5), so
 * the rule is not of public order. The convention binds the employer, so Sundays worked for others
 * do not count.
 */
export const sundays = rule({
  id: "sundays",
  to: everybody,
  reference: "CCNEAC VI.5",
  quotes: [
    {
      article: "CCNEAC VI.5",
      text: 'chaque salarié ne pourra travailler plus de 20 dimanches par " période de référence "',
    },
  ],
  unit: "days",
  level: "warn",
  convention: "ccneac",
  figures: {
    maximum: figure(20, { max: 53, bounds: { reason: "sundays" } }),
    first_month: figure(9, { min: 1, max: 12, bounds: { reason: "month" } }),
  },
  reach: (limit) => ({ year: { days: 366, sundays: limit("maximum") } }),
  find({ own }, limit) {
    const period = (day: number) => referencePeriod(day, limit("first_month"));
    return grouped(workedSundays(own), (a, b) => period(a.day) === period(b.day))
      .filter((days) => days.length > limit("maximum"))
      .map((days) => tooMany(days, limit("maximum")));
  },
});

/** The Sundays on which work begins. */
export function workedSundays(own: readonly Call[]): Begun[] {
  return begunDays(toRuns(own)).filter(({ day }) => isSunday(day));
}

/** The year in which the reference period of a civil day begins. */
export function referencePeriod(day: number, firstMonth: number): number {
  return dateOf(day).subtract({ months: firstMonth - 1 }).year;
}

/**
 * The number of days from a civil day to the first performance: 1 on its eve, undefined if there is none
 * in the future.
 */
export function daysBeforeFirst({ work }: Call, day: number): number | undefined {
  if (work.first_performance_on === undefined) return undefined;
  const days = dayNumber(work.first_performance_on) - day;
  return days > 0 ? days : undefined;
}

/** Whether a civil day is among so many working days (jours ouvrés) before the first performance of a call. */
export function isShortlyBeforeFirst(call: Call, day: number, most: number): boolean {
  const days = daysBeforeFirst(call, day);
  return days !== undefined && day >= workingDaysBefore(day + days, most);
}

/** The longest series of days off in an ISO week. */
export function longestTimeOff(worked: ReadonlySet<number>, week: number): number {
  let [longest, running] = [0, 0];
  for (let day = mondayOf(week); day < mondayOf(week + 1); day += 1) {
    running = worked.has(day) ? 0 : running + 1;
    longest = Math.max(longest, running);
  }
  return longest;
}

/** The civil days with any working time. */
export function workedDays({ days }: Roster): Set<number> {
  return new Set(days.map(({ day }) => day));
}

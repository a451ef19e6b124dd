import type { RuleInForce, Rosters } from "./check.ts";
import { weekOf } from "./clock.ts";
import { DAY, MINUTE } from "./duration.ts";
import type { Roster, Span } from "./roster.ts";
import type { Limits } from "./rule.ts";
import { referencePeriod, workedSundays } from "./rules/days.ts";
import { weeksOfRest } from "./rules/rest.ts";

/** A change, with some weeks around it. */
interface Around {
  rosters: Rosters;
  week: { before: Rosters; after: Rosters };
  span: Span;
}

/** Whether a rule that counts over months has no finding about the time of a change, neither before nor after. */
export function isQuiet(asked: RuleInForce, around: Around): boolean {
  const { id } = asked.rule;
  const limits = limitsOf(asked);
  if (id === "twelve-weeks") return areWeeksQuiet(around, limits);
  return id === "sundays" && areSundaysQuiet(around, limits);
}

/** The figures of a rule; a profile need not name all. */
function limitsOf({ rule, setting }: RuleInForce): Limits {
  const figures = Object.entries(rule.figures).map(([name, { figure }]) => [name, figure]);
  return { ...Object.fromEntries(figures), ...setting.limits };
}

function areWeeksQuiet(
  { rosters, week: { before, after }, span }: Around,
  { average = 0, weeks: count = 0 }: Limits,
): boolean {
  const worked = workedByWeek(rosters.all);
  const sums = [workedByWeek(after.all), workedByWeek(before.all)];
  const [gained, lost] = sums;
  const workedIn = (week: number, isAfter: boolean) =>
    (worked.get(week) ?? 0) + (isAfter ? (gained?.get(week) ?? 0) - (lost?.get(week) ?? 0) : 0);
  // A week earlier and later, whatever the time zone.
  const [first, last] = [weekOf(span.start / DAY) - 1, weekOf(span.end / DAY) + 1];
  for (const isAfter of [false, true]) {
    let sum = 0;
    for (let week = first - count + 1; week < last + count; week += 1) {
      sum +=
        workedIn(week, isAfter) -
        (week - count > first - count ? workedIn(week - count, isAfter) : 0);
      if (sum > count * average * MINUTE) return false;
    }
  }
  return true;
}

const byWeek = new WeakMap<Roster, ReadonlyMap<number, number>>();

/** The working time of each week. A cache: the prepared roster is asked for each change. */
function workedByWeek(roster: Roster): ReadonlyMap<number, number> {
  const known =
    byWeek.get(roster) ?? new Map(roster.weeks.map(({ week, worked }) => [week, worked]));
  byWeek.set(roster, known);
  return known;
}

function areSundaysQuiet(
  { rosters, week: { before, after }, span }: Around,
  { maximum = 0, first_month = 1 }: Limits,
): boolean {
  const counts = sundaysByPeriod(rosters.all, first_month);
  const gained = sundaysByPeriod(after.all, first_month);
  const lost = sundaysByPeriod(before.all, first_month);
  const ends = [span.start / DAY - 9, span.end / DAY + 9];
  return ends.every((day) => {
    const period = referencePeriod(Math.floor(day), first_month);
    const count = counts.get(period) ?? 0;
    const then = count + (gained.get(period) ?? 0) - (lost.get(period) ?? 0);
    return Math.max(count, then) <= maximum;
  });
}

const byPeriod = new WeakMap<Roster, Map<number, ReadonlyMap<number, number>>>();

/** The number of Sundays worked in each reference period. A cache, too. */
function sundaysByPeriod(roster: Roster, firstMonth: number): ReadonlyMap<number, number> {
  const known = byPeriod.get(roster) ?? new Map<number, ReadonlyMap<number, number>>();
  byPeriod.set(roster, known);
  const counts = known.get(firstMonth) ?? countSundays(roster, firstMonth);
  known.set(firstMonth, counts);
  return counts;
}

function countSundays({ own }: Roster, firstMonth: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { day } of workedSundays(own)) {
    const period = referencePeriod(day, firstMonth);
    counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  return counts;
}

/** A neighbourhood of a change, and whether work before and after it was left out. */
interface Within {
  rosters: Rosters;
  before: Rosters;
  after: Rosters;
  isCut: { before: boolean; after: boolean };
  span: Span;
}

/**
 * Whether the effect of a change ends within its neighbourhood. A week without a rest of its own takes one
 * that the week before would have had, and so on: the weekly rest alone has no bounds of its own.
 */
export function isSettled(asked: RuleInForce, within: Within): boolean {
  if (asked.rule.id !== "weekly-rest") return true;
  const { weekly = 0, daily = 0 } = limitsOf(asked);
  const rest = { allowed: (weekly + daily) * MINUTE, daily: daily * MINUTE };
  return (["all", "own"] as const).every((which) => areWeeksSettled(within, which, rest));
}

function areWeeksSettled(
  { rosters, before, after, isCut, span }: Within,
  which: keyof Rosters,
  rest: { allowed: number; daily: number },
): boolean {
  const [known, then] = [untilByWeek(before[which], rest), untilByWeek(after[which], rest)];
  const truth = untilByWeek(rosters[which], rest);
  // The first and the last week may be known in part only.
  const weeks = [...known.keys()].slice(1, -1);
  const isBefore = weeks.some(
    (start) => start < span.start - 9 * DAY && known.get(start) === truth.get(start),
  );
  const isAfter = weeks.some(
    (start) => start > span.end + 2 * DAY && known.get(start) === then.get(start),
  );
  return (!isCut.before || isBefore) && (!isCut.after || isAfter);
}

const untilKnown = new WeakMap<Roster, Map<string, ReadonlyMap<number, number>>>();

/** The end of each week's rest, by the start of the week. A cache, too. */
function untilByWeek(
  roster: Roster,
  rest: { allowed: number; daily: number },
): ReadonlyMap<number, number> {
  const known = untilKnown.get(roster) ?? new Map<string, ReadonlyMap<number, number>>();
  untilKnown.set(roster, known);
  const key = `${rest.allowed} ${rest.daily}`;
  const made =
    known.get(key) ??
    new Map(weeksOfRest(roster, rest).map(({ span, until }) => [span.start, until]));
  known.set(key, made);
  return made;
}

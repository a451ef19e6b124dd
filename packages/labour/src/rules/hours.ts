import { mondayOf } from "../clock.ts";
import { decidedFor } from "../decision.ts";
import { MINUTE, minutes } from "../duration.ts";
import type { ParamsOf } from "../params.ts";
import { type Day, type Roster, type Stretch, type Week, worksIn } from "../roster.ts";
import { aDay, aWeek, figure, type Measure, rule } from "../rule.ts";
import { byTheHour } from "../scope.ts";
import { daysBeforeFirst } from "./days.ts";

/** The finding for too much working time, with the part for other employers. */
export function tooMuch(
  roster: Roster,
  days: readonly Day[],
  allowed: number,
): Measure<ParamsOf["day"]> {
  const stretches = days.flatMap((day) => day.stretches);
  const measured = timeOf(stretches);
  const outside = timeOf(stretches.filter(({ call }) => call.work.employer === "outside"));
  return {
    start: Math.min(...days.map(({ start }) => start)),
    end: Math.max(...days.map(({ end }) => end)),
    measured,
    allowed,
    params: {
      worked: minutes(measured),
      outside: minutes(outside),
      allowed: minutes(allowed),
    },
    works: worksIn(roster, stretches),
  };
}

function timeOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { start, end }) => sum + end - start, 0);
}

/**
 * The day: at most 10 h of work (L3121-18), 12 h at most by agreement (L3121-19). A day is a civil
 * day, 0–24 h; work over midnight is on both.
 *
 * Public order: nothing but an agreement, within its 12 h, and the inspector or an emergency for one case
 * (L3121-18) go over 10 h.
 *
 * CCNEAC VI.6 allows 12 h on tour and at festivals, in the 15 days before a first performance, and
 * for set-up and strike: if any of the employer's own calls of the day is of these kinds.
 */
export const day = rule({
  id: "day",
  to: byTheHour,
  reference: "Code du travail L3121-18, L3121-19, L8261-1; CCNEAC VI.6",
  quotes: [
    {
      article: "L3121-18",
      text: "La durée quotidienne de travail effectif par salarié ne peut excéder dix heures",
    },
    {
      article: "L3121-19",
      text: "ce dépassement n'ait pas pour effet de porter cette durée à plus de douze heures",
    },
    {
      article: "CCNEAC VI.6",
      text: "La durée journalière de travail effectif peut être portée à 12 heures",
    },
  ],
  unit: "minutes",
  level: "block",
  publicOrder: "L3121-18",
  figures: {
    maximum: figure(600, {
      max: 720,
      bounds: { reason: "agreement-ceiling", of: "minutes", article: "L3121-19" },
    }),
    extended: figure(600, {
      max: 720,
      bounds: { reason: "agreement-ceiling", of: "minutes", article: "L3121-19" },
    }),
    days_before_first: figure(15, { max: 366, bounds: { reason: "days" } }),
  },
  reach: aDay,
  find(roster, limit) {
    const least = Math.min(limit("maximum"), limit("extended")) * MINUTE;
    return roster.days.flatMap((one) => {
      if (one.worked <= least) return [];
      const long = isLong(one, limit("days_before_first"));
      const allowed = (long ? limit("extended") : limit("maximum")) * MINUTE;
      return one.worked > allowed ? [tooMuch(roster, [one], allowed)] : [];
    });
  },
});

function isLong({ day: number, stretches }: Day, daysBefore: number): boolean {
  return stretches.some(({ call }) => {
    const { work } = call;
    if (work.employer !== "own") return false;
    if (work.tour || work.festival || work.kind === "montage" || work.kind === "demontage")
      return true;
    return (daysBeforeFirst(call, number) ?? Infinity) <= daysBefore;
  });
}

/**
 * The week: at most 48 h of work in an ISO week (L3121-20), for all employers together (L8261-1). Public order:
 * no agreement allows more, only a decision of the authority does, up to 60 h, in weeks that are wholly within it
 * (L3121-21).
 */
export const week = rule({
  id: "week",
  to: byTheHour,
  reference: "Code du travail L3121-20, L8261-1",
  quotes: [
    {
      article: "L3121-20",
      text: "la durée maximale hebdomadaire de travail est de quarante-huit heures",
    },
    {
      article: "L3121-21",
      text: "porter la durée du travail à plus de soixante heures par semaine",
    },
    { article: "L8261-1", text: "au-delà de la durée maximale du travail" },
  ],
  unit: "minutes",
  level: "block",
  publicOrder: "L3121-20",
  figures: {
    maximum: figure(2880, {
      max: 2880,
      bounds: { reason: "authority-ceiling", of: "minutes", article: "L3121-21" },
    }),
  },
  reach: aWeek,
  find(roster, limit, decisions) {
    const usual = limit("maximum");
    return roster.weeks.flatMap(({ days, week: number, worked }) => {
      if (worked <= usual * MINUTE) return [];
      const span = { first: mondayOf(number), last: mondayOf(number + 1) - 1 };
      const allowed = Math.max(usual, decidedFor(decisions, span)) * MINUTE;
      return worked <= allowed ? [] : [inWeeks(tooMuch(roster, days, allowed), days, [number, 1])];
    });
  },
});

/** Sets the period of a finding to whole weeks: the first week, and how many. */
export function inWeeks<Params>(
  measure: Measure<Params>,
  days: readonly Day[],
  [first, count]: [number, number],
): Measure<Params> {
  const clock = days[0]?.stretches[0]?.call.clock;
  if (clock === undefined) return measure;
  const start = clock.startOf(mondayOf(first));
  return { ...measure, start, end: clock.startOf(mondayOf(first + count)) };
}

/**
 * Twelve weeks: at most 44 h a week on average over any 12 consecutive ISO weeks (L3121-22), including
 * weeks without work. Consecutive windows over the limit are one finding, with the figures and the period
 * of the worst, and the works of all. Public order: 46 h at most, by agreement (L3121-23) or, without one, by a decision
 * of the authority (L3121-24).
 */
export const twelveWeeks = rule({
  id: "twelve-weeks",
  to: byTheHour,
  reference: "Code du travail L3121-22, L8261-1",
  quotes: [
    {
      article: "L3121-22",
      text: "une période quelconque de douze semaines consécutives ne peut dépasser quarante-quatre heures",
    },
    { article: "L3121-23", text: "à plus de quarante-six heures" },
  ],
  unit: "minutes",
  level: "block",
  publicOrder: "L3121-22",
  figures: {
    average: figure(2640, {
      max: 2760,
      bounds: { reason: "agreement-ceiling", of: "minutes", article: "L3121-23" },
    }),
    weeks: figure(12, { min: 12, max: 12, bounds: { reason: "weeks" } }),
  },
  reach: (limit) => ({
    season: { days: limit("weeks") * 7, minutes: limit("weeks") * limit("average") },
  }),
  find(roster, limit) {
    const [count, allowed] = [limit("weeks"), limit("average") * MINUTE];
    return overAverage(roster, { count, allowed });
  },
});

/** What an average is of: so many weeks, and of these only windows that end with a week that counts. */
interface Average {
  count: number;
  allowed: number;
  counts?: (week: number) => boolean;
}

/** The findings for too much working time on average. */
export function overAverage(roster: Roster, average: Average): Measure<ParamsOf["twelve-weeks"]>[] {
  const { weeks } = roster;
  const { count, allowed } = average;
  return worstWindows(weeks, average).map(({ worst, from, through }) => {
    const daysOf = (first: number, last: number) =>
      weeks.slice(first, last + 1).flatMap((one) => one.days);
    const measured = worst.sum / count;
    const measure = {
      start: 0,
      end: 0,
      measured,
      allowed,
      params: { average: minutes(measured), weeks: count, allowed: minutes(allowed) },
      works: worksIn(
        roster,
        daysOf(from, through).flatMap((one) => one.stretches),
      ),
    };
    const first = (weeks[worst.last]?.week ?? 0) - count + 1;
    return inWeeks(measure, daysOf(worst.first, worst.last), [first, count]);
  });
}

/** A window of weeks: the indices of its first and its last week among the weeks with work. */
interface Window {
  first: number;
  last: number;
  sum: number;
}

interface Windows {
  worst: Window;
  /** The indices of the first and the last week of all windows. */
  from: number;
  through: number;
}

/** The windows of `count` weeks over the limit, grouped if they are consecutive. Each ends with work. */
function worstWindows(weeks: readonly Week[], average: Average): Windows[] {
  const { count, allowed, counts = () => true } = average;
  const windows: Windows[] = [];
  let [first, sum, previous] = [0, 0, -Infinity];
  for (const [last, { week: number, worked }] of weeks.entries()) {
    sum += worked;
    for (; (weeks[first]?.week ?? number) <= number - count; first += 1)
      sum -= weeks[first]?.worked ?? 0;
    if (sum <= count * allowed || !counts(number)) continue;
    const [window, neighbours] = [{ first, last, sum }, windows.at(-1)];
    if (neighbours === undefined || number > previous + 1)
      windows.push({ worst: window, from: first, through: last });
    else {
      neighbours.through = last;
      if (sum > neighbours.worst.sum) neighbours.worst = window;
    }
    previous = number;
  }
  return windows;
}

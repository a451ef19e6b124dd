import { mondayOf } from "../clock.ts";
import { type DayOfWork, daysOfWork, eveningOf } from "../day-of-work.ts";
import { MINUTE, minutes } from "../duration.ts";
import type { ParamsOf } from "../params.ts";
import {
  type Call,
  callsDuring,
  callsIn,
  type Day,
  idsOf,
  type Roster,
  type Run,
  type Span,
} from "../roster.ts";
import { figure, type Measure, rule } from "../rule.ts";
import { everybody } from "../scope.ts";
import type { Kind, Person } from "../work.ts";

/**
 * Daily rest (repos quotidien): 11 h in a row between two days of work (L3131-1). `daysOfWork` tells what a
 * day of work is. Breaks within a call are no daily rest. Its counterpart within the day is `amplitude`.
 *
 * Public order: an agreement may only shorten it (L3131-2), to no less than 9 h (D3131-6); without one,
 * only an exceptional workload or urgent work does (L3131-3, D3131-1), which is a reason to override a finding. CCNEAC VI.7 does: for technicians when the call
 * before or after the rest is a rehearsal, a set-up or a strike, and for security. The missing hours are
 * given back, so the finding is only a warning.
 */
export const dailyRest = rule({
  id: "daily-rest",
  to: everybody,
  reference: "Code du travail L3131-1, D3131-6; CCNEAC VI.7",
  quotes: [
    {
      article: "L3131-1",
      text: "repos quotidien d'une durée minimale de onze heures consécutives",
    },
    { article: "D3131-6", text: "réduire la durée du repos quotidien en deçà de neuf heures" },
    {
      article: "CCNEAC VI.7",
      text: "le temps de repos quotidien pourra être réduit à 9 heures pour : - le personnel technique affecté aux répétitions, aux montages et démontages des spectacles ; - le personnel chargé d'assurer la sécurité",
    },
  ],
  unit: "minutes",
  level: "block",
  publicOrder: "L3131-1",
  figures: {
    minimum: figure(660, {
      min: 540,
      bounds: { reason: "agreement-floor", of: "minutes", article: "D3131-6" },
    }),
    reduced: figure(660, {
      min: 540,
      bounds: { reason: "agreement-floor", of: "minutes", article: "D3131-6" },
    }),
  },
  reach: (limit) => ({ days: restReach(limit("minimum")) }),
  fault: (limit) =>
    limit("reduced") > limit("minimum")
      ? { code: "reduced-over-minimum", params: { rule: "daily-rest" } }
      : undefined,
  find(roster, limit) {
    const reduced = limit("reduced");
    return shortRests(roster, () => limit("minimum") * MINUTE).map(
      ({ params, ...short }): Measure<ParamsOf["daily-rest"]> => {
        const eased = params.rest >= reduced && mayBeReduced(roster.person, short.around);
        if (!eased) return { ...short, params: { ...params, variant: "short" } };
        const missing = params.required - params.rest;
        return { ...short, params: { ...params, variant: "reducible", reduced, missing }, eased };
      },
    );
  },
});

const reducible: ReadonlySet<Kind> = new Set(["montage", "demontage", "repetition"]);

/** Whether CCNEAC VI.7 allows less rest around these calls. */
export function mayBeReduced({ occupation }: Person, around: readonly Call[]): boolean {
  if (occupation === "security") return true;
  return occupation === "technician" && around.some(({ work }) => reducible.has(work.kind));
}

/** The days needed to know a day of work and the rest after it: three that may continue each other, and the rest. */
export function restReach(required: number): number {
  return 3 + Math.ceil(required / 1440);
}

/** The params of a rest. */
export function restParams(measured: number, allowed: number): ParamsOf["weekly-rest"] {
  return { rest: minutes(measured), required: minutes(allowed) };
}

interface ShortRest extends Measure<ParamsOf["weekly-rest"]> {
  /** The day of work that requires the rest. */
  after: DayOfWork;
  /** The calls just before and after the rest. */
  around: readonly Call[];
}

/**
 * The rests between days of work that are shorter than required; `required` gives milliseconds for a civil
 * day, 0 for none. A finding names the work just before and after the rest: also the evening that work
 * past midnight continues, since without it that work would be of the next day.
 */
export function shortRests(roster: Roster, required: (day: number) => number): ShortRest[] {
  const days = daysOfWork(roster, required);
  return days.flatMap((after, i) => {
    const next = days[i + 1];
    const allowed = required(after.day);
    const measured = (next?.start ?? Infinity) - after.end;
    if (next === undefined || measured >= allowed) return [];
    const [start, end] = [after.end, next.start];
    const before = eveningOf(after);
    const first = next.runs[0]?.calls.filter((call) => call.start === end) ?? [];
    return [
      {
        start,
        end,
        measured,
        allowed,
        params: restParams(measured, allowed),
        works: idsOf([...before, ...first]),
        after,
        around: [...before.filter((call) => call.end === start), ...first],
      },
    ];
  });
}

/**
 * Weekly rest (repos hebdomadaire): 24 h in a row plus the 11 h of daily rest: 35 h (L3132-2). At least
 * 24 h of it are within the ISO week; the 11 h may reach into another week. Each week has a rest of its own:
 * 48 h from Sunday to Monday are the rest of one week, not of two (Cass. soc., 13 November 2025, 24-10.733).
 * Public order: only the daily part may be shortened by agreement, to 9 h (D3131-6). CCNEAC VI.5 asks for 35 h; an
 * agreement of the employer comes before the convention here (L2253-3), so 33 h are the floor under both.
 * A rest that two weeks could have goes to the earlier one, unless that has another before.
 */
export const weeklyRest = rule({
  id: "weekly-rest",
  to: everybody,
  reference: "Code du travail L3132-2",
  quotes: [
    {
      article: "L3132-2",
      text: "durée minimale de vingt-quatre heures consécutives auxquelles s'ajoutent les heures consécutives de repos quotidien",
    },
  ],
  unit: "minutes",
  level: "block",
  publicOrder: "L3132-2",
  figures: {
    weekly: figure(1440, {
      min: 1440,
      bounds: { reason: "agreement-floor", of: "minutes", article: "L3132-2" },
    }),
    daily: figure(660, {
      min: 540,
      bounds: { reason: "agreement-floor", of: "minutes", article: "D3131-6" },
    }),
  },
  // A week, and the one whose rest it may have to leave.
  reach: (limit) => ({ days: 14 + 2 * Math.ceil(limit("daily") / 1440) }),
  find(roster, limit) {
    const daily = limit("daily") * MINUTE;
    const allowed = limit("weekly") * MINUTE + daily;
    let before: readonly Day[] = [];
    return weeksOfRest(roster, { allowed, daily }).flatMap(({ span, days, rests, until }) => {
      const last = before;
      before = days;
      if (until > -Infinity) return [];
      const measured = Math.max(0, ...rests.map((one) => one.measured));
      const calls = [...callsOn(roster, days), ...callsAround(roster, span, daily)];
      // The rest that the week before has is missing here.
      if (rests[0]?.isShared === true) calls.push(...callsOn(roster, last));
      const params = restParams(measured, allowed);
      return [{ ...span, measured, allowed, params, works: idsOf(calls) }];
    });
  },
});

/** A week with work, and the pauses that can be its rest. */
interface WeekOfRest {
  span: Span;
  days: readonly Day[];
  rests: WeeklyRest[];
  /** The end of what it takes as its rest; -Infinity if it has none. The next week has to look later. */
  until: number;
}

/** Gives each week with work a rest of its own: the first that is long enough. */
export function weeksOfRest(
  roster: Roster,
  { allowed, daily }: { allowed: number; daily: number },
): WeekOfRest[] {
  const gaps = gapsOf(roster.runs);
  const weeks: WeekOfRest[] = [];
  let [first, taken] = [0, -Infinity];
  for (const { week, days } of roster.weeks) {
    const clock = days[0]?.stretches[0]?.call.clock;
    if (clock === undefined) continue;
    const span = { start: clock.startOf(mondayOf(week)), end: clock.startOf(mondayOf(week + 1)) };
    while ((gaps[first]?.end ?? Infinity) <= span.start) first += 1;
    const rests = restsOf(gaps, first, { week: span, taken, daily });
    const rest = rests.find(({ measured }) => measured >= allowed);
    taken = rest === undefined ? -Infinity : rest.start + allowed;
    weeks.push({ span, days, rests, until: taken });
  }
  return weeks;
}

function callsOn(roster: Roster, days: readonly Day[]): Call[] {
  return callsIn(
    roster,
    days.flatMap((day) => day.stretches),
  );
}

interface WeeklyRest {
  start: number;
  measured: number;
  /** Its beginning is the rest of the week before. */
  isShared: boolean;
}

/** The pauses of a week as far as they are its rest, from the pause with the index `first` on. */
function restsOf(
  gaps: readonly Span[],
  first: number,
  { week, taken, daily }: { week: Span; taken: number; daily: number },
): WeeklyRest[] {
  const rests: WeeklyRest[] = [];
  for (let at = first; (gaps[at]?.start ?? Infinity) < week.end; at += 1) {
    const { start = 0, end = 0 } = gaps[at] ?? {};
    const from = Math.max(start, Math.min(taken, end), week.start - daily);
    const within = Math.min(end, week.end) - Math.max(from, week.start);
    rests.push({
      start: from,
      measured: Math.min(end - from, within + daily),
      isShared: taken > start,
    });
  }
  return rests;
}

/** The calls of a week, and the nearest ones around it, which limit its rest. */
function callsAround(roster: Roster, week: Span, daily: number): Call[] {
  const near = callsDuring(roster, { start: week.start - daily, end: week.end + daily });
  const before = Math.max(...near.map(({ end }) => end).filter((end) => end <= week.start));
  const after = Math.min(...near.map(({ start }) => start).filter((start) => start >= week.end));
  return near.filter(({ start, end }) => end >= before && start <= after);
}

/** The pauses between runs, also those before the first and after the last. */
function gapsOf(runs: Run[]): Span[] {
  const starts = [-Infinity, ...runs.map(({ end }) => end)];
  return starts.map((start, i) => ({ start, end: runs[i]?.start ?? Infinity }));
}

import { mondayOf } from "../clock.ts";
import { HOUR, MINUTE, minutes } from "../duration.ts";
import type { ParamsOf } from "../params.ts";
import {
  type Call,
  callsDuring,
  callsIn,
  idsOf,
  type Roster,
  type Run,
  type Span,
} from "../roster.ts";
import { figure, type Measure, rule } from "../rule.ts";
import type { Kind, Person } from "../work.ts";

/**
 * Daily rest (repos quotidien): 11 h in a row (L3131-1), between two days of work.
 *
 * There are two readings of a day of work; a rest that satisfies either is enough. By the civil day,
 * 0–24 h (Cass. soc., 18 December 2001, 99-43.351): work belongs to the day on which it begins, and the
 * rest is the pause over the following midnight. By the 24 hours from the start of work (directive
 * 2003/88, article 3): the rest is a pause that begins within the first 13 of them, so a show and its
 * strike past midnight are one day of work.
 * Breaks within a call are no daily rest.
 *
 * An agreement may set no less than 9 h (D3131-6). CCNEAC VI.7 does: for technicians when the call
 * before or after the rest is a rehearsal, a set-up or a strike, and for security. The missing hours are
 * given back, so the finding is only a warning.
 */
export const dailyRest = rule({
  id: "daily-rest",
  reference: "Code du travail L3131-1, D3131-6; CCNEAC VI.7",
  unit: "minutes",
  level: "block",
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

function mayBeReduced({ occupation }: Person, around: readonly Call[]): boolean {
  if (occupation === "security") return true;
  return occupation === "technician" && around.some(({ work }) => reducible.has(work.kind));
}

/** The days needed to find a rest of so many minutes: a day and a night, and the rest itself. */
export function restReach(required: number): number {
  return 2 + Math.floor(required / 1440);
}

/** The params of a rest. */
export function restParams(measured: number, allowed: number): ParamsOf["weekly-rest"] {
  return { rest: minutes(measured), required: minutes(allowed) };
}

interface ShortRest extends Measure<ParamsOf["weekly-rest"]> {
  /** The call that requires the rest. */
  after: Call;
  /** The calls just before and after the rest. */
  around: readonly Call[];
}

/** What a call requires: a pause of at least `allowed`, which begins at `latest` or before. */
interface Asked {
  call: Call;
  allowed: number;
  latest: number;
}

/** The longest rest found: the search went from the run at index `from` up to the time `until`. */
interface Rest extends Span {
  from: number;
  until: number;
}

/**
 * The rests after calls that are shorter than required, each once; 0 requires none. The time by which a
 * rest must begin depends on its call alone, so adding work never removes a finding.
 *
 * A finding names all work within the search, and the calls around the rest: any of these may be the
 * reason why there is no longer rest.
 */
export function shortRests(roster: Roster, required: (call: Call) => number): ShortRest[] {
  const { runs } = roster;
  const found = new Map<number, { asked: Asked; rest: Rest }>();
  let at = 0;
  for (const call of roster.calls) {
    while ((runs[at + 1]?.start ?? Infinity) <= call.start) at += 1;
    const allowed = required(call);
    const asked = { call, allowed, latest: call.start + 24 * HOUR - allowed };
    const rest = longestRest(runs, at, asked);
    if (rest.end - rest.start >= allowed) continue;
    const known = found.get(rest.start);
    if (known === undefined) found.set(rest.start, { asked, rest });
    else {
      known.rest.until = Math.max(known.rest.until, rest.until);
      if (known.asked.allowed < allowed) known.asked = asked;
    }
  }
  return [...found.values()].map(({ asked, rest }) => toShortRest(runs, asked, rest));
}

function toShortRest(runs: Run[], { call, allowed }: Asked, rest: Rest): ShortRest {
  const { start, end } = rest;
  const measured = end - start;
  const calls = callsOf(runs, rest);
  return {
    start,
    end: measured === 0 ? start + 24 * HOUR : end,
    measured,
    allowed,
    params: restParams(measured, allowed),
    works: idsOf(calls),
    after: call,
    around: calls.filter((one) => one.end === start || one.start === end),
  };
}

/** The calls that begin within the search. */
function callsOf(runs: Run[], { from, until }: Rest): Call[] {
  const calls: Call[] = [];
  for (let at = from; (runs[at]?.start ?? Infinity) <= until; at += 1)
    calls.push(...(runs[at]?.calls ?? []).filter(({ start }) => start <= until));
  return calls;
}

/**
 * The longest pause from the run of a call on that begins at `latest` or before, or includes the midnight
 * after the call has begun. Without one, an empty rest at the run's start.
 */
function longestRest(runs: Run[], from: number, { call, latest }: Asked): Rest {
  const midnight = call.clock.startOf(call.day + 1);
  const first = runs[from]?.start ?? call.start;
  let [start, end, until] = [first, first, Math.max(latest, midnight)];
  for (let at = from; (runs[at]?.end ?? Infinity) <= Math.max(latest, midnight); at += 1) {
    const [begins, ends] = [runs[at]?.end ?? Infinity, runs[at + 1]?.start ?? Infinity];
    const counts = begins <= latest || ends >= midnight;
    if (counts && ends - begins > end - start) [start, end] = [begins, ends];
    until = Math.max(until, ends);
  }
  if (end === start) until = Math.max(until, runs[from]?.end ?? until);
  return { start, end, from, until };
}

/**
 * Weekly rest (repos hebdomadaire): 24 h in a row plus the 11 h of daily rest: 35 h (L3132-2). At least
 * 24 h of it are within the ISO week; the 11 h may reach into another week.
 */
export const weeklyRest = rule({
  id: "weekly-rest",
  reference: "Code du travail L3132-2",
  unit: "minutes",
  level: "block",
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
  reach: (limit) => ({ days: 7 + 2 * Math.ceil(limit("daily") / 1440) }),
  find(roster, limit) {
    const { runs, weeks } = roster;
    const gaps = gapsOf(runs);
    const daily = limit("daily") * MINUTE;
    const allowed = limit("weekly") * MINUTE + daily;
    const measures: Measure<ParamsOf["weekly-rest"]>[] = [];
    let first = 0;
    for (const { week, days } of weeks) {
      const clock = days[0]?.stretches[0]?.call.clock;
      if (clock === undefined) continue;
      const [start, end] = [clock.startOf(mondayOf(week)), clock.startOf(mondayOf(week + 1))];
      while ((gaps[first]?.end ?? Infinity) <= start) first += 1;
      let measured = 0;
      for (let at = first; (gaps[at]?.start ?? Infinity) < end; at += 1)
        measured = Math.max(measured, restWithin(gaps[at], { start, end }, daily));
      if (measured >= allowed) continue;
      const params = restParams(measured, allowed);
      const worked = callsIn(
        roster,
        days.flatMap((day) => day.stretches),
      );
      const works = idsOf([...worked, ...callsAround(roster, { start, end }, daily)]);
      measures.push({ start, end, measured, allowed, params, works });
    }
    return measures;
  },
});

/** How much of a pause is rest of a week, with up to `daily` outside the week. */
function restWithin(pause: Span | undefined, week: Span, daily: number): number {
  if (pause === undefined) return 0;
  const within = Math.min(pause.end, week.end) - Math.max(pause.start, week.start);
  return Math.min(pause.end - pause.start, within + daily);
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

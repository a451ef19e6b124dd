import { mondayOf } from "../clock.ts";
import { HOUR, MINUTE, minutes } from "../duration.ts";
import type { ParamsOf } from "../params.ts";
import { type Call, idsOf, type Roster, type Run, type Span } from "../roster.ts";
import { figure, type Measure, rule } from "../rule.ts";
import type { Kind, Person } from "../work.ts";

/**
 * Daily rest (repos quotidien): 11 h in a row (L3131-1), between two days of work.
 *
 * A day of work is read in both ways that there are, and a rest that satisfies either is enough. By
 * the civil day, 0–24 h (Cass. soc., 18 December 2001, 99-43.351): what begins on one day is that
 * day's work, and the rest is the pause over the midnight that follows. By the 24 hours from its
 * beginning (directive 2003/88, article 3): the rest is a pause that begins within the 13 h that
 * 11 h of rest leave of them, so that a show and its strike are one day of work past midnight too.
 * Breaks within a call are no daily rest.
 *
 * An agreement may set no less than 9 h (D3131-6). CCNEAC VI.7 does: for technicians when the call
 * before or after the rest is a rehearsal, a set-up or a strike, and for security. The hours that
 * are missing are given back, so what is left is a warning.
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

/** Rest as params have it. */
export function restParams(measured: number, allowed: number): ParamsOf["weekly-rest"] {
  return { rest: minutes(measured), required: minutes(allowed) };
}

interface ShortRest extends Measure<ParamsOf["weekly-rest"]> {
  /** The call that asks for the rest. */
  after: Call;
  /** The calls that the rest lies between. */
  around: readonly Call[];
}

/**
 * The rests after calls that are shorter than required, each once; 0 asks for none. What each call
 * asks for is a pause that begins at a time which other calls do not change, so more work never
 * makes up for a rest.
 */
export function shortRests(roster: Roster, required: (call: Call) => number): ShortRest[] {
  const { runs } = roster;
  const found = new Map<number, ShortRest>();
  let at = 0;
  for (const call of roster.calls) {
    while ((runs[at + 1]?.start ?? Infinity) <= call.start) at += 1;
    const allowed = required(call);
    const rest = longestRest(runs, at, { call, latest: call.start + 24 * HOUR - allowed });
    const measured = rest === undefined ? 0 : rest.end - rest.start;
    if (measured >= allowed) continue;
    const from = runs[at]?.start ?? call.start;
    const { start, end, around } = rest ?? { start: from, end: from + 24 * HOUR, around: [call] };
    const params = restParams(measured, allowed);
    if ((found.get(start)?.allowed ?? 0) < allowed)
      found.set(start, {
        start,
        end,
        measured,
        allowed,
        params,
        works: idsOf(around),
        after: call,
        around,
      });
  }
  return [...found.values()];
}

/**
 * The longest pause, from the run of a call on, that begins no later than `latest` or lies over, or
 * at, the midnight after the call has begun. Undefined when work leaves none.
 */
function longestRest(runs: Run[], from: number, asked: { call: Call; latest: number }) {
  const midnight = asked.call.clock.startOf(asked.call.day + 1);
  let best: (Span & { around: Call[] }) | undefined;
  for (let at = from; at < runs.length; at += 1) {
    const [before, after] = [runs[at], runs[at + 1]];
    if (before === undefined || before.end > Math.max(asked.latest, midnight)) break;
    const [start, end] = [before.end, after?.start ?? Infinity];
    const counts = start <= asked.latest || end >= midnight;
    if (counts && (best === undefined || end - start > best.end - best.start))
      best = { start, end, around: touching([before, after], start, end) };
  }
  return best;
}

function touching(around: (Run | undefined)[], start: number, end: number): Call[] {
  const calls = around.flatMap((run) => run?.calls ?? []);
  return calls.filter((call) => call.end === start || call.start === end);
}

/**
 * Weekly rest (repos hebdomadaire): 24 h in a row, to which the 11 h of daily rest are added: 35 h
 * (L3132-2). At least 24 h of it are in the ISO week that it is for; the 11 h may reach into another.
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
  find({ runs, weeks }, limit) {
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
      for (let at = first; (gaps[at]?.start ?? Infinity) < end; at += 1) {
        const gap = gaps[at] ?? { start, end: start };
        const within = Math.min(gap.end, end) - Math.max(gap.start, start);
        measured = Math.max(measured, Math.min(gap.end - gap.start, within + daily));
      }
      if (measured >= allowed) continue;
      const params = restParams(measured, allowed);
      const works = idsOf(days.flatMap((day) => day.stretches));
      measures.push({ start, end, measured, allowed, params, works });
    }
    return measures;
  },
});

/** The pauses between runs, with those before the first and after the last. */
function gapsOf(runs: Run[]): Span[] {
  const starts = [-Infinity, ...runs.map(({ end }) => end)];
  return starts.map((start, i) => ({ start, end: runs[i]?.start ?? Infinity }));
}

import { type Clock, clockOf, weekOf } from "./clock.ts";
import type { Period, Person, Work } from "./work.ts";

/** From one instant up to another that is not part of it, in milliseconds since 1970. */
export interface Span {
  start: number;
  end: number;
}

/** A work with its times computed. Its breaks are part of it. */
export interface Call extends Span {
  work: Work;
  clock: Clock;
  /** The civil day on which it begins. */
  day: number;
  /** Its breaks, in order. Some may reach beyond it. */
  breaks: readonly Span[];
}

/** Consecutive calls without a gap between them. */
export interface Run extends Span {
  calls: Call[];
}

/** Working time without a break. Stretches do not overlap. */
export interface Stretch extends Span {
  call: Call;
}

/** The working time of a civil day, 0–24 h. Work over midnight is on both days. */
export interface Day extends Span {
  day: number;
  worked: number;
  stretches: Stretch[];
}

/** The working time of an ISO week. */
export interface Week {
  week: number;
  worked: number;
  days: Day[];
}

/** Everything that rules measure, computed once, in order of time. */
export interface Roster {
  person: Person;
  calls: Call[];
  /** The employer's own calls. */
  own: Call[];
  runs: Run[];
  stretches: Stretch[];
  days: Day[];
  weeks: Week[];
}

/**
 * Computes the roster of a person's work. It sorts the work; the rest of its cost is linear.
 *
 * @throws RangeError when a work, a break or travel does not end after it begins, or a zone is unknown.
 */
export function rosterOf(work: readonly Work[], person: Person): Roster {
  return rosterOfCalls(work.map(toCall), person);
}

/** Computes the roster of calls whose times are known. */
export function rosterOfCalls(given: readonly Call[], person: Person): Roster {
  const calls = given.toSorted(inOrder);
  const stretches = stretchesOf(calls);
  const days = toDays(stretches);
  const own = calls.filter((call) => call.work.employer === "own");
  return { person, calls, own, runs: toRuns(calls), stretches, days, weeks: toWeeks(days) };
}

/**
 * Computes the times of a work.
 *
 * @throws RangeError when a period does not end after it begins, or the time zone is unknown.
 */
export function toCall(work: Work): Call {
  const clock = clockOf(work.time_zone);
  const { start, end } = toSpan(work, work.id);
  for (const leg of work.travel ?? []) toSpan(leg, work.id);
  const breaks = (work.breaks ?? []).map((period) => toSpan(period, work.id));
  if (breaks.length > 1) breaks.sort((a, b) => a.start - b.start);
  return { work, clock, start, end, day: clock.dayOf(start), breaks };
}

/** A period in milliseconds. `id` names the work in the error. */
export function toSpan(period: Period, id: string): Span {
  const start = period.starts_at.epochMilliseconds;
  const end = period.ends_at.epochMilliseconds;
  if (end <= start) throw new RangeError(`Work ${id}: ends_at is not after starts_at`);
  return { start, end };
}

function inOrder(a: Call, b: Call): number {
  if (a.start !== b.start) return a.start - b.start;
  if (a.end !== b.end) return a.end - b.end;
  if (a.work.id === b.work.id) return 0;
  return a.work.id < b.work.id ? -1 : 1;
}

function inOrderOfCalls(a: Stretch, b: Stretch): number {
  return a.start - b.start || inOrder(a.call, b.call);
}

/** The working time of a call, without regard to other calls. */
export function withoutBreaks(call: Call): Stretch[] {
  const { breaks, end } = call;
  const stretches: Stretch[] = [];
  let from = call.start;
  for (const pause of breaks) {
    if (pause.start > from) stretches.push({ start: from, end: Math.min(pause.start, end), call });
    from = Math.max(from, pause.end);
  }
  if (from < end) stretches.push({ start: from, end, call });
  return stretches.filter((stretch) => stretch.end > stretch.start);
}

/** The working time of calls, each time once. */
export function stretchesOf(calls: readonly Call[]): Stretch[] {
  return disjoint(calls.flatMap(withoutBreaks).toSorted(inOrderOfCalls));
}

/** Cuts from each stretch the time of those before it, so that no time counts twice. */
function disjoint(ordered: Stretch[]): Stretch[] {
  let reached = -Infinity;
  const stretches: Stretch[] = [];
  for (const { start, end, call } of ordered) {
    if (end > reached) stretches.push({ start: Math.max(start, reached), end, call });
    reached = Math.max(reached, end);
  }
  return stretches;
}

/** Joins ordered calls without a gap between them. */
export function toRuns(calls: readonly Call[]): Run[] {
  const runs: Run[] = [];
  for (const call of calls) {
    const last = runs.at(-1);
    if (last === undefined || call.start > last.end)
      runs.push({ start: call.start, end: call.end, calls: [call] });
    else {
      last.end = Math.max(last.end, call.end);
      last.calls.push(call);
    }
  }
  return runs;
}

function toDays(stretches: Stretch[]): Day[] {
  const days = new Map<number, Day>();
  for (const { start, end, call } of stretches) {
    let from = start;
    for (let day = call.clock.dayOf(start); from < end; day += 1) {
      const span = { start: call.clock.startOf(day), end: call.clock.startOf(day + 1) };
      const part = { start: from, end: Math.min(end, span.end), call };
      const found = days.get(day) ?? { ...span, day, worked: 0, stretches: [] };
      found.worked += part.end - part.start;
      found.stretches.push(part);
      days.set(day, found);
      from = part.end;
    }
  }
  return [...days.values()].toSorted((a, b) => a.day - b.day);
}

function toWeeks(days: Day[]): Week[] {
  const weeks: Week[] = [];
  for (const day of days) {
    const week = weekOf(day.day);
    let last = weeks.at(-1);
    if (last?.week !== week) {
      last = { week, worked: 0, days: [] };
      weeks.push(last);
    }
    last.worked += day.worked;
    last.days.push(day);
  }
  return weeks;
}

/** The calls that overlap a span, in order. */
export function callsDuring({ runs }: Roster, span: Span): Call[] {
  const calls: Call[] = [];
  for (let at = firstEndingAfter(runs, span.start); at < runs.length; at += 1) {
    const run = runs[at];
    if (run === undefined || run.start >= span.end) break;
    for (const call of run.calls) if (overlap(call, span)) calls.push(call);
  }
  return calls;
}

/** The index of the first run that ends after an instant. */
export function firstEndingAfter(runs: readonly Run[], instant: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.end ?? Infinity) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/**
 * All calls that contribute to some working time. A stretch names only one call; without that call,
 * another one that overlaps it would count in its place.
 */
export function callsIn(roster: Roster, stretches: readonly Span[]): Call[] {
  return stretches.flatMap((stretch) => {
    const calls = callsDuring(roster, stretch);
    // A single call needs no test of its breaks.
    if (calls.length === 1) return calls;
    return calls.filter((call) => withoutBreaks(call).some((worked) => overlap(worked, stretch)));
  });
}

/** The ids of all works that contribute to some working time, in order of time. */
export function worksIn(roster: Roster, stretches: readonly Span[]): string[] {
  return idsOf(callsIn(roster, stretches));
}

/** The ids of the works of calls, each once, in order of time. */
export function idsOf(calls: readonly Call[]): string[] {
  return [...new Set(calls.toSorted(inOrder).map(({ work }) => work.id))];
}

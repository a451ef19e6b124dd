import type { Rosters } from "./check.ts";
import { DAY } from "./duration.ts";
import { type Call, firstEndingAfter, type Run, type Span, toSpan } from "./roster.ts";
import { isArtist, type Person } from "./work.ts";

/** A change of somebody's work: a call comes, goes, or is replaced. */
export interface Swap {
  removed: Call | undefined;
  added: Call | undefined;
}

/** How much work around a change the rules need. */
export interface Distance {
  /** The days before and after. */
  days: number;
  /** Then on until work begins on civil days that are so many days apart. */
  apart: number;
}

/** The runs that a change concerns, by their indices: from `first` up to `end`, which is not part of it. */
export interface Neighbourhood {
  first: number;
  end: number;
}

/** Whatever the time zones are, civil days of work are more than one day apart after such a pause. */
const A_LONG_PAUSE = 4 * DAY;

/** The time that a change concerns: the calls, and travel to and from them. */
export function spanOf({ removed, added }: Swap): Span {
  const spans = [removed, added].flatMap((call): Span[] => {
    if (call === undefined) return [];
    const { id, travel = [] } = call.work;
    return [call, ...travel.map((leg) => toSpan(leg, id))];
  });
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

/**
 * The runs around a time. It ends where the rules begin anew: between days of work with at least `rest`
 * between them.
 */
export function neighbourhoodOf(
  { all: { runs, person } }: Rosters,
  { start, end }: Span,
  { days, apart, rest }: Distance & { rest: number },
): Neighbourhood {
  const isEnd = (index: number) => {
    const [before, after] = [runs[index - 1], runs[index]];
    if (before === undefined || after === undefined) return true;
    const pause = after.start - before.end;
    if (pause < rest) return false;
    return pause >= A_LONG_PAUSE || daysApart(before, after, person) >= apart;
  };
  let first = firstEndingAfter(runs, start - days * DAY);
  while (!isEnd(first)) first -= 1;
  let last = firstEndingAfter(runs, end + days * DAY);
  while (last < runs.length && (runs[last]?.start ?? Infinity) < end + days * DAY) last += 1;
  while (!isEnd(last)) last += 1;
  return { first, end: last };
}

/** The number of days from the last civil day on which work begins to the next; 0 across time zones. */
function daysApart({ calls, end }: Run, after: Run, person: Person): number {
  const [first, next] = [calls[0], after.calls[0]];
  if (first === undefined || next === undefined || zonesOf(calls, after.calls) > 1) return 0;
  // An artist's own work may begin later than the run that it is part of.
  return next.day - (isArtist(person) ? next.clock.dayOf(end - 1) : first.day);
}

function zonesOf(...calls: readonly Run["calls"][]): number {
  return new Set(calls.flat().map(({ work }) => work.time_zone)).size;
}

/** The calls of a neighbourhood. */
export function callsOf({ all }: Rosters, { first, end }: Neighbourhood): Call[] {
  return all.runs.slice(first, end).flatMap(({ calls }) => calls);
}

/** Some calls after a change. */
export function callsAfter(calls: readonly Call[], { removed, added }: Swap): Call[] {
  const kept = calls.filter((call) => call !== removed);
  return added === undefined ? kept : [...kept, added];
}

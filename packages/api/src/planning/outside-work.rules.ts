import { busyWithin, periodIn, type Span, toMilliseconds } from "@coulisses/planning";
import type { Issue } from "../kit/issue.ts";
import { instantIn } from "./missions.rules.ts";
import {
  type Busy,
  type BusyQuery,
  mostDays,
  mostDaysAsked,
  type OutsideWorkCreate,
} from "./outside-work.schema.ts";

interface Period {
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

/** Reads when work for others is, or says what is wrong with it. */
export function readPeriod(
  {
    starts_at,
    ends_at,
    worked_minutes,
  }: Pick<OutsideWorkCreate, "starts_at" | "ends_at" | "worked_minutes">,
  zone: string,
): Period | { issues: Issue[] } {
  const [start, end] = [instantIn(starts_at, zone), instantIn(ends_at, zone)];
  if ("message" in start) return { issues: [{ path: ["starts_at"], message: start.message }] };
  if ("message" in end) return { issues: [{ path: ["ends_at"], message: end.message }] };
  const minutes = start.until(end).total("minutes");
  if (minutes <= 0) return { issues: [{ path: ["ends_at"], message: "Must be after starts_at" }] };
  const longest = start.toZonedDateTimeISO(zone).add({ days: mostDays }).toInstant();
  if (Temporal.Instant.compare(end, longest) > 0) {
    const message = `Must be at most ${mostDays} days after starts_at`;
    return { issues: [{ path: ["ends_at"], message }] };
  }
  if (worked_minutes && worked_minutes > minutes) {
    const message = `Must be at most the ${Math.floor(minutes)} minutes that it lasts`;
    return { issues: [{ path: ["worked_minutes"], message }] };
  }
  return { starts_at: start, ends_at: end };
}

/** What is wrong with the time that is asked for. */
export function busyIssues({ from, to }: BusyQuery): Issue[] {
  if (compare(from, to) >= 0) return [{ path: ["to"], message: "Must be after from" }];
  return from.until(to).total("hours") > mostDaysAsked * 24
    ? [{ path: ["to"], message: `Must be at most ${mostDaysAsked} days after from` }]
    : [];
}

/**
 * When somebody is busy within a time. What overlaps or follows without a gap is one, cut off at the
 * ends of what is asked: not even how many employers there are is told.
 */
export function busyOf(
  work: readonly Span[],
  { from, to }: Pick<BusyQuery, "from" | "to">,
  zone: string,
): Busy {
  const asked = { start: toMilliseconds(from), end: toMilliseconds(to) };
  return { periods: busyWithin(work, asked).map((span) => periodIn(zone, span)) };
}

function compare(a: Temporal.Instant, b: Temporal.Instant): number {
  return Temporal.Instant.compare(a, b);
}

import { busyWithin, periodIn, type Span, toMilliseconds } from "@coulisses/planning";
import type { InputIssue } from "../kit/issue.ts";
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

/** Parses the period of outside work, or returns its issues. */
export function parsePeriod(
  {
    starts_at,
    ends_at,
    worked_minutes,
  }: Pick<OutsideWorkCreate, "starts_at" | "ends_at" | "worked_minutes">,
  zone: string,
): Period | { issues: InputIssue[] } {
  const [start, end] = [instantIn(starts_at, zone), instantIn(ends_at, zone)];
  if ("issue" in start) return { issues: [{ path: ["starts_at"], ...start }] };
  if ("issue" in end) return { issues: [{ path: ["ends_at"], ...end }] };
  const minutes = start.until(end).total("minutes");
  const field = "starts_at";
  if (minutes <= 0) return { issues: [{ path: ["ends_at"], issue: "after", params: { field } }] };
  const longest = start.toZonedDateTimeISO(zone).add({ days: mostDays }).toInstant();
  if (Temporal.Instant.compare(end, longest) > 0) {
    const params = { days: mostDays, field };
    return { issues: [{ path: ["ends_at"], issue: "within_days", params }] };
  }
  if (worked_minutes && worked_minutes > minutes) {
    const params = { minutes: Math.floor(minutes) };
    return { issues: [{ path: ["worked_minutes"], issue: "within_minutes", params }] };
  }
  return { starts_at: start, ends_at: end };
}

/** The issues of the time asked for. */
export function busyIssues({ from, to }: BusyQuery): InputIssue[] {
  const field = "from";
  if (compare(from, to) >= 0) return [{ path: ["to"], issue: "after", params: { field } }];
  return from.until(to).total("hours") > mostDaysAsked * 24
    ? [{ path: ["to"], issue: "within_days", params: { days: mostDaysAsked, field } }]
    : [];
}

/**
 * The busy times of an artist within the time asked for. Jobs that overlap or touch are merged, so that not
 * even the number of employers is disclosed.
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

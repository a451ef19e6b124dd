import { type Issue, withOffsetOf } from "../kit/wire.ts";
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

/** A time that is asked about. */
type Asked = Pick<BusyQuery, "from" | "to">;

/** The part of a period that lies within a time. */
export function within({ starts_at, ends_at }: Period, { from, to }: Asked): Period {
  return {
    starts_at: compare(starts_at, from) < 0 ? from : starts_at,
    ends_at: compare(ends_at, to) > 0 ? to : ends_at,
  };
}

/**
 * When somebody is busy within a time. What overlaps or follows without a gap is one, cut off at the
 * ends of what is asked: not even how many employers there are is told.
 */
export function busyOf(work: Period[], asked: Asked, zone: string): Busy {
  const then = work.filter(
    ({ starts_at, ends_at }) =>
      compare(starts_at, asked.to) < 0 && compare(ends_at, asked.from) > 0,
  );
  const periods: Period[] = [];
  for (const whole of then.toSorted((a, b) => compare(a.starts_at, b.starts_at))) {
    const { starts_at, ends_at } = within(whole, asked);
    const last = periods.at(-1);
    if (last === undefined || compare(last.ends_at, starts_at) < 0)
      periods.push({ starts_at, ends_at });
    else if (compare(last.ends_at, ends_at) < 0) last.ends_at = ends_at;
  }
  return {
    periods: periods.map(({ starts_at, ends_at }) => ({
      starts_at: withOffsetOf(zone, starts_at.toString()),
      ends_at: withOffsetOf(zone, ends_at.toString()),
    })),
  };
}

function compare(a: Temporal.Instant, b: Temporal.Instant): number {
  return Temporal.Instant.compare(a, b);
}

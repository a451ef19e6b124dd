import { type Span, toMilliseconds } from "@coulisses/planning";
import { instantOf } from "../kit/time.ts";

/** A period as text, as the database returns it. */
export interface PeriodText {
  starts_at: string;
  ends_at: string;
}

/** A period as a `World` holds it. */
export function spanOf({ starts_at, ends_at }: PeriodText): Span {
  return { start: timeOf(starts_at), end: timeOf(ends_at) };
}

/** The same of parsed instants. */
export function asSpan(period: { starts_at: Temporal.Instant; ends_at: Temporal.Instant }): Span {
  return { start: toMilliseconds(period.starts_at), end: toMilliseconds(period.ends_at) };
}

/** An instant of the database as a `World` holds it. */
export function timeOf(instantText: string): number {
  return toMilliseconds(instantOf(instantText));
}

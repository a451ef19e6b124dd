/** A minute in milliseconds, the unit of all durations here. */
export const MINUTE = 60_000;
/** An hour in milliseconds. */
export const HOUR = 60 * MINUTE;
/** 24 hours in milliseconds. */
export const DAY = 24 * HOUR;

/** A duration in minutes, from milliseconds. */
export function minutes(duration: number): number {
  return duration / MINUTE;
}

/** A minute, in milliseconds: what all durations are reckoned in. */
export const MINUTE = 60_000;
/** An hour, in milliseconds. */
export const HOUR = 60 * MINUTE;

/** How many minutes a duration in milliseconds is. */
export function minutes(duration: number): number {
  return duration / MINUTE;
}

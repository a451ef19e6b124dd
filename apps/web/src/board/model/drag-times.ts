import type { Span } from "./lanes.ts";

/** How a time becomes another: by whole days on the clock, and then by a time that elapses. */
export interface Shift {
  readonly days: number;
  /** Milliseconds. */
  readonly rest: number;
}

/** How far a pointer moved a time, and how the time snaps. */
export interface Pull {
  /** Milliseconds; negative for earlier. */
  readonly by: number;
  readonly snapMinutes: number;
  /** Milliseconds: so near to whole days, it is whole days. */
  readonly magnet?: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** The same time on the clock of a zone some days later. */
function daysLater(time: number, { days, time_zone }: { days: number; time_zone: string }) {
  if (days === 0) return time;
  return zoned(time, time_zone).add({ days }).epochMilliseconds;
}

/** Where a time is after a pull: on a step of the clock, or where it was if it was pulled less than half a step. */
export function pulled(
  time: number,
  { by, snapMinutes, magnet = 0 }: Pull,
  time_zone: string,
): number {
  const step = snapMinutes * minute;
  if (Math.abs(by) < step / 2) return time;
  const sameClock = daysLater(time, { days: Math.round(by / day), time_zone });
  if (sameClock !== time && Math.abs(time + by - sameClock) < magnet) return sameClock;
  return Math.round((time + by) / step) * step;
}

/** What leads from a time to another, in days on the clock as far as possible: 25 hours over a clock change may be one day. */
export function shiftBetween(from: number, to: number, time_zone: string): Shift {
  const { days } = zoned(from, time_zone)
    .toPlainDateTime()
    .until(zoned(to, time_zone).toPlainDateTime(), { largestUnit: "days" });
  return { days, rest: to - daysLater(from, { days, time_zone }) };
}

/** A period after a shift: as long as before. */
export function shifted(
  { start, end }: Span,
  { days, rest }: Shift,
  time_zone: string,
): { start: number; end: number } {
  const later = daysLater(start, { days, time_zone }) + rest;
  return { start: later, end: later + (end - start) };
}

/** A period whose start or end is pulled; one step long at least. */
export function resized(
  { start, end }: Span,
  { edge, time_zone, ...pull }: Pull & { edge: "start" | "end"; time_zone: string },
): { start: number; end: number } {
  const least = pull.snapMinutes * minute;
  if (edge === "start")
    return { start: Math.min(pulled(start, pull, time_zone), Math.max(start, end - least)), end };
  return { start, end: Math.max(pulled(end, pull, time_zone), Math.min(end, start + least)) };
}

/** The period between where a pointer went down and where it is now: whole steps, one at least. */
export function drawn(anchor: number, { by, snapMinutes }: Pull): { start: number; end: number } {
  const step = snapMinutes * minute;
  const first = Math.floor(anchor / step) * step;
  const at = Math.round((anchor + by) / step) * step;
  if (at > first) return { start: first, end: at };
  return { start: Math.min(at, first), end: first + step };
}

function zoned(time: number, time_zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(time_zone);
}

import type { Mission } from "@coulisses/client";
import { minutesOf, readBreak, type Times, whenOf } from "./when.ts";

/** A break as planners write it. */
export interface Break {
  /** `HH:MM`; empty if what was typed is no time. */
  readonly start: string;
  readonly end: string;
  /** Its instants, until it is changed. */
  readonly times?: Times | undefined;
}

type Frame = Pick<Mission, "starts_at" | "ends_at" | "breaks" | "time_zone">;

/** The breaks of a mission, on the clocks of its venue. */
export function breaksOf({ breaks, time_zone }: Frame): readonly Break[] {
  return breaks.map((times) => {
    const { start, end } = whenOf(times, time_zone);
    return { start, end, times };
  });
}

/** The instants of breaks, undefined if one of them has no times. */
export function readBreaks(
  breaks: readonly Break[],
  { starts_at, time_zone: zone }: Frame,
): Times[] | undefined {
  const read = breaks.map((one) => {
    if (one.times !== undefined) return one.times;
    const result = readBreak(one, { starts_at, zone });
    return "times" in result ? result.times : undefined;
  });
  return read.every((times) => times !== undefined) ? read : undefined;
}

/** A break in the middle of a mission, on a full hour if that is within it: an hour, or less of a short mission. */
export function suggestedBreak(mission: Frame): Break {
  const minutes = minutesOf(mission);
  const start = Temporal.Instant.from(mission.starts_at).toZonedDateTimeISO(mission.time_zone);
  const middle = start.add({ minutes: Math.floor(minutes / 2) });
  const hour = middle.round({ smallestUnit: "hour", roundingMode: "floor" });
  const from = Temporal.ZonedDateTime.compare(hour, start) > 0 ? hour : middle;
  const long = minutes >= 360 ? 60 : Math.min(30, Math.floor(minutes / 4));
  const times = { starts_at: written(from), ends_at: written(from.add({ minutes: long })) };
  const { start: starts, end: ends } = whenOf(times, mission.time_zone);
  return { start: starts, end: ends, times };
}

function written(time: Temporal.ZonedDateTime): string {
  return time.toString({ timeZoneName: "never", smallestUnit: "minute" });
}

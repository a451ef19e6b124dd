import { MINUTE } from "./duration.ts";

const epoch = new Temporal.PlainDate(1970, 1, 1);

/** Civil days are numbers: how many there are since 1 January 1970. */
export function dayNumber(date: Temporal.PlainDate | string): number {
  return epoch.until(date, { largestUnit: "days" }).days;
}

/** The date of a numbered civil day. */
export function dateOf(day: number): Temporal.PlainDate {
  return epoch.add({ days: day });
}

/** The number of the ISO week, Monday to Sunday, that a civil day is in. */
export function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}

/** The Monday that a numbered ISO week begins with. */
export function mondayOf(week: number): number {
  return week * 7 - 3;
}

/** Whether a civil day is a Sunday. */
export function isSunday(day: number): boolean {
  return weekOf(day + 1) !== weekOf(day);
}

/** The calendar of a time zone. Instants are milliseconds since 1970. */
export interface Clock {
  /** The civil day that an instant is on. */
  dayOf(instant: number): number;
  /** When a civil day begins, which where clocks change at midnight is not 00:00. */
  startOf(day: number): number;
  /**
   * When clocks on a civil day's walls first show so many minutes after midnight; 1440 and more are
   * on the days that follow.
   */
  at(day: number, minutes: number): number;
}

const DAY = 1440 * MINUTE;

// Days begin at the same time whoever asks: to find out is most of what a check costs.
const clocks = new Map<string, Clock>();

/** So many days of a zone are remembered, a century; then all are forgotten. */
const mostDays = 36_525;

/**
 * The calendar of an IANA time zone, which remembers the days that it was asked for.
 *
 * @throws RangeError when there is no such zone.
 */
export function clockOf(zone: string): Clock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = makeClock(zone);
  // Refused before it is remembered, so only zones that exist are.
  clock.startOf(0);
  clocks.set(zone, clock);
  return clock;
}

function makeClock(zone: string): Clock {
  const starts = new Map<number, number>();
  function startOf(day: number): number {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const start = dateOf(day).toZonedDateTime(zone).epochMilliseconds;
    if (starts.size >= mostDays) starts.clear();
    starts.set(day, start);
    return start;
  }
  function dayOf(instant: number): number {
    let day = Math.floor(instant / DAY);
    while (startOf(day) > instant) day -= 1;
    while (startOf(day + 1) <= instant) day += 1;
    return day;
  }
  function at(day: number, minutes: number): number {
    if (minutes >= 1440) return at(day + 1, minutes - 1440);
    const start = startOf(day);
    if (startOf(day + 1) - start === DAY) return start + minutes * MINUTE;
    const wall = Temporal.PlainTime.from("00:00").add({ minutes });
    return dateOf(day).toZonedDateTime({ timeZone: zone, plainTime: wall }).epochMilliseconds;
  }
  return { dayOf, startOf, at };
}

import { DAY, MINUTE } from "./duration.ts";

const epoch = new Temporal.PlainDate(1970, 1, 1);

/** The number of a civil day: days since 1 January 1970. */
export function dayNumber(date: Temporal.PlainDate | string): number {
  return epoch.until(date, { largestUnit: "days" }).days;
}

/** The date of a numbered civil day. */
export function dateOf(day: number): Temporal.PlainDate {
  return epoch.add({ days: day });
}

/** The number of a civil day's ISO week, Monday to Sunday. */
export function weekOf(day: number): number {
  return Math.floor((day + 3) / 7);
}

/** The Monday of a numbered ISO week. */
export function mondayOf(week: number): number {
  return week * 7 - 3;
}

/** Whether a civil day is a Sunday. */
export function isSunday(day: number): boolean {
  return weekOf(day + 1) !== weekOf(day);
}

/** The calendar of a time zone. Instants are milliseconds since 1970. */
export interface Clock {
  /** The civil day of an instant. */
  dayOf(instant: number): number;
  /** The start of a civil day: not 00:00 where clocks change at midnight. */
  startOf(day: number): number;
  /**
   * The first instant of a civil day at which clocks show so many minutes after midnight; 1440 and more
   * are on the following days.
   */
  at(day: number, minutes: number): number;
}

// A cache: computing the start of days is most of the cost of a check.
const clocks = new Map<string, Clock>();

/** The most days cached for a zone, a century; then the cache is cleared. */
const mostDays = 36_525;

/**
 * The calendar of an IANA time zone, cached.
 *
 * @throws RangeError when the zone is unknown.
 */
export function clockOf(zone: string): Clock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = makeClock(zone);
  // Throws for an unknown zone, before it is cached.
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

/** A time as the fields of a form have it: on the clock of a zone. */
export interface WallTime {
  readonly date: string;
  readonly time: string;
}

/** What the clock of a zone shows at an instant, to the minute. */
export function wallTimeOf(instant: string, time_zone: string): WallTime {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(time_zone);
  return {
    date: at.toPlainDate().toString(),
    time: at.toPlainTime().toString({ smallestUnit: "minute" }),
  };
}

/** Milliseconds since 1970 of a time on the clock of a zone; undefined if it is none. */
export function readWallTime({ date, time }: WallTime, time_zone: string): number | undefined {
  try {
    return Temporal.PlainDate.from(date).toZonedDateTime({
      timeZone: time_zone,
      plainTime: Temporal.PlainTime.from(time),
    }).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

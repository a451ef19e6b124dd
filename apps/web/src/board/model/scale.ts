/** Where times are on the board: time runs to the right, and an hour is as wide on each day. */
export interface Scale {
  /** The zone in which days begin at midnight. */
  readonly time_zone: string;
  /** Milliseconds since 1970, the end excluded. */
  readonly start: number;
  readonly end: number;
  readonly pixelsPerHour: number;
  readonly days: readonly Day[];
}

/** A day: 23 or 25 hours long where clocks change. */
export interface Day {
  readonly date: Temporal.PlainDate;
  readonly start: number;
  readonly end: number;
  readonly hours: number;
}

const millisecondsPerHour = 3_600_000;

/** The scale of some days from a date on. */
export function scaleOf({
  from,
  days: count,
  ...scale
}: Pick<Scale, "time_zone" | "pixelsPerHour"> & { from: Temporal.PlainDate; days: number }): Scale {
  const startOf = (date: Temporal.PlainDate) =>
    date.toZonedDateTime(scale.time_zone).epochMilliseconds;
  const days = Array.from({ length: count }, (_, index) => {
    const date = from.add({ days: index });
    const [start, end] = [startOf(date), startOf(date.add({ days: 1 }))];
    return { date, start, end, hours: (end - start) / millisecondsPerHour };
  });
  return { ...scale, days, start: startOf(from), end: startOf(from.add({ days: count })) };
}

/** Pixels from the left edge of the scale; negative for a time before it. */
export function xOf({ start, pixelsPerHour }: Scale, time: number): number {
  return ((time - start) / millisecondsPerHour) * pixelsPerHour;
}

/** How wide the whole scale is. */
export function widthOf(scale: Scale): number {
  return xOf(scale, scale.end);
}

/** The time at some pixels from the left edge, snapped to a number of minutes on the clock. */
export function timeAt({ start, pixelsPerHour }: Scale, x: number, snapMinutes: number): number {
  const time = start + (x / pixelsPerHour) * millisecondsPerHour;
  const step = snapMinutes * 60_000;
  return Math.round(time / step) * step;
}

/** The hours of a day to draw a line at, every so many on the clock. The hour that clocks repeat is drawn twice. */
export function hoursOf({ start, end }: Day, time_zone: string, every: number) {
  const hours: { time: number; hour: number }[] = [];
  for (let time = start; time < end; time += millisecondsPerHour) {
    const { hour } = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(time_zone);
    if (hour % every === 0) hours.push({ time, hour });
  }
  return hours;
}

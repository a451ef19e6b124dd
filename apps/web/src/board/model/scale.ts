import type { Span } from "./lanes.ts";

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

/** What a row is divided into for the keyboard: the days, or the hours if one day is shown. */
export function cellsOf({ days }: Scale): readonly Span[] {
  const [day] = days;
  if (day === undefined || days.length > 1) return days;
  return Array.from({ length: day.hours }, (_, hour) => {
    const start = day.start + hour * millisecondsPerHour;
    return { start, end: start + millisecondsPerHour };
  });
}

/** The part of the scale that a surface shows while it is scrolled, in steps of its width. */
export interface Page {
  readonly index: number;
  /** Of what is in view, in pixels. */
  readonly width: number;
}

/** The page at which a surface is that is scrolled by some pixels. */
export function pageAt(scrolled: number, width: number): Page {
  return { index: width > 0 ? Math.floor(scrolled / width) : 0, width };
}

/** All times that are in view anywhere on a page, and half a width before and after it. */
export function spanOfPage({ start, pixelsPerHour }: Scale, { index, width }: Page): Span {
  const at = (pages: number) => start + ((pages * width) / pixelsPerHour) * millisecondsPerHour;
  return { start: at(index - 0.5), end: at(index + 2.5) };
}

/** How far to scroll so that a bar is in view, its beginning first: no further than needed. */
export function scrolledTo(
  scale: Scale,
  { start, end }: Span,
  view: { left: number; width: number },
): number {
  const [from, to] = [xOf(scale, start) - margin, xOf(scale, end) + margin];
  if (from >= view.left && to <= view.left + view.width) return view.left;
  return Math.max(0, from < view.left ? from : Math.min(from, to - view.width));
}

/** Pixels between a bar and the edge of the view that is scrolled to it. */
const margin = 16;

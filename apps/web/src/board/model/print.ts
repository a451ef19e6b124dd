import type { Bar, Row } from "./rows.ts";
import type { Day } from "./scale.ts";

/** A row on paper: what begins on each day, in the order of time. */
interface PrintedRow {
  readonly row: Row;
  readonly days: readonly (readonly Bar[])[];
}

/** A page-wide table: some days, at most a week, and the rows that have anything on them. */
interface PrintedWeek {
  readonly days: readonly Day[];
  readonly rows: readonly PrintedRow[];
}

/** The rows of the board as tables of at most seven days. What began before the first day is on the first day. */
export function printedWeeks(rows: readonly Row[], days: readonly Day[]): PrintedWeek[] {
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => {
    const shown = days.slice(week * 7, week * 7 + 7);
    const printed = rows.map((row) => ({ row, days: shown.map((day) => barsOn(row, day, shown)) }));
    return { days: shown, rows: printed.filter((one) => one.days.some((bars) => bars.length > 0)) };
  });
}

function barsOn({ bars }: Row, day: Day, days: readonly Day[]): Bar[] {
  const isFirst = day === days[0];
  return bars
    .filter(({ start, end }) => start < day.end && (isFirst ? end > day.start : start >= day.start))
    .toSorted((a, b) => a.start - b.start);
}

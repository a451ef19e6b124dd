import { parseDate } from "../board/model/view.ts";

/** How many weeks a list shows. */
export const lengths = ["1", "2", "4", "8"] as const;

/** The weeks that a list shows: kept in the address. */
export interface Period {
  /** `YYYY-MM-DD`; undefined for today. */
  from?: string;
  weeks: (typeof lengths)[number];
}

/** Reads a period from the parameters of an address: four weeks from today by default. */
export function parsePeriod(search: Record<string, unknown>): Period {
  const from = parseDate(search["from"]);
  const weeks = lengths.find((one) => one === String(search["weeks"]));
  return { weeks: weeks ?? "4", ...(from !== undefined && { from }) };
}

/** The first day of a period and the day after its last, in the zone in which days are counted. */
export function datesOf({ from, weeks }: Period, time_zone: string) {
  const first =
    from === undefined ? Temporal.Now.plainDateISO(time_zone) : Temporal.PlainDate.from(from);
  return { first, after: first.add({ weeks: Number(weeks) }) };
}

/** A period in milliseconds since 1970, the end excluded. */
export function spanOf(period: Period, time_zone: string): { start: number; end: number } {
  const { first, after } = datesOf(period, time_zone);
  const startOf = (date: Temporal.PlainDate) => date.toZonedDateTime(time_zone).epochMilliseconds;
  return { start: startOf(first), end: startOf(after) };
}

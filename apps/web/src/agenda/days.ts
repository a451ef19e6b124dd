/** When and where something is, on the clocks of its place. */
interface Dated {
  readonly starts_at: string;
  readonly time_zone: string;
}

/** A day of the agenda. */
export interface AgendaDay<Item> {
  readonly date: Temporal.PlainDate;
  readonly items: readonly Item[];
}

/** Missions by the day on which they start, on the clocks of their venue; days and missions in order. */
export function daysOf<Item extends Dated>(items: readonly Item[]): AgendaDay<Item>[] {
  const byDate = Map.groupBy(
    items.toSorted((a, b) => Temporal.Instant.compare(a.starts_at, b.starts_at)),
    (item) => startOf(item).toPlainDate().toString(),
  );
  return Array.from(byDate, ([date, ofDay]) => ({
    date: Temporal.PlainDate.from(date),
    items: ofDay,
  })).toSorted((a, b) => Temporal.PlainDate.compare(a.date, b.date));
}

function startOf({ starts_at, time_zone }: Dated): Temporal.ZonedDateTime {
  return Temporal.Instant.from(starts_at).toZonedDateTimeISO(time_zone);
}

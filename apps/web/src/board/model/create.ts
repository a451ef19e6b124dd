import { cellAt, type Spot } from "./focus.ts";
import { cellsOf, type Scale } from "./scale.ts";
import type { View } from "./view.ts";

/** When missions begin and end that are created on a day. */
const [opens, closes] = ["09:00", "17:00"] as const;

/**
 * What a new mission is filled in with that is created at a spot: the cell's time and, as far as the row says, its
 * venue, production or skill. Without a spot, it is today if that is shown, or else on the first day.
 */
export function newMissionAt(
  spot: Spot | undefined,
  { scale, rows, today }: { scale: Scale; rows: View["rows"]; today: Temporal.PlainDate },
): NonNullable<View["create"]> {
  const cell = spot && cellAt({ cells: cellsOf(scale) }, spot);
  const isHour = scale.days.length === 1 && cell !== undefined;
  const span = isHour ? cell : openHours(scale, spot?.start, today);
  const [starts_at, ends_at] = [span.start, span.end].map((time) =>
    Temporal.Instant.fromEpochMilliseconds(time).toString(),
  );
  return { starts_at: starts_at ?? "", ends_at: ends_at ?? "", ...rowValues(rows, spot?.row) };
}

/** The working hours of the day at a time. */
function openHours(
  { days, time_zone }: Scale,
  time: number | undefined,
  today: Temporal.PlainDate,
) {
  const day =
    time === undefined
      ? days.find(({ date }) => date.equals(today))
      : days.find(({ start, end }) => start <= time && time < end);
  const date = (day ?? days[0])?.date ?? today;
  const at = (clock: string) =>
    date.toZonedDateTime({ timeZone: time_zone, plainTime: clock }).epochMilliseconds;
  return { start: at(opens), end: at(closes) };
}

function rowValues(rows: View["rows"], id: string | undefined) {
  if (id === undefined || id === "" || id === "open") return {};
  if (rows === "venues") return { venue_id: id };
  if (rows === "productions") return { project_id: id };
  return rows === "skills" ? { skill: id } : {};
}

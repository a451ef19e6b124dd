import { type Filters, parseFilters } from "./filters.ts";
import { parseSort, sortText } from "./list.ts";
import { type Grouping, groupings } from "./rows.ts";

/** How many days the board shows. */
export const zooms = { day: 1, week: 7, fortnight: 14, month: 31 } as const;
export type Zoom = keyof typeof zooms;

/** What the board shows: kept in the address, so that it can be sent to somebody and gone back to. */
export interface View extends Filters {
  /** `YYYY-MM-DD`; undefined for the present week. */
  from?: string;
  zoom: Zoom;
  rows: Grouping;
  /** Undefined for the board. */
  layout?: "list";
  /** The order of the list, as `parseSort` reads it. */
  sort?: string;
  /** The mission that is selected. */
  mission?: string;
  /** What the form of a new mission is filled in with; undefined while nobody creates one. */
  create?: NewMission;
}

/** What is known of a mission that is to be created. */
export interface NewMission {
  /** Instants. */
  starts_at: string;
  ends_at: string;
  venue_id?: string;
  project_id?: string;
  /** The code of the skill that it needs. */
  skill?: string;
}

/** Reads a view from the parameters of an address. What it does not know is as by default. */
export function parseView(search: Record<string, unknown>): View {
  const zoom = Object.keys(zooms).find((one) => one === search["zoom"]);
  const rows = groupings.find((one) => one === search["rows"]);
  const from = parseDate(search["from"]);
  const create = parseNewMission(search["create"]);
  return {
    zoom: isZoom(zoom) ? zoom : "week",
    rows: rows ?? "people",
    ...(from !== undefined && { from }),
    ...(typeof search["mission"] === "string" && { mission: search["mission"] }),
    ...(create !== undefined && { create }),
    ...(search["layout"] === "list" && { layout: "list" }),
    ...(search["sort"] !== undefined && { sort: sortText(parseSort(search["sort"])) }),
    ...parseFilters(search),
  };
}

/** The first day of a view: Monday, unless a day alone is shown. */
export function firstDayOf(
  { from, zoom }: Pick<View, "zoom"> & { from?: string | undefined },
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const date = from === undefined ? today : Temporal.PlainDate.from(from);
  return zoom === "day" || from !== undefined ? date : mondayOf(date);
}

/** The view a page earlier or later. */
export function turned(view: View, { by, today }: { by: 1 | -1; today: Temporal.PlainDate }): View {
  const from = firstDayOf(view, today).add({
    days: by * (view.zoom === "month" ? 28 : zooms[view.zoom]),
  });
  return { ...view, from: from.toString() };
}

/** The same days as a board or as a list. */
export function withLayout(
  { layout: _layout, ...view }: View,
  layout: NonNullable<View["layout"]> | "board",
): View {
  return layout === "board" ? view : { ...view, layout };
}

/** The view with a mission selected. */
export function selecting({ create: _create, ...view }: View, mission: string): View {
  return { ...view, mission };
}

/** The view with the form of a new mission on a day, from 9 to 13. */
export function creating(
  { mission: _mission, ...view }: View,
  { day, time_zone }: { day: Temporal.PlainDate; time_zone: string },
): View {
  const at = (plainTime: string) => day.toZonedDateTime({ timeZone: time_zone, plainTime });
  const [starts_at, ends_at] = [at("09:00").toInstant(), at("13:00").toInstant()];
  return { ...view, create: { starts_at: starts_at.toString(), ends_at: ends_at.toString() } };
}

function mondayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: date.dayOfWeek - 1 });
}

function isZoom(text: string | undefined): text is Zoom {
  return text !== undefined && text in zooms;
}

function parseNewMission(given: unknown): NewMission | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const fields: Record<string, unknown> = { ...given };
  const starts_at = parseInstant(fields["starts_at"]);
  const ends_at = parseInstant(fields["ends_at"]);
  if (starts_at === undefined || ends_at === undefined) return undefined;
  const others = ["venue_id", "project_id", "skill"].flatMap((name) => {
    const value = fields[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return { starts_at, ends_at, ...Object.fromEntries(others) };
}

function parseInstant(text: unknown): string | undefined {
  return typeof text === "string"
    ? readTime(() => Temporal.Instant.from(text).toString())
    : undefined;
}

/** A date of an address; undefined if it is none. */
export function parseDate(text: unknown): string | undefined {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  return readTime(() => Temporal.PlainDate.from(text).toString());
}

/** @returns undefined if there is no such time */
function readTime(read: () => string): string | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

import type { Calendar, Engagement, Finding } from "@coulisses/client";
import { findingsById, type FindingsById, type Level, shownLevel, worstOf } from "./findings.ts";

type Mission = Calendar["missions"][number];

/** A mission as a line of the list. */
export interface Line {
  readonly mission: Mission;
  /** Those who are confirmed, then those who are on option, each by name. */
  readonly people: readonly Engagement[];
  readonly level: Level | undefined;
  /** The worst finding. */
  readonly finding: Finding | undefined;
}

const columns = ["day", "title", "venue", "production", "filled", "finding"] as const;
export type SortColumn = (typeof columns)[number];

/** The order of the list. */
export interface Sort {
  readonly column: SortColumn;
  readonly isDescending: boolean;
}

/** Reads an order as it is in an address: `venue`, or `-venue` for descending. By day if it is not known. */
export function parseSort(text: unknown): Sort {
  const isDescending = typeof text === "string" && text.startsWith("-");
  const column = columns.find((one) => text === one || text === `-${one}`);
  return column === undefined ? { column: "day", isDescending: false } : { column, isDescending };
}

/** An order as it is written in an address. */
export function sortText({ column, isDescending }: Sort): string {
  return isDescending ? `-${column}` : column;
}

/** The missions of a calendar with who is on them, in an order; those alike by time. */
export function linesOf(calendar: Calendar, { column, isDescending }: Sort): Line[] {
  const findings = findingsById(calendar);
  const onMission = Map.groupBy(calendar.engagements, ({ mission_id }) => mission_id);
  const lines = calendar.missions.map((mission) =>
    lineOf(mission, onMission.get(mission.id) ?? [], findings),
  );
  const direction = isDescending ? -1 : 1;
  const compare = comparisons[column];
  return lines.toSorted((a, b) => direction * compare(a, b) || byDay(a, b));
}

function lineOf(mission: Mission, engagements: Engagement[], findings: FindingsById): Line {
  const people = engagements.toSorted(
    (a, b) => certainty(a) - certainty(b) || a.artist.name.localeCompare(b.artist.name),
  );
  const found = engagements.flatMap(({ id }) => findings.get(id) ?? []);
  const level = worstOf(found.map((finding) => ({ level: shownLevel(finding) })));
  const finding = found.find((one) => shownLevel(one) === level);
  return { mission, people, level, finding };
}

function certainty({ status }: Engagement): number {
  return status === "confirmed" ? 0 : 1;
}

const levels = { block: 0, warn: 1, info: 2 } as const;

const comparisons: Record<SortColumn, (a: Line, b: Line) => number> = {
  day: byDay,
  title: (a, b) => a.mission.title.localeCompare(b.mission.title),
  venue: (a, b) => a.mission.venue.name.localeCompare(b.mission.venue.name),
  production: (a, b) =>
    (a.mission.project?.title ?? "").localeCompare(b.mission.project?.title ?? ""),
  // The most open seats first.
  filled: (a, b) => openSeats(b.mission) - openSeats(a.mission),
  finding: (a, b) => severity(a) - severity(b),
};

function byDay(a: Line, b: Line): number {
  return startOf(a.mission) - startOf(b.mission);
}

function startOf({ starts_at }: Mission): number {
  return Temporal.Instant.from(starts_at).epochMilliseconds;
}

function openSeats({ coverage: { needed, filled } }: Mission): number {
  return needed - filled;
}

function severity({ level }: Line): number {
  return level === undefined ? 3 : levels[level];
}

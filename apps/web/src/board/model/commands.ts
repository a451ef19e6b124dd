import type { Engagement } from "@coulisses/client";
import type { Grouping } from "./rows.ts";

/** When and where a mission is, and for which production. Times are milliseconds since 1970. */
export interface Placement {
  readonly start: number;
  readonly end: number;
  readonly venue_id: string;
  readonly project_id: string | null;
}

/** A mission that becomes another time, venue or production. */
export interface MissionChange {
  readonly mission_id: string;
  readonly version: number;
  /** The venue's. */
  readonly time_zone: string;
  readonly from: Placement;
  readonly to: Placement;
}

/** A row of the board: that of the open seats, or one of a grouping. */
export interface RowRef {
  readonly grouping: Grouping | "open";
  readonly id: string;
}

export type Held = Pick<Engagement, "id" | "version" | "position_id" | "artist_id" | "status">;

/** What a planner wants done, however they said it: by pointer, by key or in a menu. */
export type Command =
  /** Moves, resizes, or gives missions another venue or production. */
  | { readonly type: "change"; readonly missions: readonly MissionChange[] }
  /** Copies missions to where they would be, as drafts without people. */
  | { readonly type: "copy"; readonly missions: readonly MissionChange[] }
  | {
      readonly type: "cancel";
      readonly missions: readonly Pick<MissionChange, "mission_id" | "version">[];
    }
  /** Opens the form of a new mission. */
  | { readonly type: "create"; readonly start: number; readonly end: number; readonly row: RowRef }
  /** Gives an engagement to somebody else. */
  | { readonly type: "reassign"; readonly engagement: Held; readonly artist_id: string }
  /** Places somebody on a mission; on which position, their skills decide. */
  | {
      readonly type: "place";
      readonly mission_id: string;
      readonly artist_id: string;
      readonly status: "option" | "confirmed";
    };

/** A command that changes missions back. Versions have changed meanwhile: those that it must expect are given. */
export function inverseOf(
  { type, missions }: Extract<Command, { type: "change" }>,
  versionOf: (mission_id: string) => number,
): Extract<Command, { type: "change" }> {
  return {
    type,
    missions: missions.map(({ from, to, ...mission }) => ({
      ...mission,
      version: versionOf(mission.mission_id),
      from: to,
      to: from,
    })),
  };
}

export function isSamePlacement(a: Placement, b: Placement): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    a.venue_id === b.venue_id &&
    a.project_id === b.project_id
  );
}

/** The days by which all copies are later on the clock; undefined if they are not whole days, or elsewhere. */
export function wholeDays(
  missions: readonly MissionChange[],
): { days: number; venue_id: string | undefined } | undefined {
  const [first] = missions;
  if (first === undefined) return undefined;
  const days = daysBetween(first.from.start, first.to.start, first.time_zone);
  const venue = first.to.venue_id === first.from.venue_id ? undefined : first.to.venue_id;
  const isPlain = missions.every(
    ({ from, to, time_zone }) =>
      from.project_id === to.project_id &&
      (venue === undefined ? from.venue_id : venue) === to.venue_id &&
      daysBetween(from.start, to.start, time_zone) === days &&
      daysBetween(from.end, to.end, time_zone) === days,
  );
  return days === undefined || !isPlain ? undefined : { days, venue_id: venue };
}

function daysBetween(from: number, to: number, time_zone: string): number | undefined {
  const wall = (time: number) =>
    Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(time_zone).toPlainDateTime();
  const { days } = wall(from).until(wall(to), { largestUnit: "days" });
  return wall(from).add({ days }).equals(wall(to)) ? days : undefined;
}

import { type LiftId, liftFor, type Press } from "./actions.ts";
import type { RowRef } from "./commands.ts";
import type { Drag, DragEvent, MissionsDrag } from "./drag.ts";

/** What keys can lead a drag to. */
export interface Around {
  /** From top to bottom, without that of the open seats. */
  readonly rows: readonly RowRef[];
  /** The missions that have open seats, in the order of time. */
  readonly seats: readonly string[];
}

/** How a lift holds a mission: what C, R and M change also later. */
export const holds = {
  move: { part: "body", isCopy: false },
  copy: { part: "body", isCopy: true },
  resizeEnd: { part: "end", isCopy: false },
  resizeStart: { part: "start", isCopy: false },
} as const satisfies Partial<Record<LiftId, Pick<MissionsDrag, "part" | "isCopy">>>;

const across: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
const along: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -10,
  PageDown: 10,
  Home: -Infinity,
  End: Infinity,
};

/**
 * What a key does to a drag; undefined if nothing. Left and right change the time, up and down the row; for somebody
 * who is dragged, all arrows lead along the open seats.
 */
export function eventOfKey(press: Press, dragged: Drag, around: Around): DragEvent | undefined {
  if (press.key === "Escape") return { type: "end" };
  if (dragged.kind === "person") return seatOfKey(press.key, dragged.mission_id, around.seats);
  if (dragged.kind !== "missions") return undefined;
  const by = across[press.key];
  if (by !== undefined)
    return press.shiftKey ? { type: "stepDays", days: by } : { type: "step", minutes: by * 15 };
  const lift = liftFor(press);
  if (lift !== undefined && lift !== "seat") return { type: "hold", ...holds[lift] };
  return rowOfKey(press.key, dragged.over, around.rows);
}

function rowOfKey(key: string, over: RowRef, rows: readonly RowRef[]): DragEvent | undefined {
  const by = along[key];
  if (by === undefined) return undefined;
  const present = over.grouping === "open" ? -1 : rows.findIndex(({ id }) => id === over.id);
  const row = present < 0 && by < 0 ? undefined : rows[within(present + by, rows.length)];
  return row && { type: "stepRow", row };
}

function seatOfKey(
  key: string,
  present: string | undefined,
  seats: readonly string[],
): DragEvent | undefined {
  const by = across[key] ?? along[key];
  if (by === undefined) return undefined;
  const index = present === undefined ? -1 : seats.indexOf(present);
  const mission_id = seats[within(index + by, seats.length)];
  return mission_id === undefined ? undefined : { type: "stepMission", mission_id };
}

function within(index: number, length: number): number {
  return Math.max(0, Math.min(length - 1, index));
}

import {
  type Command,
  type Held,
  isSamePlacement,
  type MissionChange,
  type RowRef,
} from "./commands.ts";
import {
  drawn,
  type Pull,
  pulled,
  resized,
  type Shift,
  shiftBetween,
  shifted,
} from "./drag-times.ts";

/** What is dragged, from where, and where it would be dropped now. */
export type Drag = MissionsDrag | NewDrag | PersonDrag | LassoDrag;

/** Missions that move or are copied, or one that is resized. */
export interface MissionsDrag {
  readonly kind: "missions";
  /** Where each is, and would be. The first is the one that the pointer holds. */
  readonly missions: readonly [MissionChange, ...MissionChange[]];
  readonly part: "body" | "start" | "end";
  readonly isCopy: boolean;
  /** Whether somebody who is placed is confirmed at once. */
  readonly isFirm: boolean;
  /** Whether keys move it. */
  readonly isByKeys: boolean;
  /** In a row of somebody: the engagement that the pointer holds. */
  readonly engagement?: Held;
  /** The row from which it was taken, that over which the pointer is, and that in which it would be. */
  readonly home: RowRef;
  readonly over: RowRef;
  readonly row: RowRef;
  /** Where one call cannot change both, the drag changes either the time or the row. */
  readonly axis?: "time" | "row";
}

/** A new mission that is drawn on empty space. */
export interface NewDrag {
  readonly kind: "new";
  readonly row: RowRef;
  /** The time at which the pointer went down. */
  readonly anchor: number;
  readonly start: number;
  readonly end: number;
}

/** Somebody who is dragged to a mission. */
export interface PersonDrag {
  readonly kind: "person";
  readonly artist_id: string;
  readonly name: string;
  readonly isFirm: boolean;
  readonly isByKeys: boolean;
  /** The mission under the pointer, or to which keys have led. */
  readonly mission_id?: string;
}

/** A frame that selects what is in it: times, and pixels from the top of the rows. */
export interface LassoDrag {
  readonly kind: "lasso";
  readonly from: Point;
  readonly to: Point;
}

export interface Point {
  readonly time: number;
  readonly y: number;
}

/** Where a pointer is, as far as a drag asks. */
export interface PointerAt extends Pull {
  /** Pixels from where it went down. */
  readonly x: number;
  readonly y: number;
  /** What it is over; undefined outside of the rows. */
  readonly row: RowRef | undefined;
  readonly mission_id?: string | undefined;
  readonly isCopy: boolean;
  readonly isFirm: boolean;
}

/** What a pointer or a key does to a drag. */
export type DragEvent =
  | { readonly type: "lift"; readonly drag: Drag }
  | ({ readonly type: "drag" } & PointerAt)
  | { readonly type: "step"; readonly minutes: number }
  /** On the clock: 22:00 stays 22:00, also over a clock change. */
  | { readonly type: "stepDays"; readonly days: number }
  | { readonly type: "stepRow"; readonly row: RowRef }
  /** For somebody who is dragged. */
  | { readonly type: "stepMission"; readonly mission_id: string }
  /** Keys go on with another part of the mission, or with a copy of it. */
  | { readonly type: "hold"; readonly part: MissionsDrag["part"]; readonly isCopy: boolean }
  /** Dropped or not: what a drop does is `commandOf` the drag before. */
  | { readonly type: "end" };

/** Pixels: so far the pointer goes before a drag decides for time or row. */
const undecided = 8;

/** Pixels: so far to the side the time stays in another row. */
const rowMagnet = 12;

/**
 * The drag after an event. It begins with `lift` and ends with `end`. It is the same object where the event changed
 * nothing: most moves of a pointer are shorter than a step.
 */
export function drag(present: Drag | undefined, event: DragEvent): Drag | undefined {
  if (event.type === "lift") return event.drag;
  if (present === undefined || event.type === "end") return undefined;
  const next = after(present, event);
  return isSameDrag(present, next) ? present : next;
}

function after(present: Drag, event: Exclude<DragEvent, { type: "lift" | "end" }>): Drag {
  if (event.type === "drag") return follow(present, event);
  if (event.type === "stepMission")
    return present.kind === "person" ? { ...present, mission_id: event.mission_id } : present;
  if (present.kind !== "missions") return present;
  if (event.type === "stepRow") return inRow({ ...present, over: event.row, axis: "row" });
  return event.type === "hold" ? holding(present, event) : stepped(present, event);
}

/** Only one mission at a time has another length. */
function holding(
  dragged: MissionsDrag,
  { part, isCopy }: Extract<DragEvent, { type: "hold" }>,
): MissionsDrag {
  if (part !== "body" && dragged.missions.length > 1) return dragged;
  const over = part === "body" ? dragged.over : dragged.home;
  return inRow({ ...dragged, part, isCopy, over });
}

/** Whether a drag is in the same place: the first of its missions is, and so are the others. */
function isSameDrag(before: Drag, now: Drag): boolean {
  if (before.kind === "missions" && now.kind === "missions")
    return (
      isSamePlacement(before.missions[0].to, now.missions[0].to) &&
      isSameRow(before.over, now.over) &&
      isSameRow(before.row, now.row) &&
      before.part === now.part &&
      before.isCopy === now.isCopy &&
      before.isFirm === now.isFirm &&
      before.axis === now.axis
    );
  return JSON.stringify(before) === JSON.stringify(now);
}

/** What a drop would do; undefined if nothing. */
export function commandOf(dragged: Drag): Command | undefined {
  if (dragged.kind === "lasso") return undefined;
  if (dragged.kind === "new") {
    const { start, end, row } = dragged;
    return { type: "create", start, end, row };
  }
  if (dragged.kind === "person") {
    const { artist_id, mission_id, isFirm } = dragged;
    if (mission_id === undefined) return undefined;
    return { type: "place", artist_id, mission_id, status: isFirm ? "confirmed" : "option" };
  }
  return commandOfMissions(dragged);
}

/** Why a drag does not reach the row under the pointer; undefined if it does. */
export function rowRefusal(
  dragged: MissionsDrag,
): "skills" | "several" | "copy" | "edge" | undefined {
  const { home, over, row, missions, part, isCopy } = dragged;
  if (isSameRow(over, home) || isSameRow(over, row) || over.grouping === "open") return undefined;
  if (part !== "body") return "edge";
  if (missions.length > 1) return "several";
  if (over.grouping === "skills") return "skills";
  return isCopy && over.grouping === "people" ? "copy" : undefined;
}

/** Whether two rows are the same. */
export function isSameRow(a: RowRef, b: RowRef): boolean {
  return a.grouping === b.grouping && a.id === b.id;
}

function commandOfMissions(dragged: MissionsDrag): Command | undefined {
  const { missions, engagement, row, isCopy, isFirm } = dragged;
  if (isToSomebody(dragged)) {
    const [{ mission_id }] = missions;
    if (engagement !== undefined) return { type: "reassign", engagement, artist_id: row.id };
    const status = isFirm ? "confirmed" : "option";
    return { type: "place", mission_id, artist_id: row.id, status };
  }
  const changed = missions.filter(({ from, to }) => !isSamePlacement(from, to));
  if (changed.length === 0) return undefined;
  return { type: isCopy ? "copy" : "change", missions: changed };
}

function follow(dragged: Drag, at: PointerAt): Drag {
  if (dragged.kind === "missions") return followMissions(dragged, at);
  if (dragged.kind === "new") return { ...dragged, ...drawn(dragged.anchor, at) };
  if (dragged.kind === "lasso") {
    const { from } = dragged;
    return { ...dragged, to: { time: from.time + at.by, y: from.y + at.y } };
  }
  const { mission_id: _last, ...person } = dragged;
  const { isFirm, mission_id } = at;
  return { ...person, isFirm, ...(mission_id !== undefined && { mission_id }) };
}

function followMissions(dragged: MissionsDrag, at: PointerAt): MissionsDrag {
  const { isCopy, isFirm, row: over = dragged.home } = at;
  const next = inRow({ ...dragged, over, isCopy, isFirm, ...axisOf(dragged, at) });
  const isElsewhere = !isSameRow(next.row, next.home);
  const isStraight = Math.abs(at.x) < rowMagnet;
  if (isElsewhere && (isStraight || isToSomebody(next))) return withTimes(next, ({ from }) => from);
  return pulledBy(next, at);
}

/** Decides for time or row once the pointer is far enough from where it went down, and anew when it comes back. */
function axisOf({ axis, home }: MissionsDrag, { x, y }: PointerAt): Pick<MissionsDrag, "axis"> {
  if (home.grouping !== "people") return { axis: "row" };
  const isDecided = axis !== undefined && Math.max(Math.abs(x), Math.abs(y)) >= undecided;
  if (isDecided) return { axis };
  return { axis: Math.abs(y) > Math.abs(x) ? "row" : "time" };
}

/** Whether only who is on the mission changes: its times and the others on it stay. One call cannot change both. */
export function isToSomebody({ home, row }: Pick<MissionsDrag, "home" | "row">): boolean {
  return row.grouping === "people" && !isSameRow(home, row);
}

/** The key of the only bar that a drag takes from its place; undefined if it takes all bars of its missions. */
export function onlyLifted(dragged: Drag | undefined): string | undefined {
  if (dragged?.kind !== "missions" || !isToSomebody(dragged)) return undefined;
  return dragged.engagement?.id ?? dragged.missions[0].mission_id;
}

function stepped(
  dragged: MissionsDrag,
  event: Extract<DragEvent, { type: "step" | "stepDays" }>,
): MissionsDrag {
  const back = isToSomebody(dragged) ? inRow({ ...dragged, over: dragged.home }) : dragged;
  const [{ from, to, time_zone }] = back.missions;
  const shift: Shift =
    event.type === "step"
      ? { days: 0, rest: event.minutes * 60_000 }
      : { days: event.days, rest: 0 };
  const { part } = back;
  if (part === "body") {
    const { start } = shifted(to, shift, time_zone);
    return movedTo(back, shiftBetween(from.start, start, time_zone));
  }
  return withTimes(back, ({ to: present, ...mission }) => {
    const edge = { start: present[part], end: present[part] };
    const next = { ...present, [part]: shifted(edge, shift, mission.time_zone).start };
    return next.start < next.end ? next : present;
  });
}

function pulledBy(dragged: MissionsDrag, at: PointerAt): MissionsDrag {
  const { part } = dragged;
  if (part !== "body")
    return withTimes(dragged, ({ from, time_zone }) =>
      resized(from, { ...at, edge: part, time_zone }),
    );
  const [{ from, time_zone }] = dragged.missions;
  const start = pulled(from.start, at, time_zone);
  return movedTo(dragged, shiftBetween(from.start, start, time_zone));
}

function movedTo(dragged: MissionsDrag, shift: Shift): MissionsDrag {
  return withTimes(dragged, ({ from, time_zone }) => shifted(from, shift, time_zone));
}

function withTimes(
  dragged: MissionsDrag,
  timesOf: (mission: MissionChange) => { start: number; end: number },
): MissionsDrag {
  return withEach(dragged, (mission) => {
    const { start, end } = timesOf(mission);
    return { ...mission, to: { ...mission.to, start, end } };
  });
}

/** The drag in the row under the pointer, if it reaches it; in its own row otherwise. */
function inRow(dragged: MissionsDrag): MissionsDrag {
  const row = reaches(dragged) ? dragged.over : dragged.home;
  const isElsewhere = !isSameRow(row, dragged.home);
  return withEach({ ...dragged, row }, (mission) => {
    const { venue_id, project_id } = mission.from;
    const to = { ...mission.to, venue_id, project_id };
    if (isElsewhere && row.grouping === "people") return { ...mission, to: mission.from };
    if (isElsewhere && row.grouping === "venues")
      return { ...mission, to: { ...to, venue_id: row.id } };
    if (isElsewhere && row.grouping === "productions")
      return { ...mission, to: { ...to, project_id: row.id === "" ? null : row.id } };
    return { ...mission, to };
  });
}

function reaches({ home, over, missions, part, isCopy, engagement, axis }: MissionsDrag): boolean {
  if (missions.length > 1 || part !== "body") return false;
  if (over.grouping === "skills" || over.grouping === "open") return false;
  if (over.grouping !== "people")
    return home.grouping === over.grouping || home.grouping === "open";
  const isSeat = home.grouping === "open";
  return !isCopy && (isSeat || (engagement !== undefined && axis === "row"));
}

function withEach(
  dragged: MissionsDrag,
  become: (mission: MissionChange) => MissionChange,
): MissionsDrag {
  const [first, ...others] = dragged.missions;
  return { ...dragged, missions: [become(first), ...others.map(become)] };
}

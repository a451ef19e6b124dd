import type { PointerEvent } from "react";
import type { MissionChange } from "../../model/commands.ts";
import type { Drag, MissionsDrag, PersonDrag } from "../../model/drag.ts";
import { asIs } from "../../model/menu-commands.ts";
import type { Bar, Row } from "../../model/rows.ts";
import { type Selection, takenAlong } from "../../model/selection.ts";
import { barOf, type Ground, refOf, rowOf, rowsY, timeUnder } from "./ground.ts";

/** Pixels at each end of a bar that resize it, a quarter of a short one. */
const handle = 8;

/** A finger takes an end of a bar only where it does not cover the whole bar. */
const touched = { handle: 20, shortest: 72 };

/** What a drag from where the pointer went down would begin with; undefined where nothing can be dragged. */
export function grab(
  ground: Ground,
  { target, clientX, clientY, shiftKey, pointerType }: PointerEvent,
  selection: Selection,
): Drag | undefined {
  if (!(target instanceof Element)) return undefined;
  const held = barOf(ground, target);
  if (held !== undefined) {
    if (held.bar.kind === "busy" || shiftKey) return undefined;
    return liftOf(ground, held, {
      part: partOf(ground, held, { clientX, pointerType }),
      selection,
    });
  }
  const found = rowOf(ground, target);
  if (target.closest("[role=rowheader]") !== null)
    return found && found.index > 0 ? personOf(ground, found.row) : undefined;
  if (target.closest("[role=grid]") === null) return undefined;
  const time = timeUnder(ground, clientX);
  if (shiftKey) {
    const from = { time, y: rowsY(ground, clientY) };
    return { kind: "lasso", from, to: from };
  }
  if (found === undefined) return undefined;
  const row = refOf(ground, found.row, found.index);
  return { kind: "new", row, anchor: time, start: time, end: time };
}

interface Held {
  bar: Bar;
  row: Row;
  index: number;
}

/** The drag of a bar that has just been lifted, with all that is selected together with it. */
export function liftOf(
  ground: Omit<Ground, "surface">,
  { bar, row, index }: Held,
  { part, selection }: { part: MissionsDrag["part"]; selection: Selection },
): MissionsDrag | undefined {
  if (bar.kind === "busy") return undefined;
  const isAlone = part !== "body" || selection.size === 0;
  const others = isAlone ? [] : missionsOf(ground, takenAlong(selection, bar.mission.id).slice(1));
  const home = refOf(ground, row, index);
  return {
    kind: "missions",
    missions: [asIs(bar.mission), ...others],
    part,
    isCopy: false,
    isFirm: false,
    isByKeys: false,
    ...(bar.kind === "engagement" && { engagement: bar.engagement }),
    home,
    over: home,
    row: home,
  };
}

/** The missions that the rows show, where they are. */
function missionsOf(
  { rows, open }: Pick<Ground, "rows" | "open">,
  mission_ids: readonly string[],
): MissionChange[] {
  const byId = new Map(
    [open, ...rows]
      .flatMap(({ bars }) => bars)
      .flatMap((bar) => (bar.kind === "busy" ? [] : [[bar.mission.id, bar.mission] as const])),
  );
  return mission_ids.flatMap((id) => {
    const mission = byId.get(id);
    return mission === undefined ? [] : [asIs(mission)];
  });
}

/** The drag of somebody who has just been lifted; undefined if the row is not that of a person. */
export function personOf(
  { grouping }: Pick<Ground, "grouping">,
  { id, label }: Row,
): PersonDrag | undefined {
  if (grouping !== "people") return undefined;
  return { kind: "person", artist_id: id, name: label, isFirm: false, isByKeys: false };
}

/** An end that is on another page of the board is not where the bar is cut off. */
function partOf(
  { scale }: Ground,
  { bar, cell }: { bar: Bar; cell: HTMLElement },
  { clientX, pointerType }: Pick<PointerEvent, "clientX" | "pointerType">,
): MissionsDrag["part"] {
  const { left, right, width } = cell.getBoundingClientRect();
  const reach = reachOf(width, pointerType === "touch");
  if (clientX - left < reach && bar.start >= scale.start) return "start";
  return right - clientX < reach && bar.end <= scale.end ? "end" : "body";
}

function reachOf(width: number, isTouch: boolean): number {
  if (!isTouch) return Math.min(handle, width / 4);
  return width < touched.shortest ? 0 : touched.handle;
}

import type { KeyboardEvent } from "react";
import type { Spot } from "../model/focus.ts";
import { commandOf, type MissionsDrag } from "../model/drag.ts";
import type { Row } from "../model/rows.ts";
import { currentDrag, tellDrag } from "./drag-store.ts";
import { liftOf } from "./gestures/grab.ts";
import { type Ground, refOf } from "./gestures/ground.ts";
import { useMayPlan } from "./gestures/use-gestures.ts";
import { currentSelection } from "./selection-store.ts";
import { useCommands } from "./use-commands.ts";

/** What is lifted by keys: the body of a bar or an edge, to move it or to copy it. */
export type Lift = Partial<Pick<MissionsDrag, "part" | "isCopy">>;

/** Lifts a bar, moves it by arrow keys and drops it: with the events that a pointer sends. */
export function useDragKeys(ground: Omit<Ground, "surface">) {
  const { run } = useCommands();
  const mayPlan = useMayPlan();

  /** @returns whether there was something to lift */
  function lift(
    spot: Omit<Spot, "start"> | undefined,
    { part = "body", isCopy = false }: Lift = {},
  ): boolean {
    const rows = [ground.open, ...ground.rows];
    const index = rows.findIndex(({ id }) => id === spot?.row);
    const row = rows[index];
    const bar = row?.bars.find(({ key }) => key === spot?.bar);
    if (!mayPlan || row === undefined || bar === undefined) return false;
    const begun = liftOf(ground, { bar, row, index }, { part, selection: currentSelection() });
    if (begun === undefined) return false;
    tellDrag({ type: "lift", drag: { ...begun, isCopy, isByKeys: true } });
    return true;
  }

  /** @returns whether the key was for the drag */
  function onKey(event: KeyboardEvent, focus: Spot | undefined): boolean {
    const dragged = currentDrag();
    const { key, ctrlKey, metaKey } = event;
    if (dragged === undefined) {
      const isPlain = !ctrlKey && !metaKey;
      return isPlain && key.toLowerCase() === "m" && lift(focus);
    }
    if (key === "Escape") tellDrag({ type: "end" });
    else if (key === "Enter") {
      tellDrag({ type: "end" });
      const command = commandOf(dragged);
      if (command !== undefined) run(command);
    } else return dragged.kind === "missions" && onArrow(event, { dragged, ground });
    return true;
  }

  return { lift, onKey };
}

/** Left and right change the time, up and down the row. @returns whether it was an arrow key */
function onArrow(
  { key, shiftKey }: KeyboardEvent,
  { dragged, ground }: { dragged: MissionsDrag; ground: Omit<Ground, "surface"> },
): boolean {
  const across = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const along = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (across !== undefined && shiftKey) tellDrag({ type: "stepDays", days: across });
  else if (across !== undefined) tellDrag({ type: "step", minutes: across * 15 });
  else if (along !== undefined) {
    const row = neighbour(ground, dragged, along);
    if (row !== undefined) tellDrag({ type: "stepRow", row: refOf(ground, row, 1) });
  } else return false;
  return true;
}

function neighbour(
  { rows }: Omit<Ground, "surface">,
  { over }: MissionsDrag,
  by: number,
): Row | undefined {
  const index = over.grouping === "open" ? -1 : rows.findIndex(({ id }) => id === over.id);
  return rows[index + by];
}

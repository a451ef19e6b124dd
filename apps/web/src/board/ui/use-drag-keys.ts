import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent } from "react";
import { createStore, useStored } from "../../data/store.ts";
import type { Spot } from "../model/focus.ts";
import { commandOf, type Drag, isSameRow, type MissionsDrag } from "../model/drag.ts";
import type { Row } from "../model/rows.ts";
import { currentDrag, endDrag, tellDrag } from "./drag-store.ts";
import { focused } from "./focus-store.ts";
import { liftOf } from "./gestures/grab.ts";
import { type Ground, refOf } from "./gestures/ground.ts";
import { useMayPlan } from "./gestures/use-gestures.ts";
import { currentSelection } from "./selection-store.ts";
import { useCommands } from "./use-commands.ts";

/** What is to be lifted by a command that is not a key of the board, such as one of a menu. */
const asked = createStore<Spot | undefined>(undefined);

/** Lifts a bar for the arrow keys to move it: what M does on the board. */
export function askToLift(spot: Spot): void {
  asked.set(spot);
}

/** Lifts a bar, moves it by arrow keys and drops it: with the events that a pointer sends. */
export function useDragKeys(
  surface: RefObject<HTMLElement | null>,
  ground: Omit<Ground, "surface">,
) {
  const { run } = useCommands();
  const mayPlan = useMayPlan();

  /** @returns whether there was something to lift */
  function lift(spot: Spot | undefined): boolean {
    const rows = [ground.open, ...ground.rows];
    const index = rows.findIndex(({ id }) => id === spot?.row);
    const row = rows[index];
    const bar = row?.bars.find(({ key }) => key === spot?.bar);
    if (!mayPlan || row === undefined || bar === undefined) return false;
    const selection = currentSelection();
    const begun = liftOf(ground, { bar, row, index }, { part: "body", selection });
    if (begun === undefined) return false;
    tellDrag({ type: "lift", drag: { ...begun, isByKeys: true } });
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
      const command = commandOf(dragged);
      if (command !== undefined) run(command);
      endDrag();
      if (command?.type === "change" && focus !== undefined) follow(dragged, focus);
    } else return dragged.kind === "missions" && onArrow(event, { dragged, ground });
    return true;
  }

  const wanted = useStored(asked, (spot) => spot);
  const onAsked = useEffectEvent((spot: Spot) => {
    asked.set(undefined);
    focused.set(spot);
    surface.current?.focus();
    lift(spot);
  });
  useEffect(() => {
    if (wanted !== undefined) onAsked(wanted);
  }, [wanted]);

  return { onKey };
}

/** Keeps the focus on a mission that was moved to another row. */
function follow(dragged: Drag, focus: Spot): void {
  if (dragged.kind !== "missions" || isSameRow(dragged.row, dragged.home)) return;
  const { start } = dragged.missions[0].to;
  focused.set({ ...focus, row: dragged.row.id, start });
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

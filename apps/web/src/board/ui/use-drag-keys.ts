import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent } from "react";
import { createStore, useStored } from "../../data/store.ts";
import type { Spot } from "../model/focus.ts";
import { commandOf, type Drag, isSameRow, type MissionsDrag } from "../model/drag.ts";
import type { Row } from "../model/rows.ts";
import { currentDrag, tellDrag } from "./drag-store.ts";
import { focused } from "./focus-store.ts";
import { liftOf } from "./gestures/grab.ts";
import { type Ground, refOf } from "./gestures/ground.ts";
import { useMayPlan } from "./gestures/use-gestures.ts";
import { currentSelection } from "./selection-store.ts";
import { useCommands } from "./use-commands.ts";

/** What is lifted by keys: the body of a bar or an edge, to move it or to copy it. */
type Lift = Partial<Pick<MissionsDrag, "part" | "isCopy">>;

/** M moves, C copies, R changes the end, and with Shift the start. */
const liftsByKey: Readonly<Record<string, Lift>> = {
  m: {},
  M: {},
  c: { isCopy: true },
  C: { isCopy: true },
  r: { part: "end" },
  R: { part: "start" },
};

/** What is to be lifted by a command that is not a key of the board, such as one of a menu. */
const asked = createStore<{ spot: Spot; lift: Lift } | undefined>(undefined);

/** Lifts a bar for the keyboard to move, copy or resize it: what M, C and R do on the board. */
export function askToLift(spot: Spot, lift: Lift = {}): void {
  asked.set({ spot, lift });
}

/** Lifts a bar, moves it by arrow keys and drops it: with the events that a pointer sends. */
export function useDragKeys(
  surface: RefObject<HTMLElement | null>,
  ground: Omit<Ground, "surface">,
) {
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
      const asked = ctrlKey || metaKey ? undefined : liftsByKey[key];
      return asked !== undefined && lift(focus, asked);
    }
    if (key === "Escape") tellDrag({ type: "end" });
    else if (key === "Enter") {
      tellDrag({ type: "end" });
      const command = commandOf(dragged);
      if (command !== undefined) run(command);
      if (command?.type === "change" && focus !== undefined) follow(dragged, focus);
    } else return dragged.kind === "missions" && onArrow(event, { dragged, ground });
    return true;
  }

  const toLift = useStored(asked, (value) => value);
  const onAsked = useEffectEvent(() => {
    if (toLift === undefined) return;
    asked.set(undefined);
    focused.set(toLift.spot);
    surface.current?.focus();
    lift(toLift.spot, toLift.lift);
  });
  useEffect(() => onAsked(), [toLift]);

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

import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useRef } from "react";
import { createStore, useStored } from "../../data/store.ts";
import { useMayPlan } from "../../frame/reader.ts";
import { liftFor, type LiftId } from "../model/actions.ts";
import { commandOf, type Drag, type DragEvent, isSameRow } from "../model/drag.ts";
import { eventOfKey } from "../model/drag-keys.ts";
import type { Spot } from "../model/focus.ts";
import { currentDrag, endDrag, tellDrag } from "./drag-store.ts";
import { focused, reveal } from "./focus-store.ts";
import type { Ground } from "./gestures/ground.ts";
import { aroundOf, liftedBy, seatOf } from "./lift.ts";
import { useCommands } from "./use-commands.ts";

interface Asked {
  readonly id: LiftId;
  readonly spot: Spot;
}

/** What is to be lifted by a command that is not a key of the board, such as one of the palette. */
const asked = createStore<Asked | undefined>(undefined);

/** Lifts what has the focus for the arrow keys: what M does on the board, and other keys. */
export function askToLift(id: LiftId, spot: Spot): void {
  asked.set({ id, spot });
}

/** Lifts a bar or a person, leads them by arrow keys and drops them: with the events that a pointer sends. */
export function useDragKeys(
  surface: RefObject<HTMLElement | null>,
  ground: Omit<Ground, "surface">,
) {
  const { run } = useCommands();
  const mayPlan = useMayPlan();
  /** Where the focus was before it went along the open seats. */
  const origin = useRef<Spot>(undefined);

  /** @returns whether there was something to lift */
  function lift(id: LiftId, spot: Spot): boolean {
    const begun = mayPlan ? liftedBy(id, spot, ground) : undefined;
    if (begun === undefined) return false;
    origin.current = spot;
    tell({ type: "lift", drag: begun });
    return true;
  }

  /** Sends an event. While a person is placed, it moves the focus to the seat, so that a screen reader names it. */
  function tell(event: DragEvent): void {
    tellDrag(event);
    const dragged = currentDrag();
    if (dragged?.kind !== "person") return;
    const seat = seatOf(ground, dragged.mission_id);
    if (seat !== undefined) reveal(seat);
  }

  function end(dragged: Drag): void {
    if (dragged.kind === "person" && origin.current !== undefined) reveal(origin.current);
  }

  function drop(dragged: Drag, focus: Spot | undefined): void {
    const command = commandOf(dragged);
    if (command !== undefined) run(command);
    endDrag();
    end(dragged);
    if (command?.type === "change" && focus !== undefined) follow(dragged, focus);
  }

  /** @returns whether the key was for the drag */
  function onKey(event: KeyboardEvent, focus: Spot | undefined): boolean {
    const dragged = currentDrag();
    if (dragged === undefined) {
      const id = liftFor(event);
      return id !== undefined && focus !== undefined && lift(id, focus);
    }
    if (event.key === "Enter") {
      const isFirm = event.ctrlKey || event.metaKey;
      drop(isFirm && "isFirm" in dragged ? { ...dragged, isFirm } : dragged, focus);
      return true;
    }
    const told = eventOfKey(event, dragged, aroundOf(ground));
    if (told === undefined) return false;
    tell(told);
    if (told.type === "end") end(dragged);
    return true;
  }

  const wanted = useStored(asked, (one) => one);
  const onAsked = useEffectEvent(({ id, spot }: Asked) => {
    asked.set(undefined);
    focused.set(spot);
    surface.current?.focus();
    lift(id, spot);
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

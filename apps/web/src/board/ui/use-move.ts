import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useMoveMission } from "../../data/plan.ts";
import { droppedAt, move, type MoveEvent, type Moving } from "../model/move.ts";
import type { Bar } from "../model/rows.ts";
import type { Scale } from "../model/scale.ts";
import { followPointer, ignoreClick } from "./follow-pointer.ts";

/** Pixels: a shorter way of the pointer is a click. */
const shortestDrag = 4;

/** Moves missions in time, by pointer and by keyboard. Both send the same events to the same model. */
export function useMove({ time_zone, pixelsPerHour }: Scale) {
  // Handlers of one drag outlive the renders between them: the reference has the present state.
  const current = useRef<Moving>(undefined);
  const [moving, setMoving] = useState<Moving>();
  const mission = useMoveMission();

  function apply(event: MoveEvent): void {
    current.current = move(current.current, event);
    setMoving(current.current);
  }

  function lift({ start, end, ...bar }: Bar): void {
    if (bar.kind === "busy") return;
    const { id: mission_id, version } = bar.mission;
    apply({ type: "lift", mission: { mission_id, version, start, end } });
  }

  function drop(): void {
    const to = current.current && droppedAt(current.current);
    if (current.current && to) mission.move({ ...current.current, ...to });
    apply({ type: "end" });
  }

  /** @returns whether the key was for the move */
  function onKey({ key, shiftKey }: KeyboardEvent, focused: Bar | undefined): boolean {
    if (current.current === undefined) {
      if (key.toLowerCase() !== "m" || focused === undefined) return false;
      lift(focused);
      return true;
    }
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (key === "Enter") drop();
    else if (key === "Escape") apply({ type: "end" });
    else if (direction === undefined) return false;
    else if (shiftKey) apply({ type: "stepDays", days: direction, time_zone });
    else apply({ type: "step", minutes: direction * 15 });
    return true;
  }

  function onPointerDown(bar: Bar, down: PointerEvent<HTMLElement>): void {
    // A finger scrolls.
    if (down.button !== 0 || down.pointerType === "touch") return;
    const { clientX: from, currentTarget: element } = down;
    // Escape ends a move: what is left of the drag starts no other.
    let isLifted = false;
    followPointer(down, {
      onMove: (x) => {
        if (!isLifted && Math.abs(x - from) >= shortestDrag) {
          lift(bar);
          isLifted = true;
        }
        const by = ((x - from) / pixelsPerHour) * 3_600_000;
        apply({ type: "drag", by, snapMinutes: 15 });
      },
      onUp: () => {
        if (isLifted) ignoreClick(element);
        drop();
      },
      onCancel: () => apply({ type: "end" }),
    });
  }

  return { moving, refused: mission.error, onKey, onPointerDown };
}

import { type KeyboardEvent, useState } from "react";
import { barAt, type Direction, moveFocus, type Place } from "../model/focus.ts";
import type { Bar, Row } from "../model/rows.ts";

const directions: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

interface Handlers {
  /** Called with the bar to which the focus moved, and the index of its row. */
  onMove: (index: number, bar: Bar | undefined) => void;
  onEnter: (bar: Bar) => void;
  /** Takes a key before the focus does. @returns whether it took it */
  before: (event: KeyboardEvent, focused: Bar | undefined) => boolean;
}

/** The bar that has the keyboard's focus within the board. */
export function useFocus(rows: readonly Row[], { onMove, onEnter, before }: Handlers) {
  const [focus, setFocus] = useState<Place>();

  function onKeyDown(event: KeyboardEvent): void {
    const bar = focus && barAt(rows, focus);
    if (before(event, bar)) return event.preventDefault();
    const direction = directions[event.key];
    if (direction !== undefined) {
      event.preventDefault();
      const next = moveFocus(rows, focus, direction);
      setFocus(next);
      onMove(
        rows.findIndex(({ id }) => id === next?.row),
        next && barAt(rows, next),
      );
    }
    if (event.key === "Enter" && bar !== undefined) onEnter(bar);
  }

  return { focus, setFocus, onKeyDown };
}

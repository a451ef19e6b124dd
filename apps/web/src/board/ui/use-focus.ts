import type { KeyboardEvent } from "react";
import { useStored } from "../../data/store.ts";
import { barAt, type Grid, moveFocus, type Spot, type Step } from "../model/focus.ts";
import type { Bar } from "../model/rows.ts";
import { focused } from "./focus-store.ts";

const steps: Record<string, Step> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "home",
  End: "end",
  PageUp: "pageUp",
  PageDown: "pageDown",
};

const stepsWithControl: Record<string, Step> = { Home: "first", End: "last" };

interface Handlers {
  /** Called with where the focus moved. */
  onMove: (spot: Spot) => void;
  onEnter: (bar: Bar) => void;
  /** Takes a key before the focus does. @returns whether it took it */
  before: (event: KeyboardEvent, focused: Bar | undefined) => boolean;
}

/** Where the keyboard's focus is within the board. */
export function useFocus(grid: Grid, { onMove, onEnter, before }: Handlers) {
  const focus = useStored(focused, (spot) => spot);

  function onKeyDown(event: KeyboardEvent): void {
    const bar = focus && barAt(grid.rows, focus);
    if (before(event, bar)) return event.preventDefault();
    const isControl = event.ctrlKey || event.metaKey;
    const step = (isControl ? stepsWithControl : steps)[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = moveFocus(grid, focus, step);
      focused.set(next);
      if (next !== undefined) onMove(next);
    }
    if (event.key === "Enter" && bar !== undefined) onEnter(bar);
  }

  return { focus, setFocus: focused.set, onKeyDown };
}

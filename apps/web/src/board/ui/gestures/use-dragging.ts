import { type RefObject, useEffect, useMemo, useRef } from "react";
import { useHold } from "../../../data/live.ts";
import type { Row } from "../../model/rows.ts";
import { tellDrag, useDrag } from "../drag-store.ts";
import type { Drawing } from "../drawing.ts";
import { useTints } from "../law/use-tints.ts";
import { useDragKeys } from "../use-drag-keys.ts";
import { useHeld } from "../use-held.ts";
import { useGestures, useMayPlan } from "./use-gestures.ts";

interface Shown {
  rows: readonly Row[];
  open: Row;
  drawing: Drawing;
}

/** Dragging on the board, by pointer and by keys. While it lasts, the rows stay as they were when it began. */
export function useDragging(
  surface: RefObject<HTMLElement | null>,
  { drawing: { scale, rows: grouping }, ...present }: Shown,
) {
  const layer = useRef<HTMLDivElement>(null);
  const lifted = useLifted();
  const isDragging = useDrag((dragged) => dragged !== undefined);
  useHold(isDragging);
  const rows = useHeld(present.rows, isDragging);
  const open = useHeld(present.open, isDragging);
  // Other days or rows are another board: what was dragged on the last one is not on it.
  useEffect(() => () => tellDrag({ type: "end" }), [scale, grouping]);
  const ground = useMemo(() => ({ rows, open, scale, grouping }), [rows, open, scale, grouping]);
  useTints(surface, ground);
  const { onKey } = useDragKeys(surface, ground);
  const onPointerDown = useGestures(
    () => (surface.current ? { ...ground, surface: surface.current } : undefined),
    (x, y) => pointTo(layer.current, x, y),
  );
  return { ground, lifted, layer, onKey, onPointerDown, mayDrag: useMayPlan() };
}

const nothing: ReadonlySet<string> = new Set();

/** The missions that are dragged: the same set during the whole drag. */
function useLifted(): ReadonlySet<string> {
  const ids = useDrag((dragged) =>
    dragged?.kind === "missions" ? dragged.missions.map((one) => one.mission_id).join(" ") : "",
  );
  return useMemo(() => (ids === "" ? nothing : new Set(ids.split(" "))), [ids]);
}

/** Tells the styles of what is over the board where the pointer is, in pixels of the board. */
function pointTo(layer: HTMLElement | null, x: number, y: number): void {
  const over = layer?.parentElement;
  if (!layer || !over) return;
  const { left, top } = layer.getBoundingClientRect();
  over.style.setProperty("--pointer-x", `${x - left}px`);
  over.style.setProperty("--pointer-y", `${y - top}px`);
}

import { type RefObject, useEffect, useEffectEvent, useMemo, useRef } from "react";
import { useHold } from "../../../data/live.ts";
import { useMayPlan } from "../../../frame/reader.ts";
import { onlyLifted as onlyLiftedOf } from "../../model/drag.ts";
import type { Bar, Row } from "../../model/rows.ts";
import { tellDrag, useDrag } from "../drag-store.ts";
import type { Drawing } from "../drawing.ts";
import { useTints } from "../law/use-tints.ts";
import { useDragKeys } from "../use-drag-keys.ts";
import { useHeld } from "../use-held.ts";
import { useLaneWindow } from "../use-lane-window.ts";
import { pointTo } from "./paint.ts";
import { useGestures } from "./use-gestures.ts";

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
  const onlyLifted = useDrag(onlyLiftedOf);
  const isDragging = useDrag((dragged) => dragged !== undefined);
  useHold(isDragging);
  const rows = useHeld(present.rows, isDragging);
  const { open, ...lanes } = useLaneWindow(surface, useHeld(present.open, isDragging));
  useShownSeat(open, lanes.showBar);
  // Other days or rows are another board: what was dragged on the last one is not on it.
  useEffect(() => () => tellDrag({ type: "end" }), [scale, grouping]);
  const ground = useMemo(() => ({ rows, open, scale, grouping }), [rows, open, scale, grouping]);
  useTints(surface, ground);
  const { onKey } = useDragKeys(surface, ground);
  const onPointerDown = useGestures(
    () => (surface.current ? { ...ground, surface: surface.current } : undefined),
    (x, y) => {
      if (layer.current === null) return;
      const { left, top } = layer.current.getBoundingClientRect();
      pointTo(layer.current, { x: x - left, y: y - top });
    },
  );
  return {
    ...lanes,
    ground,
    lifted,
    onlyLifted,
    layer,
    onKey,
    onPointerDown,
    mayDrag: useMayPlan(),
  };
}

/** Keeps the seat in view on which keys would place somebody. */
function useShownSeat(open: Row, showBar: (bar: Bar) => void): void {
  const mission_id = useDrag((dragged) =>
    dragged?.kind === "person" ? dragged.mission_id : undefined,
  );
  const onSeat = useEffectEvent(() => {
    const seat = open.bars.find((bar) => bar.kind === "mission" && bar.mission.id === mission_id);
    if (seat !== undefined) showBar(seat);
  });
  useEffect(() => {
    if (mission_id !== undefined) onSeat();
  }, [mission_id]);
}

const nothing: ReadonlySet<string> = new Set();

/** The missions that are dragged: the same set during the whole drag. */
function useLifted(): ReadonlySet<string> {
  const ids = useDrag((dragged) =>
    dragged?.kind === "missions" ? dragged.missions.map((one) => one.mission_id).join(" ") : "",
  );
  return useMemo(() => (ids === "" ? nothing : new Set(ids.split(" "))), [ids]);
}

import {
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import type { Bar, Row } from "../model/rows.ts";
import { useStable } from "./use-stable.ts";
import { firstToShow, type LaneWindow, mostLanes, windowOf } from "../model/lane-window.ts";

/** Pixels of a wheel that lead one lane on. */
const pixelsPerLane = 32;

/** What the open seats say and do where they have more lanes than there is room for. */
export interface OpenLanes extends Omit<LaneWindow, "row"> {
  /** Shows the lanes before or after those in view. */
  turn: (by: 1 | -1) => void;
}

/**
 * The row of the open seats. It shows the lanes that fit into a third of the board. The wheel over it
 * leads to the others, and at their end scrolls the board as elsewhere.
 */
export function useLaneWindow(surface: RefObject<HTMLElement | null>, row: Row) {
  const most = useMostLanes(surface);
  const [first, setFirst] = useState(0);
  const shown = useMemo(() => windowOf(row, { first, most }), [row, first, most]);
  const { first: from, above, below } = shown;
  const turn = useStable((by: 1 | -1) => {
    setFirst(from + by * (most - 1));
    // The button goes away at the end.
    surface.current?.focus({ preventScroll: true });
  });
  const lanes = useMemo<OpenLanes>(
    () => ({ first: from, above, below, turn }),
    [from, above, below, turn],
  );
  useWheel(surface, {
    hasMore: (direction) => (direction < 0 ? above > 0 : below > 0),
    onLanes: (by) => setFirst(from + by),
  });
  return { open: shown.row, lanes, showBar: (bar: Bar) => setFirst(firstToShow(shown, bar)) };
}

/** How many lanes there is room for. */
function useMostLanes(surface: RefObject<HTMLElement | null>): number {
  const [most, setMost] = useState(2);
  useLayoutEffect(() => {
    const element = surface.current;
    if (element === null) return undefined;
    const read = () => setMost(mostLanes(element.clientHeight));
    const observer = new ResizeObserver(read);
    observer.observe(element);
    read();
    return () => observer.disconnect();
  }, [surface]);
  return most;
}

interface Wheeled {
  /** Whether there are more lanes before or after those in view. */
  hasMore: (direction: number) => boolean;
  onLanes: (by: number) => void;
}

/** Has the wheel lead to other lanes while the pointer is over the open seats. */
function useWheel(surface: RefObject<HTMLElement | null>, { hasMore, onLanes }: Wheeled): void {
  const has = useEffectEvent(hasMore);
  const turn = useEffectEvent(onLanes);
  useEffect(() => {
    let rest = 0;
    const end = new AbortController();
    const onWheel = (event: WheelEvent) => {
      const { target, deltaX, deltaY, shiftKey, ctrlKey } = event;
      const isAcross = shiftKey || ctrlKey || Math.abs(deltaX) > Math.abs(deltaY);
      const isOver = target instanceof Element && target.closest("[data-lanes]") !== null;
      if (!isOver || isAcross || !has(deltaY)) return;
      event.preventDefault();
      rest += deltaY;
      const by = Math.trunc(rest / pixelsPerLane);
      rest -= by * pixelsPerLane;
      if (by !== 0) turn(by);
    };
    surface.current?.addEventListener("wheel", onWheel, { passive: false, signal: end.signal });
    return () => end.abort();
  }, [surface]);
}

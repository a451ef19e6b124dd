import { useVirtualizer } from "@tanstack/react-virtual";
import {
  memo,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
} from "react";
import { useStored } from "../../data/store.ts";
import { text } from "../text.ts";
import { headHeight, heightOf, labelWidth } from "../model/layout.ts";
import { barAt, cellAt, type Grid, type Place, type Spot } from "../model/focus.ts";
import type { Bar, Row } from "../model/rows.ts";
import { cellsOf, type Scale, scrolledTo, widthOf } from "../model/scale.ts";
import styles from "./board.module.css";
import { DayHeads, DayLines } from "./days.tsx";
import { domId } from "./bar.tsx";
import type { BarHandlers, Drawing } from "./drawing.ts";
import { BoardRow, concerning } from "./row.tsx";
import { Overlay } from "./gestures/overlay.tsx";
import { useDragging } from "./gestures/use-dragging.ts";
import { chooseTogether, selectMissions, useSelection } from "./selection-store.ts";
import { revealed } from "./focus-store.ts";
import { useFocus } from "./use-focus.ts";
import { useShown } from "./use-shown.ts";
import { useStable } from "./use-stable.ts";

interface Props {
  rows: readonly Row[];
  open: Row;
  drawing: Drawing;
  /** The id of the mission. */
  selected: string | undefined;
  /** What to say if there is no row; undefined if that needs no words. */
  empty: string | undefined;
  onSelect: (mission_id: string) => void;
  /** Called instead when it is selected by keyboard. */
  onOpen: (mission_id: string) => void;
}

/** The board: time runs to the right, and only what is in view is in the page. It is one tab stop. */
export function Board({ drawing, selected, empty, onSelect, onOpen, ...present }: Props) {
  const { scale } = drawing;
  const surface = useRef<HTMLDivElement>(null);
  const shown = useShown(surface, scale);
  const { lanes, ...dragging } = useDragging(surface, { drawing, ...present });
  const { rows, open } = dragging.ground;
  const { virtual, above } = useRows(surface, rows, open);
  const select = (bar: Bar) => bar.kind !== "busy" && onSelect(bar.mission.id);
  const grid = useGrid(open, rows, scale);
  const scrollTo = useScroll({ surface, scale, grid, virtual, showBar: dragging.showBar });
  const { focus, setFocus, onKeyDown } = useFocus(grid, {
    onMove: scrollTo,
    onEnter: (bar) => bar.kind !== "busy" && onOpen(bar.mission.id),
    before: (event) => dragging.onKey(event, focus),
  });
  const chosen = useSelection();
  const on = usePress({ selected, setFocus, select });

  function drawRow(row: Row, index: number, top = 0) {
    const known = { row, index, top, drawing, shown, on, ...(index === 0 && { lanes }) };
    const { cells } = grid;
    const concern = concerning(row, { ...dragging, focus, cells, selected, chosen });
    return <BoardRow key={row.id} {...known} {...concern} />;
  }

  return (
    <div className={styles.board}>
      <div
        ref={surface}
        className={styles.surface}
        role="grid"
        tabIndex={0}
        aria-label={text.board.title}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={focus && domId(focus)}
        onKeyDown={onKeyDown}
        onPointerDown={dragging.onPointerDown}
        data-may-drag={dragging.mayDrag || undefined}
      >
        <div className={styles.sheet} style={{ inlineSize: labelWidth + widthOf(scale) }}>
          <Head scale={scale} />
          {drawRow(open, 0)}
          {rows.length === 0 && empty !== undefined && <p className={styles.empty}>{empty}</p>}
          <Rows virtual={virtual} scale={scale}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              return row && drawRow(row, index + 1, start - above);
            })}
          </Rows>
        </div>
      </div>
      <Overlay {...dragging} surface={surface} hueOf={drawing.hueOf} />
    </div>
  );
}

interface Scrolled {
  surface: RefObject<HTMLElement | null>;
  scale: Scale;
  grid: Grid;
  virtual: { scrollToIndex: (index: number) => void };
  /** Shows the lane of an open seat. */
  showBar: (bar: Bar) => void;
}

/** Scrolls to a spot; also to one that was asked for, once its row is there. */
function useScroll({ surface, scale, grid, virtual, showBar }: Scrolled): (spot: Spot) => void {
  function scrollTo(spot: Spot): void {
    const index = grid.rows.findIndex(({ id }) => id === spot.row);
    if (index > 0) virtual.scrollToIndex(index - 1);
    const seat = index === 0 ? barAt(grid.rows, spot) : undefined;
    if (seat !== undefined) showBar(seat);
    scrollToSpot(surface.current, { grid, spot, scale });
  }
  const asked = useStored(revealed, (spot) => spot);
  const onAsked = useEffectEvent((spot: Spot) => {
    scrollTo(spot);
    surface.current?.focus();
    revealed.set(undefined);
  });
  const isThere = grid.rows.some(({ id }) => id === asked?.row);
  useEffect(() => {
    if (isThere && asked !== undefined) onAsked(asked);
  }, [isThere, asked]);
  return scrollTo;
}

/** What the keyboard moves in. */
function useGrid(open: Row, rows: readonly Row[], scale: Scale): Grid {
  return useMemo(() => ({ rows: [open, ...rows], cells: cellsOf(scale) }), [open, rows, scale]);
}

interface RowsProps {
  virtual: ReturnType<typeof useRows>["virtual"];
  scale: Scale;
  children: ReactNode;
}

/** The place of all rows, with those in view. */
function Rows({ virtual, scale, children }: RowsProps) {
  return (
    <div
      className={styles.rows}
      role="presentation"
      style={{ minBlockSize: virtual.getTotalSize() }}
    >
      <Lines scale={scale} />
      {children}
    </div>
  );
}

interface Pressed {
  selected: string | undefined;
  setFocus: (spot: Spot) => void;
  select: (bar: Bar) => void;
}

/** What a click on a bar does: it selects the bar, with Shift together with others. */
function usePress({ selected, setFocus, select }: Pressed): BarHandlers {
  const onPress = useStable((place: Place, bar: Bar, event: MouseEvent) => {
    setFocus({ ...place, start: bar.start });
    if (!event.shiftKey) {
      selectMissions([]);
      select(bar);
    } else if (bar.kind !== "busy") chooseTogether(bar.mission.id, selected);
  });
  return useMemo(() => ({ onPress }), [onPress]);
}

/** Which rows are in view, and where. */
function useRows(surface: RefObject<HTMLElement | null>, rows: readonly Row[], open: Row) {
  const above = headHeight + heightOf(open);
  // Another function has all rows measured anew.
  const getItemKey = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => surface.current,
    estimateSize: (index) => heightOf(rows[index] ?? { lanes: 1 }),
    getItemKey,
    scrollMargin: above,
    scrollPaddingStart: above,
    overscan: 4,
  });
  return { virtual, above };
}

/** Scrolls as far to the left or right as it takes to see a bar or a cell. */
function scrollToSpot(
  surface: HTMLElement | null,
  { grid, spot, scale }: { grid: Grid; spot: Spot; scale: Scale },
): void {
  const span = barAt(grid.rows, spot) ?? cellAt(grid, spot);
  if (surface === null || span === undefined) return;
  const view = { left: surface.scrollLeft, width: surface.clientWidth - labelWidth };
  const left = scrolledTo(scale, span, view);
  if (left !== view.left) surface.scrollTo({ left });
}

/** The dates, in view also when rows are scrolled. */
const Head = memo(function Head({ scale }: { scale: Scale }) {
  return (
    <div className={styles.head} aria-hidden>
      <div className={styles.label} />
      <div className={styles.track} style={{ inlineSize: widthOf(scale) }}>
        <DayHeads scale={scale} />
      </div>
    </div>
  );
});

/** The lines of days and hours behind all rows. */
const Lines = memo(function Lines({ scale }: { scale: Scale }) {
  const place = { insetInlineStart: labelWidth, inlineSize: widthOf(scale) };
  return (
    <div className={styles.days} style={place} aria-hidden>
      <DayLines scale={scale} />
    </div>
  );
});

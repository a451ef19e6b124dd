import type { Span } from "./lanes.ts";
import type { Bar, Row } from "./rows.ts";

/** A bar of a row: somebody who is on two missions has two bars, and a mission may be in two rows. */
export interface Place {
  readonly row: string;
  readonly bar: string;
}

/** Where the keyboard's focus is: a bar, or a cell of a row in which no bar is. */
export interface Spot {
  readonly row: string;
  /** The key of the bar; undefined in an empty cell. */
  readonly bar: string | undefined;
  /** When the bar or the cell begins, in milliseconds since 1970. */
  readonly start: number;
}

/** Rows, and the cells in which they are divided: days, or the hours of a day. */
export interface Grid {
  readonly rows: readonly Row[];
  readonly cells: readonly Span[];
}

/** How the keyboard moves the focus. */
export type Step = keyof typeof rowsMoved;

/** How many rows a step leads down; 0 along the row. */
const rowsMoved = {
  left: 0,
  right: 0,
  home: 0,
  end: 0,
  up: -1,
  down: 1,
  pageUp: -10,
  pageDown: 10,
  first: -Infinity,
  last: Infinity,
} as const;

/** @returns undefined if it is not shown any more, or an empty cell */
export function barAt(rows: readonly Row[], spot: Omit<Spot, "start">): Bar | undefined {
  return rows.find(({ id }) => id === spot.row)?.bars.find(({ key }) => key === spot.bar);
}

/** The empty cell at a spot. */
export function cellAt({ cells }: Pick<Grid, "cells">, spot: Spot): Span | undefined {
  return spot.bar === undefined ? cells.find(({ start }) => start === spot.start) : undefined;
}

/**
 * Where a key leads: along the bars and empty cells of a row, or to another row, to what is at that time there. Without
 * a spot to start from, the first bar. Where there is nothing further, it stays.
 */
export function moveFocus(grid: Grid, from: Spot | undefined, step: Step): Spot | undefined {
  const index = grid.rows.findIndex(({ id }) => id === from?.row);
  const row = grid.rows[index];
  if (from === undefined || row === undefined) return firstOf(grid);
  if (rowsMoved[step] !== 0) return inOtherRow(grid, from, index + rowsMoved[step]);
  const spots = spotsOf(row, grid.cells);
  if (step === "home") return spots[0];
  if (step === "end") return spots.at(-1);
  return (from.bar === undefined ? besideCell : besideBar)({ spots, from, step });
}

interface Along {
  spots: readonly Spot[];
  from: Spot;
  step: Step;
}

function besideBar({ spots, from, step }: Along): Spot | undefined {
  const index = spots.findIndex(({ bar }) => bar === from.bar);
  if (index < 0) return besideCell({ spots, from, step });
  return spots[index + (step === "left" ? -1 : 1)] ?? from;
}

/** By time: a bar may have come where the cell was. */
function besideCell({ spots, from, step }: Along): Spot | undefined {
  const isBeyond = ({ start }: Spot) => (step === "left" ? start < from.start : start > from.start);
  const beyond = spots.filter(isBeyond);
  return (step === "left" ? beyond.at(-1) : beyond[0]) ?? from;
}

function inOtherRow(grid: Grid, from: Spot, index: number): Spot {
  const row = grid.rows[Math.max(0, Math.min(grid.rows.length - 1, index))];
  if (row === undefined || row.id === from.row) return from;
  const start = barAt(grid.rows, from)?.start ?? from.start;
  const cell = grid.cells.findLast((one) => one.start <= start) ?? grid.cells[0];
  const distance = (bar: Bar) => Math.abs(bar.start - start);
  const [nearest] = row.bars
    .filter((bar) => cell !== undefined && overlap(bar, cell))
    .toSorted((a, b) => distance(a) - distance(b));
  if (nearest !== undefined) return spotOf(row, nearest);
  return cell === undefined ? from : { row: row.id, bar: undefined, start: cell.start };
}

/** The bars of a row and the cells without any, in the order of time. */
function spotsOf(row: Row, cells: readonly Span[]): Spot[] {
  const empty = cells
    .filter((cell) => !row.bars.some((bar) => overlap(bar, cell)))
    .map(({ start }) => ({ row: row.id, bar: undefined, start }));
  const bars = row.bars.toSorted((a, b) => a.lane - b.lane).map((bar) => spotOf(row, bar));
  return [...bars, ...empty].toSorted((a, b) => a.start - b.start);
}

function firstOf({ rows, cells }: Grid): Spot | undefined {
  const row = rows.find(({ bars }) => bars.length > 0) ?? rows[0];
  const [bar] = row?.bars.toSorted((a, b) => a.start - b.start) ?? [];
  if (row === undefined) return undefined;
  if (bar !== undefined) return spotOf(row, bar);
  return cells[0] && { row: row.id, bar: undefined, start: cells[0].start };
}

function spotOf({ id }: Row, { key, start }: Bar): Spot {
  return { row: id, bar: key, start };
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && a.end > b.start;
}

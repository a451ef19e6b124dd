import type { Bar, Row } from "./rows.ts";

/** A bar of a row: somebody who is on two missions has two bars, and a mission may be in two rows. */
export interface Place {
  readonly row: string;
  readonly bar: string;
}

export type Direction = "left" | "right" | "up" | "down";

/** @returns undefined if it is not shown any more */
export function barAt(rows: readonly Row[], place: Place): Bar | undefined {
  return rows.find(({ id }) => id === place.row)?.bars.find(({ key }) => key === place.bar);
}

/**
 * The bar that an arrow key leads to: the one before or after in the row, or, in the next row above or below that
 * has any, the one nearest in time. Without a bar to start from, the first one. Without another bar in that direction, the same bar.
 */
export function moveFocus(
  rows: readonly Row[],
  from: Place | undefined,
  direction: Direction,
): Place | undefined {
  const index = rows.findIndex(({ id }) => id === from?.row);
  const row = rows[index];
  const bar = from && barAt(rows, from);
  if (row === undefined || bar === undefined) return firstOf(rows);
  if (direction === "left" || direction === "right") {
    const inOrder = row.bars.toSorted((a, b) => a.start - b.start || a.lane - b.lane);
    const next = inOrder[inOrder.indexOf(bar) + (direction === "left" ? -1 : 1)];
    return next === undefined ? from : { row: row.id, bar: next.key };
  }
  const others = direction === "up" ? rows.slice(0, index).toReversed() : rows.slice(index + 1);
  const other = others.find(({ bars }) => bars.length > 0);
  const [nearest] =
    other?.bars.toSorted((a, b) => Math.abs(a.start - bar.start) - Math.abs(b.start - bar.start)) ??
    [];
  return other === undefined || nearest === undefined ? from : { row: other.id, bar: nearest.key };
}

function firstOf(rows: readonly Row[]): Place | undefined {
  const row = rows.find(({ bars }) => bars.length > 0);
  const [bar] = row?.bars.toSorted((a, b) => a.start - b.start) ?? [];
  return row && bar && { row: row.id, bar: bar.key };
}

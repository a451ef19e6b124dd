import { lanesWithin } from "./layout.ts";
import type { Bar, Row } from "./rows.ts";

/** The lanes of a row that are in view, where it has more than there is room for. */
export interface LaneWindow {
  /** The row as high as its lanes in view. Those of its bars that are not in view are in lanes outside of it. */
  readonly row: Row;
  /** The first lane in view. */
  readonly first: number;
  /** How many bars are in lanes above those in view, and below them. */
  readonly above: number;
  readonly below: number;
}

/** The share of a board that the open seats take at most. */
const share = 1 / 3;

/** How many lanes of the open seats fit into a board of some pixels. */
export function mostLanes(height: number): number {
  return Math.max(2, lanesWithin(height * share));
}

/** The lanes of a row from `first` on, as far as the row has them. */
export function windowOf(row: Row, { first, most }: { first: number; most: number }): LaneWindow {
  if (row.lanes <= most) return { row, first: 0, above: 0, below: 0 };
  const from = Math.max(0, Math.min(first, row.lanes - most));
  const bars = row.bars.map((bar) => ({ ...bar, lane: bar.lane - from }));
  return {
    row: { ...row, bars, lanes: most },
    first: from,
    above: bars.filter(({ lane }) => lane < 0).length,
    below: bars.filter(({ lane }) => lane >= most).length,
  };
}

/** Whether a bar is in one of the lanes of its row that are in view. */
export function isInLanes({ lane }: Pick<Bar, "lane">, { lanes }: Pick<Row, "lanes">): boolean {
  return lane >= 0 && lane < lanes;
}

/** The first lane with which a bar is in view, as near to the present one as possible. */
export function firstToShow({ row, first }: LaneWindow, { lane }: Pick<Bar, "lane">): number {
  if (lane < 0) return first + lane;
  return lane >= row.lanes ? first + lane - row.lanes + 1 : first;
}

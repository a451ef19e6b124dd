import type { Row } from "./rows.ts";

/** Pixels. */
const laneHeight = 32;
export const barHeight = 28;
const rowPadding = 4;
export const labelWidth = 220;
export const headHeight = 40;

/** How high a row is: as high as its lanes. */
export function heightOf({ lanes }: Pick<Row, "lanes">): number {
  return lanes * laneHeight + 2 * rowPadding;
}

/** How many lanes a row of some pixels has. */
export function lanesWithin(height: number): number {
  return Math.floor((height - 2 * rowPadding) / laneHeight);
}

/** Where a lane begins in its row. */
export function topOf(lane: number): number {
  return rowPadding + lane * laneHeight + (laneHeight - barHeight) / 2;
}

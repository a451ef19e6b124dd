import type { Point } from "./drag.ts";
import { barHeight, heightOf, topOf } from "./layout.ts";
import type { Row } from "./rows.ts";

/** How far below the first row each row begins, and after them where the last one ends. Pixels. */
export function topsOf(rows: readonly Pick<Row, "lanes">[]): number[] {
  const tops = [0];
  for (const row of rows) tops.push((tops.at(-1) ?? 0) + heightOf(row));
  return tops;
}

/** The index of the row at some pixels below the first one; undefined above the first and below the last. */
export function rowIndexAt(tops: readonly number[], y: number): number | undefined {
  if (y < 0 || y >= (tops.at(-1) ?? 0)) return undefined;
  let [low, high] = [0, tops.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle;
  }
  return low;
}

/** The missions that have a bar within a frame, each once. */
export function missionsWithin(
  { from, to }: { from: Point; to: Point },
  { rows, tops }: { rows: readonly Row[]; tops: readonly number[] },
): string[] {
  const [start, end] = [Math.min(from.time, to.time), Math.max(from.time, to.time)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  const missions = rows.flatMap((row, index) => {
    const rowTop = tops[index] ?? 0;
    if (rowTop > bottom || (tops[index + 1] ?? 0) < top) return [];
    return row.bars.flatMap((bar) => {
      const barTop = rowTop + topOf(bar.lane);
      const isIn =
        bar.start < end && bar.end > start && barTop < bottom && barTop + barHeight > top;
      return isIn && bar.kind !== "busy" ? [bar.mission.id] : [];
    });
  });
  return [...new Set(missions)];
}

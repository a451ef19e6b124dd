import { Heap } from "./heap.ts";

/** What has a start and an end, excluded, in milliseconds since 1970. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether any of a span is within another. */
export function isWithin({ start, end }: Span, shown: Span): boolean {
  return start < shown.end && end > shown.start;
}

/**
 * Lays out the bars of one row in lanes so that no bar covers another: each bar gets the first lane that is
 * free. There are as many lanes as bars overlap at one time. A sweep line over the starts, n log n.
 *
 * @returns the lane of each bar, in the order of the bars, and the number of lanes
 */
export function lanesOf(bars: readonly Span[]): { lanes: number[]; count: number } {
  const lanes = bars.map(() => 0);
  const byStart = bars
    .map(({ start, end }, index) => ({ start, end, index }))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const occupied = new Heap<{ end: number; lane: number }>(({ end }) => end);
  const free = new Heap<number>((lane) => lane);
  let count = 0;
  for (const { start, end, index } of byStart) {
    for (let next = occupied.first; next && next.end <= start; next = occupied.first) {
      occupied.take();
      free.add(next.lane);
    }
    const lane = free.take() ?? count++;
    lanes[index] = lane;
    occupied.add({ end, lane });
  }
  return { lanes, count };
}

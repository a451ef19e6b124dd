/** What has a start and an end, excluded, in milliseconds since 1970. */
export interface Span {
  readonly start: number;
  readonly end: number;
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
  // Both have the next one to take last.
  const occupied: { end: number; lane: number }[] = [];
  const free: number[] = [];
  let count = 0;
  for (const { start, end, index } of byStart) {
    for (let next = occupied.at(-1); next && next.end <= start; next = occupied.at(-1)) {
      occupied.pop();
      insert(free, next.lane, (lane) => lane);
    }
    const lane = free.pop() ?? count++;
    lanes[index] = lane;
    insert(occupied, { end, lane }, (bar) => bar.end);
  }
  return { lanes, count };
}

/** Inserts into an array that is sorted by a key, largest first. */
function insert<One>(all: One[], one: One, keyOf: (one: One) => number): void {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = all[middle];
    if (other !== undefined && keyOf(other) > keyOf(one)) low = middle + 1;
    else high = middle;
  }
  all.splice(low, 0, one);
}

export function median(values: number[]): number {
  return percentile(Float64Array.from(values).toSorted(), 0.5);
}

/** The value that a given share of sorted values does not exceed, between neighbours in proportion. */
export function percentile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

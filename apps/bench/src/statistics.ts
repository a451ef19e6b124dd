/** What one measurement found; latencies in milliseconds. */
export interface Sample {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
}

/** Sums up what was done in some milliseconds by how long each of it took. */
export function sampleOf(latencies: number[], milliseconds: number): Sample {
  const sorted = Float64Array.from(latencies).toSorted();
  return {
    perSecond: (latencies.length * 1000) / milliseconds,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
  };
}

/** The medians of many rounds. */
export function medianSample(rounds: Sample[]): Sample {
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p50: median(rounds.map(({ p50 }) => p50)),
    p95: median(rounds.map(({ p95 }) => p95)),
    p99: median(rounds.map(({ p99 }) => p99)),
  };
}

/** How much is done of what another does in the same round: median and extremes. */
export interface Ratio {
  median: number;
  least: number;
  most: number;
}

export function ratioOf(rounds: Sample[], to: Sample[]): Ratio {
  const ratios = rounds.map(({ perSecond }, i) => perSecond / (to[i]?.perSecond ?? Number.NaN));
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

export function median(values: number[]): number {
  return percentile(Float64Array.from(values).toSorted(), 0.5);
}

/** The value that a given share of sorted values does not exceed, between neighbours in proportion. */
function percentile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

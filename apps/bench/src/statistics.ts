/** Milliseconds. */
export interface Latencies {
  p50: number;
  p95: number;
  p99: number;
}

/** The result of one measurement. */
export interface Sample extends Latencies {
  perSecond: number;
  /** CPU time for each request, in microseconds: of the server's process, and of PostgreSQL. */
  serverCpu: number;
  postgresCpu: number;
}

/** How long something took: milliseconds, and microseconds of CPU time. */
export interface Effort {
  milliseconds: number;
  serverCpu: number;
  postgresCpu: number;
}

/** Sums up requests from the time of each and of all. */
export function sampleOf(
  latencies: number[],
  { milliseconds, serverCpu, postgresCpu }: Effort,
): Sample {
  return {
    perSecond: (latencies.length * 1000) / milliseconds,
    ...percentiles(latencies),
    serverCpu: serverCpu / latencies.length,
    postgresCpu: postgresCpu / latencies.length,
  };
}

export function percentiles(latencies: number[]): Latencies {
  const sorted = Float64Array.from(latencies).toSorted();
  return {
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
  };
}

/** The CPU time that a request costs, in microseconds. */
export function cpuOf({ serverCpu, postgresCpu }: Sample): number {
  return serverCpu + postgresCpu;
}

/** The medians of many rounds. */
export function medianSample(rounds: Sample[]): Sample {
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p50: median(rounds.map(({ p50 }) => p50)),
    p95: median(rounds.map(({ p95 }) => p95)),
    p99: median(rounds.map(({ p99 }) => p99)),
    serverCpu: median(rounds.map(({ serverCpu }) => serverCpu)),
    postgresCpu: median(rounds.map(({ postgresCpu }) => postgresCpu)),
  };
}

/** A figure as a share of another's in the same round: median and extremes. */
export interface Ratio {
  median: number;
  least: number;
  most: number;
}

export function throughputRatio(rounds: Sample[], to: Sample[]): Ratio {
  return ratioOf(rounds, to, ({ perSecond }) => perSecond);
}

export function cpuRatio(rounds: Sample[], to: Sample[]): Ratio {
  return ratioOf(rounds, to, cpuOf);
}

function ratioOf(rounds: Sample[], to: Sample[], figure: (sample: Sample) => number): Ratio {
  const ratios = rounds.map((round, i) => {
    const other = to[i];
    return other === undefined ? Number.NaN : figure(round) / figure(other);
  });
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

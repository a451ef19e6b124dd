import type { ContenderName } from "./contenders.ts";
import type { Sample } from "./load.ts";
import type { Measurement } from "./measure.ts";
import { median } from "./statistics.ts";
import { planningSizes, type WorkloadName } from "./workloads.ts";

/** What many rounds come to. */
export class Results {
  readonly #measurements: Measurement[];

  constructor(measurements: Measurement[]) {
    this.#measurements = measurements;
  }

  /** The medians over all rounds. */
  medians(workload: WorkloadName, contender: ContenderName, isAlone = false): Sample {
    const rounds = this.#rounds(workload, contender, isAlone);
    return {
      requestsPerSecond: median(rounds.map(({ requestsPerSecond }) => requestsPerSecond)),
      p50: median(rounds.map(({ p50 }) => p50)),
      p95: median(rounds.map(({ p95 }) => p95)),
      p99: median(rounds.map(({ p99 }) => p99)),
    };
  }

  /** The requests/s of one contender for each of another's in the same round: median and extremes. */
  ratio(workload: WorkloadName, contender: ContenderName, to: ContenderName) {
    const others = this.#rounds(workload, to, false);
    const ratios = this.#rounds(workload, contender, false).map(
      ({ requestsPerSecond }, i) =>
        requestsPerSecond / (others[i]?.requestsPerSecond ?? Number.NaN),
    );
    return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
  }

  /** What a planning of each size costs: its median latency with no other request in flight. */
  growth(contender: ContenderName) {
    const one = this.medians("planning-1", contender, true).p50;
    return planningSizes.map((size) => {
      const cost = this.medians(`planning-${size}`, contender, true).p50;
      return { size, cost, ofOne: cost / one };
    });
  }

  #rounds(workload: WorkloadName, contender: ContenderName, isAlone: boolean): Measurement[] {
    return this.#measurements.filter(
      (one) => one.workload === workload && one.contender === contender && one.isAlone === isAlone,
    );
  }
}

/** What the project promises itself; a run tells whether it is so, and never fails for it. */
export function targets(results: Results) {
  const ofHand = (workload: WorkloadName, contender: ContenderName) =>
    results.ratio(workload, contender, "hand-written").median;
  const hundred = results.growth("rest").find(({ size }) => size === 100)?.ofOne ?? Number.NaN;
  const oneToPlugin = results.ratio("one-artist", "rest", "trpc-openapi").median;
  return [
    atLeast("REST, one artist, of (a)", ofHand("one-artist", "rest"), 0.8),
    atLeast("REST, a page of 100 artists, of (a)", ofHand("artists-page", "rest"), 0.9),
    atLeast("REST, one artist, of (d)", oneToPlugin, 2),
    atLeast("tRPC, one artist, of (a)", ofHand("one-artist", "trpc"), 0.4),
    {
      title: "REST, cost of a planning of 100 artists, of that of 1",
      target: "at most 4",
      measured: hundred,
      isMet: hundred <= 4,
    },
  ];
}

function atLeast(title: string, measured: number, least: number) {
  return { title, target: `at least ${least.toFixed(2)}`, measured, isMet: measured >= least };
}

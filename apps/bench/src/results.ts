import type { Authentication } from "./authentication.ts";
import type { ContenderName } from "./contenders.ts";
import type { Measurement } from "./measure.ts";
import { medianSample, type Ratio, ratioOf } from "./statistics.ts";
import { planningSizes, type WorkloadName } from "./workloads.ts";

/** What many rounds come to. */
export class Results {
  readonly #measurements: Measurement[];

  constructor(measurements: Measurement[]) {
    this.#measurements = measurements;
  }

  /** The requests/s of one contender for each of another's in the same round. */
  ratio(workload: WorkloadName, contender: ContenderName, to: ContenderName): Ratio {
    return ratioOf(this.rounds(workload, contender), this.rounds(workload, to));
  }

  /** What a planning of each size costs: its median latency with no other request in flight. */
  growth(contender: ContenderName) {
    const costOf = (size: (typeof planningSizes)[number]) =>
      medianSample(this.rounds(`planning-${size}`, contender, true)).p50;
    const one = costOf(1);
    return planningSizes.map((size) => {
      const cost = costOf(size);
      return { size, cost, ofOne: cost / one };
    });
  }

  rounds(workload: WorkloadName, contender: ContenderName, isAlone = false): Measurement[] {
    return this.#measurements.filter(
      (one) => one.workload === workload && one.contender === contender && one.isAlone === isAlone,
    );
  }
}

export interface Target {
  title: string;
  target: string;
  measured: number;
  isMet: boolean;
}

/** What the project promises itself; a run tells whether it is so, and never fails for it. */
export function targets(results: Results, authentication: Authentication): Target[] {
  const ofHand = (workload: WorkloadName, contender: ContenderName) =>
    results.ratio(workload, contender, "hand-written").median;
  const hundred = results.growth("rest").find(({ size }) => size === 100)?.ofOne ?? Number.NaN;
  const oneToPlugin = results.ratio("one-artist", "rest", "trpc-openapi").median;
  return [
    atLeast("REST, one artist, of (a)", ofHand("one-artist", "rest"), 0.8),
    atLeast("REST, a page of 100 artists, of (a)", ofHand("artists-page", "rest"), 0.9),
    atLeast("REST, one artist, of (d)", oneToPlugin, 2),
    atLeast("tRPC, one artist, of (a)", ofHand("one-artist", "trpc"), 0.4),
    atMost("REST, cost of a planning of 100 artists, of that of 1", hundred, 4),
    ...authenticationTargets(authentication),
  ];
}

export function authenticationTargets({ rest, trpc }: Authentication): Target[] {
  return [
    atLeast("REST, one artist by key, of AUTH=open", rest.ratio.median, 0.9),
    atLeast("tRPC, one artist by key, of AUTH=open", trpc.ratio.median, 0.9),
  ];
}

export function atLeast(title: string, measured: number, least: number): Target {
  return { title, target: `at least ${least.toFixed(2)}`, measured, isMet: measured >= least };
}

export function atMost(title: string, measured: number, most: number): Target {
  return { title, target: `at most ${most}`, measured, isMet: measured <= most };
}

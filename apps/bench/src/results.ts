import type { Authentication } from "./authentication.ts";
import type { ContenderName } from "./contenders.ts";
import type { Measurement } from "./measure.ts";
import { cpuOf, cpuRatio, medianSample, type Ratio } from "./statistics.ts";
import { planningSizes, type WorkloadName } from "./workloads.ts";

/** The results of many rounds. */
export class Results {
  readonly #measurements: Measurement[];

  constructor(measurements: Measurement[]) {
    this.#measurements = measurements;
  }

  /** The CPU time of one contender's request as a share of another's in the same round. */
  cpuRatio(workload: WorkloadName, contender: ContenderName, to: ContenderName): Ratio {
    return cpuRatio(this.rounds(workload, contender), this.rounds(workload, to));
  }

  /** The cost of a planning of each size, without other requests in flight: microseconds of CPU time. */
  growth(contender: ContenderName) {
    const costOf = (size: (typeof planningSizes)[number]) =>
      cpuOf(medianSample(this.rounds(`planning-${size}`, contender, true)));
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

/**
 * The project's targets of CPU time for each request, which other load on the machine
 * changes least; a run reports them, and never fails because of them.
 */
export function targets(results: Results, authentication: Authentication): Target[] {
  const ofHand = (workload: WorkloadName, contender: ContenderName) =>
    results.cpuRatio(workload, contender, "hand-written").median;
  const hundred = results.growth("rest").find(({ size }) => size === 100)?.ofOne ?? Number.NaN;
  const oneToPlugin = results.cpuRatio("one-artist", "rest", "trpc-openapi").median;
  return [
    atMost("REST, one artist, × (a)", ofHand("one-artist", "rest"), 1.25),
    atMost("REST, a page of 100 artists, × (a)", ofHand("artists-page", "rest"), 1.1),
    atMost("REST, one artist, × (d)", oneToPlugin, 0.5),
    atMost("tRPC, one artist, × (a)", ofHand("one-artist", "trpc"), 2.5),
    atMost("REST, a planning of 100 artists, × one of 1", hundred, 4),
    ...authenticationTargets(authentication),
  ];
}

export function authenticationTargets({ rest, trpc }: Authentication): Target[] {
  return [
    atMost("REST, one artist by key, × AUTH=open", rest.ratio.median, 1.1),
    atMost("tRPC, one artist by key, × AUTH=open", trpc.ratio.median, 1.1),
  ];
}

export function atMost(title: string, measured: number, most: number): Target {
  return { title, target: `at most ${most}`, measured, isMet: measured <= most };
}

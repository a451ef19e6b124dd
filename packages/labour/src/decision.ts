import { dayNumber } from "./clock.ts";
import type { ProfileFault } from "./faults.ts";
import type { DateLike } from "./work.ts";

/**
 * A decision of the authority that lifts the week of 48 h, for exceptional circumstances and for a time
 * (L3121-21, R3121-8).
 */
export interface WeekDecision {
  number: string;
  decided_on: DateLike;
  /** The first and the last day on which it is in force. */
  from: DateLike;
  until: DateLike;
  /** Minutes of work that it allows in a week. */
  maximum: number;
}

/** Over the 48 h of the law, which need no decision, and never over 60 h. */
export const decidable = { min: 2881, max: 3600, article: "L3121-21" };

/** Why the authority cannot have decided so; undefined if it can. */
export function decisionFault({ number, maximum }: WeekDecision): ProfileFault | undefined {
  const { min, max } = decidable;
  if (Number.isInteger(maximum) && maximum >= min && maximum <= max) return undefined;
  return { code: "decision-out-of-bounds", params: { number, value: maximum, ...decidable } };
}

/** What the decisions allow in a time that is wholly within them, in minutes; 0 if there is none. */
export function decidedFor(
  decisions: readonly WeekDecision[],
  { first, last }: { first: number; last: number },
): number {
  const within = decisions.filter(
    ({ from, until }) => dayNumber(from) <= first && dayNumber(until) >= last,
  );
  return Math.max(0, ...within.map(({ maximum }) => maximum));
}

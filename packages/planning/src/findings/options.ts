import { doOverlap } from "../time.ts";
import type { Engaged, Question } from "../world.ts";
import { type FindingOf, findingOn } from "./finding.ts";
import { whereIn } from "./overlap.ts";

/** Options elsewhere at the same time. */
export function competingOptions(
  { place, candidate }: Question,
  others: Engaged[],
): FindingOf<"options">[] {
  const options = others.filter((other) => other.status === "option" && doOverlap(place, other));
  if (options.length === 0) return [];
  return [
    findingOn(place, {
      level: "info",
      rule: "options",
      params: {
        name: candidate.name,
        others: options.map((other) => whereIn(place.time_zone, other)),
      },
      measured: options.length,
      unit: "options",
      engagements: options.map(({ id }) => id),
    }),
  ];
}

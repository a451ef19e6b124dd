import { doOverlap } from "../time.ts";
import type { Engaged, Question } from "../world.ts";
import { type FindingOf, findingOn } from "./finding.ts";
import { whereIn } from "./overlap.ts";

/** Options on other missions at the same time. */
export function competingOptions(
  { position, candidate }: Question,
  others: Engaged[],
): FindingOf<"options">[] {
  const options = others.filter((other) => other.status === "option" && doOverlap(position, other));
  if (options.length === 0) return [];
  return [
    findingOn(position, {
      level: "info",
      rule: "options",
      params: {
        name: candidate.name,
        others: options.map((other) => whereIn(position.time_zone, other)),
      },
      measured: options.length,
      unit: "options",
      engagements: options.map(({ id }) => id),
    }),
  ];
}

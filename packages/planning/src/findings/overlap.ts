import { doOverlap, periodIn } from "../time.ts";
import type { Engaged, Question } from "../world.ts";
import { type FindingOf, findingOn, type Where } from "./finding.ts";

/** Nobody is in two places at once. */
export function overlaps(
  { position, candidate }: Question,
  others: Engaged[],
): FindingOf<"overlap">[] {
  return others
    .filter((other) => other.status === "confirmed" && doOverlap(position, other))
    .map((other) =>
      findingOn(position, {
        level: "block",
        rule: "overlap",
        params: { name: candidate.name, other: whereIn(position.time_zone, other) },
        engagements: [other.id],
      }),
    );
}

/** Where somebody is engaged, as sentences name it. */
export function whereIn(zone: string, engaged: Engaged): Where {
  const { title, venue } = engaged;
  return { title, venue, ...periodIn(zone, engaged) };
}

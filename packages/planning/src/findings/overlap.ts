import { doOverlap, periodIn } from "../time.ts";
import type { Engaged, Question } from "../world.ts";
import { type FindingOf, findingOn, type Where } from "./finding.ts";

/**
 * Nobody is confirmed twice at one time. Nobody can override this (`isFinal`). A write locks the artist first,
 * so that it sees other confirmations; the constraint `nobody_twice_at_one_time` of the database is the last defence.
 */
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

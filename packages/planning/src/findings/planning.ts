import { doOverlap, periodIn } from "../time.ts";
import type { Question } from "../world.ts";
import { type FindingOf, findingOn } from "./finding.ts";

/**
 * Slots of plannings count as known work. They only warn, because a planning is no contract. They do not
 * count towards the limits of working time, because their breaks are not known.
 */
export function plannedWork({ position, candidate }: Question): FindingOf<"planning">[] {
  return candidate.planned
    .filter((slot) => doOverlap(position, slot))
    .map((slot) => {
      const params = { name: candidate.name, ...periodIn(position.time_zone, slot) };
      return findingOn(position, { level: "warn", rule: "planning", params });
    });
}

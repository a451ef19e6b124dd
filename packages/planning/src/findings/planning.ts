import { doOverlap, periodIn } from "../time.ts";
import type { Question } from "../world.ts";
import { type FindingOf, findingOn } from "./finding.ts";

/**
 * What plannings assign to somebody is known work: a warning, for a planning is no contract. Whether it
 * keeps the limits of working time is not known, so it does not count towards them.
 */
export function plannedWork({ position, candidate }: Question): FindingOf<"planning">[] {
  return candidate.planned
    .filter((slot) => doOverlap(position, slot))
    .map((slot) => {
      const params = { name: candidate.name, ...periodIn(position.time_zone, slot) };
      return findingOn(position, { level: "warn", rule: "planning", params });
    });
}

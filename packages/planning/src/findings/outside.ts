import { clip, doOverlap, periodIn } from "../time.ts";
import type { Question, World } from "../world.ts";
import { type FindingOf, findingOn } from "./finding.ts";

/**
 * Work for others. What another organisation has on file could be this very mission, so it is only a
 * warning, and discloses only the part within the mission's time.
 */
export function workElsewhere(
  { position, candidate: { id, name } }: Question,
  { rosters }: World,
): FindingOf<"outside">[] {
  return (rosters[id]?.outside ?? [])
    .filter((work) => doOverlap(position, work))
    .map((work) => {
      const isOurs = work.id !== null;
      const period = periodIn(position.time_zone, isOurs ? work : clip(work, position));
      const params = { name, ...period };
      return findingOn(position, { level: isOurs ? "block" : "warn", rule: "outside", params });
    });
}

import { clip, doOverlap, periodIn } from "../time.ts";
import type { Question, World } from "../world.ts";
import { type FindingOf, findingOn } from "./finding.ts";

/**
 * Work for others. What another organisation has on file could be this very mission: a warning, which
 * tells no more than of the time of the mission.
 */
export function workElsewhere(
  { position, candidate: { id, name } }: Question,
  { rosters }: World,
): FindingOf<"outside">[] {
  return (rosters[id]?.outside ?? [])
    .filter((work) => doOverlap(position, work))
    .map((work) => {
      const isOurs = work.id !== null;
      const told = periodIn(position.time_zone, isOurs ? work : clip(work, position));
      const params = { name, ...told };
      return findingOn(position, { level: isOurs ? "block" : "warn", rule: "outside", params });
    });
}

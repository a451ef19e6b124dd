import { wallTimeIn } from "../time.ts";
import type { Question, World } from "../world.ts";
import { type FindingOf, findingOn } from "./finding.ts";

/** One availability has to cover the whole mission. */
export function availabilityGaps(
  { position, candidate: { name, availabilities } }: Question,
  { time_zone }: World,
): FindingOf<"availability">[] {
  const start = wallTimeIn(time_zone, position.start);
  const end = wallTimeIn(time_zone, position.end);
  if (availabilities.some((slot) => slot.start <= start && end <= slot.end)) return [];
  return [findingOn(position, { level: "warn", rule: "availability", params: { name } })];
}

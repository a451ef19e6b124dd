import { wallTimeIn } from "../time.ts";
import type { Question, World } from "../world.ts";
import { type FindingOf, findingOn } from "./finding.ts";

/** Somebody said to be available, in one go, for all of it. */
export function availabilityGaps(
  { place, candidate: { name, availabilities } }: Question,
  { time_zone }: World,
): FindingOf<"availability">[] {
  const start = wallTimeIn(time_zone, place.start);
  const end = wallTimeIn(time_zone, place.end);
  if (availabilities.some((slot) => slot.start <= start && end <= slot.end)) return [];
  return [findingOn(place, { level: "warn", rule: "availability", params: { name } })];
}

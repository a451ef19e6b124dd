import { doOverlap, minutesBetween } from "../time.ts";
import type { Engaged, Question, World } from "../world.ts";
import { type FindingOf, findingOn } from "./finding.ts";

/** The longest travel time, in minutes: two days. */
export const longestWay = 2880;

/** The time between missions at different venues has to cover the travel time. */
export function travelGaps(
  { position, candidate }: Question,
  others: Engaged[],
  world: World,
): FindingOf<"travel">[] {
  const elsewhere = others.filter(
    (other) =>
      other.status === "confirmed" &&
      other.venue_id !== position.venue_id &&
      !doOverlap(position, other),
  );
  return elsewhere.flatMap((other) => {
    const [first, second] = other.end <= position.start ? [other, position] : [position, other];
    const gap = minutesBetween(first.end, second.start);
    const needed = minutesOfTravel(world, first.venue_id, second.venue_id);
    if (gap >= needed) return [];
    return findingOn(position, {
      level: "warn",
      rule: "travel",
      params: { name: candidate.name, from: first.venue, to: second.venue, gap, needed },
      measured: gap,
      allowed: needed,
      unit: "minutes",
      engagements: [other.id],
    });
  });
}

/** 0 if no travel time is known. */
function minutesOfTravel({ travel }: World, from: string, to: string): number {
  return travel[`${from} ${to}`] ?? travel[`${to} ${from}`] ?? 0;
}

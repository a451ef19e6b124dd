import type { Question } from "../world.ts";
import { type FindingOf, findingOn } from "./finding.ts";

/** A position takes no more people than it needs. */
export function fullness({ position }: Question): FindingOf<"full">[] {
  const { count, taken } = position;
  if (taken < count) return [];
  return [
    findingOn(position, {
      level: "block",
      rule: "full",
      params: { count, taken },
      measured: taken,
      allowed: count,
      unit: "people",
    }),
  ];
}

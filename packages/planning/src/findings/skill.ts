import { wallTimeIn } from "../time.ts";
import type { Candidate, Position, Question } from "../world.ts";
import { type FindingOf, findingOn, type PlanParams } from "./finding.ts";

type Problem = PlanParams["skill"]["problem"];

/** The candidate needs the skill of the position, at its level, until the mission's last day. */
export function skillGaps({ position, candidate }: Question): FindingOf<"skill">[] {
  const { skill } = position;
  if (skill === null) return [];
  const problem = problemWith(skill, position, candidate);
  if (problem === undefined) return [];
  return [
    findingOn(position, {
      level: "block",
      rule: "skill",
      params: { name: candidate.name, skill, problem },
      measured: problem.is === "level" ? problem.level : null,
      allowed: position.min_level,
      unit: "level",
    }),
  ];
}

function problemWith(
  skill: string,
  position: Position,
  { skills }: Candidate,
): Problem | undefined {
  const held = skills.find(({ code }) => code === skill);
  if (held === undefined) return { is: "missing" };
  const { level, expires_on } = held;
  const lastDay = wallTimeIn(position.time_zone, position.end).slice(0, 10);
  if (expires_on !== null && expires_on < lastDay) return { is: "expired", expires_on };
  return level < (position.min_level ?? level) ? { is: "level", level } : undefined;
}

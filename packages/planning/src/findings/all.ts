import { doOverlap } from "../time.ts";
import type { Engaged, Position, Question, World } from "../world.ts";
import { availabilityGaps } from "./availability.ts";
import { type Finding, worstFirst } from "./finding.ts";
import { fullness } from "./full.ts";
import { labourFindings } from "./labour.ts";
import { competingOptions } from "./options.ts";
import { workElsewhere } from "./outside.ts";
import { overlaps } from "./overlap.ts";
import { plannedWork } from "./planning.ts";
import { skillGaps } from "./skill.ts";
import { longestWay, travelGaps } from "./travel.ts";

/**
 * The findings on a candidate for a position, worst first. To add a rule: its params in `finding.ts`, a
 * file with its function here, its call below, and its sentences in `sentences/findings.ts`. The compiler
 * asks for the rest.
 *
 * @example
 * const question = questionOf({ position_id, artist_id }, world);
 * const blocks = findingsOn(question, world).filter(({ level }) => level === "block");
 */
export function findingsOn(question: Question, world: World): Finding[] {
  return worstFirst([...planFindings(question, world), ...labourFindings(question, world)]);
}

/** The findings of all rules except those of labour law. */
export function planFindings(question: Question, world: World): Finding[] {
  const engaged = world.engaged[question.candidate.id] ?? [];
  const others = near(question.position, engaged).filter(({ id }) => id !== question.engagement_id);
  const current = engaged.find(({ id }) => id === question.engagement_id);
  return [
    ...overlaps(question, others),
    ...(current?.status === "confirmed" ? [] : fullness(question)),
    ...skillGaps(question),
    ...workElsewhere(question, world),
    ...plannedWork(question),
    ...travelGaps(question, others, world),
    ...availabilityGaps(question, world),
    ...competingOptions(question, others),
  ];
}

/** Engagements at the time of a position, or near enough before or after it that travel matters. */
function near({ start, end }: Position, engaged: readonly Engaged[]): Engaged[] {
  const reach = longestWay * 60_000;
  const around = { start: start - reach, end: end + reach };
  return engaged.filter((one) => doOverlap(around, one));
}

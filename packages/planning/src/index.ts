export { marginOf } from "@coulisses/labour";
export { assumeConfirmed, assumeEnded } from "./assume.ts";
export type {
  Finding,
  ParamsOf,
  PlanParams,
  PlanRule,
  Rule,
  CodedFinding,
  Where,
} from "./findings/finding.ts";
export { worstFirst } from "./findings/finding.ts";
export { findingsOn, planFindings } from "./findings/all.ts";
export { isMeasurable, profileOf, type Reach, reachOf, workOf } from "./findings/labour.ts";
export { findingsOfPerson } from "./findings/person.ts";
export { longestWay } from "./findings/travel.ts";
export { type Move, moveMissions } from "./move.ts";
export { engagedOf, type PackedPerson, type PackedWorld, packWorld, unpackWorld } from "./pack.ts";
export { isFinal, newBlocks, type Overridden, mergeOverridden } from "./override.ts";
export { bestFirst, rate, type Rated, type Reason, type Verdict, verdictOf } from "./rank.ts";
export { sentenceOfFinding } from "./sentences/findings.ts";
export { sentenceOfReason, sentenceOfRefusal } from "./sentences/reasons.ts";
export {
  busyWithin,
  clip,
  doOverlap,
  type Period,
  periodIn,
  type Span,
  toInstant,
  toMilliseconds,
} from "./time.ts";
export {
  closedRefusal,
  type Refusal,
  type RefusalParams,
  type Status,
  transitionRefusal,
  undoRefusal,
} from "./transitions.ts";
export * from "./world.ts";

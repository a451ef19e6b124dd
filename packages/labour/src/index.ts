export { catalogue, type RuleDescription } from "./catalogue.ts";
export { check } from "./check.ts";
export {
  type Annexe,
  type Counter,
  type Counters,
  counters,
  type CountedPeriod,
  type MonthCounters,
} from "./counters.ts";
export { decidable, type WeekDecision } from "./decision.ts";
export type { Bounded, ProfileFault, PublicOrder } from "./faults.ts";
export type { Finding } from "./finding.ts";
export { marginOf } from "./margin.ts";
export type { ParamsOf, RuleId } from "./params.ts";
export {
  ccneac,
  codeDuTravail,
  nearestProfile,
  type Profile,
  ProfileError,
  type ProfileOverrides,
  profileWith,
} from "./profile.ts";
/** For other packages that make sentences in the same style. */
export { counting, duration, typesetInFrench } from "./sentences/words.ts";
export { reach } from "./reach.ts";
export { type Change, watch, type WatchedWork } from "./watch.ts";
export type { Span } from "./roster.ts";
export type { Quote, Reach, RuleSetting } from "./rule.ts";
export { type Concern, concernOf, type Scope, type Standing } from "./scope.ts";
export {
  type Language,
  publicOrderReasonOf,
  rangeReasonOf,
  refusalOf,
  type CodedFinding,
  sentenceOf,
  standingOf,
  titleOf,
  whomOf,
} from "./sentences.ts";
export { isAbsence } from "./work.ts";
export type {
  Category,
  DateLike,
  Employment,
  InstantLike,
  Kind,
  Level,
  Occupation,
  Period,
  Person,
  Unit,
  Work,
} from "./work.ts";

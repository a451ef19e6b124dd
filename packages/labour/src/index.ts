export { catalogue, type RuleDescription } from "./catalogue.ts";
export { check, type Finding } from "./check.ts";
export { type Counter, type Counters, counters, type MonthCounters } from "./counters.ts";
export {
  ccneac,
  codeDuTravail,
  type Profile,
  type ProfileOverrides,
  profileWith,
  type RuleSetting,
} from "./profile.ts";
export type { Span } from "./roster.ts";
export type { RuleId } from "./rules.ts";
export type {
  DateLike,
  InstantLike,
  Kind,
  Level,
  Occupation,
  Period,
  Person,
  Unit,
  Work,
} from "./work.ts";

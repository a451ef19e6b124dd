import type { RuleId } from "./params.ts";
import type { Level } from "./work.ts";

/** The unit of a bound. */
export type Quantity = "minutes" | "time_of_day" | "days" | "years" | "percent";

/** Bounds set by the law: an agreement may not pass them, or nobody may. */
export type LegalBounds =
  | "agreement-floor"
  | "agreement-ceiling"
  | "authority-ceiling"
  | "no-later"
  | "no-earlier"
  | "legal-floor"
  | "legal-ceiling";

/** Bounds beyond which a figure makes no sense. */
export type SaneBounds =
  | "duration"
  | "notice"
  | "time-of-day"
  | "call"
  | "service"
  | "civil-day"
  | "weeks"
  | "days"
  | "running-days"
  | "sundays"
  | "services"
  | "month";

/** Why a figure has bounds. */
export type Bounds =
  | { reason: LegalBounds; of: Quantity; article: string }
  | { reason: SaneBounds };

/** The smallest and the largest value of a figure. */
export interface Range {
  min: number;
  max: number;
}

/** The range that an agreement may set for a figure, and why. */
export interface Bounded extends Range {
  bounds: Bounds;
}

/** What a rule of public order asks of its settings: no agreement goes below. */
export interface PublicOrder {
  /** The lowest level of its findings; it is never off. */
  least: Level;
  article: string;
}

interface AboutRule {
  rule: RuleId;
}

/** Params of the faults of a profile, by code. */
export interface FaultParams {
  "unknown-rule": { rule: string; rules: readonly string[] };
  "unknown-figure": AboutRule & { figure: string; figures: readonly string[] };
  "unknown-level": AboutRule & { level: string; levels: readonly Level[] };
  "on-not-boolean": AboutRule;
  "public-order-off": AboutRule & { article: string };
  /** `least` is the level of the rule itself. */
  "public-order-level": AboutRule & { level: Level; least: Level; article: string };
  "out-of-bounds": AboutRule & Bounded & { figure: string; value: number };
  "reduced-over-minimum": AboutRule;
  /** A decision of the authority on the week; in minutes. */
  "decision-out-of-bounds": Range & { number: string; value: number; article: string };
  /** `least` is in minutes. */
  "short-night": AboutRule & { least: number; article: string };
  /** `from` and `to` are minutes after midnight. */
  "night-without-core": AboutRule & { from: number; to: number; article: string };
}

/** Why `profileWith` refuses a profile. `refusalOf` makes the sentence. */
export type ProfileFault = {
  [Code in keyof FaultParams]: { code: Code; params: FaultParams[Code] };
}[keyof FaultParams];

import type { RuleId } from "./params.ts";
import type { Level } from "./work.ts";

/** What a bound of a figure counts. */
export type Quantity = "minutes" | "days" | "years" | "percent";

/** The law bounds a figure: whether an agreement or nobody may go beyond. */
export type LegalBounds =
  | "agreement-floor"
  | "agreement-ceiling"
  | "never-over"
  | "legal-floor"
  | "legal-ceiling";

/** A figure beyond its bounds would make no sense. */
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

/** Why a figure is no less than its least, or no more than its most. */
export type Bounds =
  | { reason: LegalBounds; of: Quantity; article: string }
  | { reason: SaneBounds };

/** From the least to the most that a figure may be. */
export interface Range {
  min: number;
  max: number;
}

interface AboutRule {
  rule: RuleId;
}

/** What the sentence about a profile that `profileWith` refuses needs, by code. */
export interface FaultParams {
  "unknown-rule": { rule: string; rules: readonly string[] };
  "unknown-figure": AboutRule & { figure: string; figures: readonly string[] };
  "unknown-level": AboutRule & { level: string; levels: readonly Level[] };
  "on-not-boolean": AboutRule;
  "out-of-bounds": AboutRule & Range & { figure: string; value: number; bounds: Bounds };
  "reduced-over-minimum": AboutRule;
  /** `least` is in minutes. */
  "short-night": AboutRule & { least: number; article: string };
  /** `from` and `to` are minutes after midnight. */
  "night-without-core": AboutRule & { from: number; to: number; article: string };
}

/** Why `profileWith` refuses a profile: `refusalOf` says it in a sentence. */
export type ProfileFault = {
  [Code in keyof FaultParams]: { code: Code; params: FaultParams[Code] };
}[keyof FaultParams];

import type { ParamsOf, RuleId } from "./params.ts";
import type { Span } from "./roster.ts";
import type { Level, Unit } from "./work.ts";

/** A finding of one rule. */
export interface FindingOf<Rule extends RuleId> {
  level: Level;
  rule: Rule;
  /** The figures for `sentenceOf`. */
  params: ParamsOf[Rule];
  /** The articles that the rule comes from. */
  reference: string;
  /** The measured figure, in `unit`, like `allowed`. */
  measured: number;
  /** The maximum allowed, or the minimum required. */
  allowed: number;
  unit: Unit;
  /** The time that was measured, in milliseconds since 1970: a rest, a day, a week, a call. */
  period: Span;
  /** The ids of all works within that time, in order of time. */
  works: readonly string[];
}

/**
 * A rule that a person's work does not keep, or a fact to know. It is indicative, and no legal advice.
 * `rule` determines the type of `params`.
 */
export type Finding = { [Rule in RuleId]: FindingOf<Rule> }[RuleId];

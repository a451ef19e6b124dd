import type { ParamsOf, RuleId } from "./params.ts";
import type { Span } from "./roster.ts";
import type { Level, Unit } from "./work.ts";

/** What one rule has to say about someone's work. */
export interface FindingOf<Rule extends RuleId> {
  level: Level;
  rule: Rule;
  /** The figures of its sentence, which `sentenceOf` makes. */
  params: ParamsOf[Rule];
  /** The articles that the rule comes from. */
  reference: string;
  /** In `unit`, as is `allowed`. */
  measured: number;
  /** The most that is allowed, or the least that is required. */
  allowed: number;
  unit: Unit;
  /** The time that was measured, in milliseconds since 1970: a rest, a day, a week, a call. */
  period: Span;
  /** The ids of all works of the time that was measured, in order of time. */
  works: readonly string[];
}

/**
 * What a rule has to say about someone's work. It is indicative, and no legal advice. `rule` tells
 * which `params` there are.
 */
export type Finding = { [Rule in RuleId]: FindingOf<Rule> }[RuleId];

import { MINUTE } from "./duration.ts";
import { codeDuTravail, type Profile, type RuleSetting } from "./profile.ts";
import { rosterOf, type Span } from "./roster.ts";
import type { Measure, Rule } from "./rule.ts";
import { type RuleId, rules } from "./rules.ts";
import type { Level, Person, Unit, Work } from "./work.ts";

/** What a rule has to say about someone's work. It is indicative, and no legal advice. */
export interface Finding {
  level: Level;
  rule: RuleId;
  /** What was measured and what is allowed: `8 h 30 of rest; 11 h required`. */
  message: string;
  /** The articles that the rule comes from. */
  reference: string;
  /** In `unit`, as is `allowed`. */
  measured: number;
  /** The most that is allowed, or the least that is required. */
  allowed: number;
  unit: Unit;
  /** The time that was measured, in milliseconds since 1970: a rest, a day, a week, a call. */
  period: Span;
  /** The ids of the works that it is about, in order of time. */
  works: readonly string[];
}

/**
 * Checks a person's work against the rules of a profile. Give all the work of the time that matters,
 * for other employers too: a week is judged by what is there of it, the average of twelve weeks needs
 * eleven weeks before. Findings are in order of time, and do not depend on the order of the work.
 *
 * It is pure: nothing is read, not even a clock. Findings are plain data, fit for JSON. The cost is that
 * of sorting the work, and else grows with its length. What it finds is indicative, and no legal advice.
 *
 * @throws RangeError when a period does not end after it begins, or a time zone is unknown.
 * @example
 * check(work, { occupation: "technician" }, ccneac);
 * // [{ level: "block", rule: "daily-rest", message: "8 h 30 of rest; 11 h required", … }]
 */
export function check(
  work: readonly Work[],
  person: Person,
  profile: Profile = codeDuTravail,
): Finding[] {
  const roster = rosterOf(work, person);
  const findings = rules.flatMap((rule) => {
    const setting = profile.rules[rule.id];
    if (setting?.on !== true) return [];
    return rule.find(roster, setting.limits).map((measure) => toFinding(rule, setting, measure));
  });
  return findings.toSorted(({ period: a }, { period: b }) => a.start - b.start || a.end - b.end);
}

function toFinding(rule: Rule<RuleId>, { level }: RuleSetting, measure: Measure): Finding {
  const size = rule.unit === "minutes" ? MINUTE : 1;
  return {
    level: measure.eased === true && level === "block" ? "warn" : level,
    rule: rule.id,
    message: measure.message,
    reference: rule.reference,
    measured: measure.measured / size,
    allowed: measure.allowed / size,
    unit: rule.unit,
    period: { start: measure.start, end: measure.end },
    works: measure.works,
  };
}

import type { Finding, Rule } from "./findings/finding.ts";

/** A finding that was overridden: which rule, about what, and how far from what is allowed. */
export interface Overridden {
  rule: Rule;
  /** Undefined for what was overridden before findings had them. */
  params?: Finding["params"] | undefined;
  measured: number | null;
  allowed: number | null;
  unit: Finding["unit"];
}

/** What nobody can override: a person in two places at once, or a full position. */
export function isFinal({ level, rule }: Pick<Finding, "level" | "rule">): boolean {
  return level === "block" && (rule === "overlap" || rule === "full");
}

/** What is about one thing, a skill or a job, and not only about a figure. */
const rulesOfOneThing: ReadonlySet<Rule> = new Set(["skill", "outside"]);

/** Whether a finding is no further from what is allowed than one of the same rule, about the same thing. */
function isAsBad(was: Overridden, found: Overridden): boolean {
  if (was.rule !== found.rule || distance(was) < distance(found)) return false;
  return !rulesOfOneThing.has(found.rule) || isAboutSame(was, found);
}

function isAboutSame(was: Overridden, found: Overridden): boolean {
  return was.params !== undefined && JSON.stringify(was.params) === JSON.stringify(found.params);
}

function distance({ measured, allowed }: Overridden): number {
  return Math.abs((measured ?? 0) - (allowed ?? 0));
}

/**
 * What of some findings blocks anew: what nobody can override, another rule, or a worse figure.
 *
 * @param covered what blocked before, or was overridden
 */
export function newBlocks(findings: Finding[], covered: Overridden[]): Finding[] {
  return findings.filter(
    (found) =>
      found.level === "block" && (isFinal(found) || !covered.some((was) => isAsBad(was, found))),
  );
}

/** What is overridden of an engagement, once more is: of the same only what is worse is kept. */
export function overriding<One extends Overridden>(added: One[], before: One[] = []): One[] {
  return [...before.filter((was) => !added.some((now) => isAsBad(now, was))), ...added];
}

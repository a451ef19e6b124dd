import type { Finding, Rule } from "./findings/finding.ts";

/** A finding that was overridden: its rule, its params and its figures. */
export interface Overridden {
  rule: Rule;
  /** Undefined if it was overridden before findings had params. */
  params?: Finding["params"] | undefined;
  measured: number | null;
  allowed: number | null;
  unit: Finding["unit"];
}

/** Whether nobody can override it: a person in two places at once, or a full position. */
export function isFinal({ level, rule }: Pick<Finding, "level" | "rule">): boolean {
  return level === "block" && (rule === "overlap" || rule === "full");
}

/** The rules whose findings are about one thing, a skill or a job, and not only about a figure. */
const rulesOfOneThing: ReadonlySet<Rule> = new Set(["skill", "outside"]);

/** Whether an earlier finding covers this one: same rule, same thing, and a figure at least as bad. */
function covers(was: Overridden, found: Overridden): boolean {
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
 * The findings that block and are not covered: those that nobody can override, of another rule, or with
 * a worse figure.
 *
 * @param covered what blocked before the change, or was overridden
 */
export function newBlocks(findings: Finding[], covered: Overridden[]): Finding[] {
  return findings.filter(
    (found) =>
      found.level === "block" && (isFinal(found) || !covered.some((was) => covers(was, found))),
  );
}

/** Adds to what was overridden before; of the same rule about the same thing, only the worst is kept. */
export function mergeOverridden<One extends Overridden>(added: One[], before: One[]): One[] {
  return [...before.filter((was) => !added.some((now) => covers(now, was))), ...added];
}

import type { Calendar, Finding } from "@coulisses/client";

export type Level = Finding["level"];

const levels: readonly Level[] = ["block", "warn", "info"];

/** What is wrong with engagements, or should be known of them, by the engagement's id; worst first. */
export type FindingsById = ReadonlyMap<string, readonly Finding[]>;

/** The findings of everybody in a calendar, by engagement. */
export function findingsById({ people }: Pick<Calendar, "people">): FindingsById {
  const byId = new Map<string, Finding[]>();
  for (const finding of people.flatMap(({ findings }) => findings))
    for (const id of subjectsOf(finding)) {
      const others = byId.get(id);
      if (others === undefined) byId.set(id, [finding]);
      else others.push(finding);
    }
  return byId;
}

/** A working-time rule measures all engagements that it names; any other finding is about the first. */
function subjectsOf({ reference, engagements }: Finding): readonly string[] {
  return reference === null ? engagements.slice(0, 1) : engagements;
}

/**
 * How much a finding matters on the board. That a mission was published late cannot be mended any more: it is
 * worth a note, not a mark on each bar of the week.
 */
export function shownLevel({ level, rule }: Pick<Finding, "level" | "rule">): Level {
  return rule === "notice" ? "info" : level;
}

/** Whether somebody should look at a finding. */
export function needsAttention(finding: Pick<Finding, "level" | "rule">): boolean {
  return shownLevel(finding) !== "info";
}

/** The worst level of some findings, undefined if there are none. */
export function worstOf(findings: readonly Pick<Finding, "level">[]): Level | undefined {
  return levels.find((level) => findings.some((finding) => finding.level === level));
}

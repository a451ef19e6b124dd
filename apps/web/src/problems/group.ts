import type { Calendar, Finding } from "@coulisses/client";

/** Something that speaks against the plan, or should be known of it: who it is about, and where it is. */
export interface Problem {
  readonly finding: Finding;
  readonly artist_id: string;
  readonly name: string;
  /** The mission at which to look; undefined if it is not among those shown. */
  readonly mission: Calendar["missions"][number] | undefined;
}

/** The problems of one person, or against one rule. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly problems: readonly Problem[];
}

export const groupings = ["person", "rule"] as const;
export type Grouping = (typeof groupings)[number];

const order = { block: 0, warn: 1, info: 2 };

/** All findings of a calendar, by start; each is about the mission of the first engagement that it names. */
export function problemsOf({ people, missions, engagements }: Calendar): Problem[] {
  const missionById = new Map(missions.map((mission) => [mission.id, mission]));
  const missionOf = new Map(
    engagements.map(({ id, mission_id }) => [id, missionById.get(mission_id)]),
  );
  const problems = people.flatMap(({ artist_id, name, findings }) =>
    findings.map((finding) => {
      const [first] = finding.engagements.flatMap((id) => missionOf.get(id) ?? []);
      return { finding, artist_id, name, mission: first };
    }),
  );
  return problems.toSorted((a, b) =>
    Temporal.Instant.compare(a.finding.period.starts_at, b.finding.period.starts_at),
  );
}

/** The problems in groups, those with the worst first; titles name the rules. */
export function groupProblems(
  problems: readonly Problem[],
  grouping: Grouping,
  titleOf: (rule: Finding["rule"]) => string,
): Group[] {
  const groups = Map.groupBy(problems, ({ artist_id, finding }) =>
    grouping === "person" ? artist_id : finding.rule,
  );
  return Array.from(groups, ([id, all]) => {
    const [first] = all;
    const label = grouping === "person" ? first?.name : first && titleOf(first.finding.rule);
    return { id, label: label ?? "", problems: all };
  }).toSorted((a, b) => worstIn(a) - worstIn(b) || a.label.localeCompare(b.label));
}

function worstIn({ problems }: Group): number {
  return Math.min(...problems.map(({ finding }) => order[finding.level]));
}

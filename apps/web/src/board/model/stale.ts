import type { Calendar } from "@coulisses/client";

export type Mission = Omit<Calendar["missions"][number], "coverage">;

/** What a planner sees of a mission, in the order in which it is said. */
const comparedFields = [
  "times",
  "venue",
  "production",
  "positions",
  "status",
  "name",
  "kind",
  "notes",
] as const;
export type ComparedField = (typeof comparedFields)[number];

/**
 * What differs between a mission as somebody wanted it and as it is now. What they did not want to change is
 * compared as they saw it.
 */
export function differencesOf(wanted: Mission, now: Mission): ComparedField[] {
  return comparedFields.filter(
    (field) => JSON.stringify(values[field](wanted)) !== JSON.stringify(values[field](now)),
  );
}

const values: Record<ComparedField, (mission: Mission) => unknown> = {
  times: ({ starts_at, ends_at }) => [instantOf(starts_at), instantOf(ends_at)],
  venue: ({ venue_id }) => venue_id,
  production: ({ project_id }) => project_id,
  positions: ({ positions }) =>
    positions.map(({ skill, min_level, count, label }) => [skill, min_level, count, label]),
  status: ({ status }) => status,
  name: ({ title }) => title,
  kind: ({ kind }) => kind,
  notes: ({ notes }) => notes,
};

function instantOf(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds;
}

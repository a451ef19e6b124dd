import type { Calendar, Engagement } from "@coulisses/client";
import { findingsById, needsAttention } from "./findings.ts";

type Mission = Calendar["missions"][number];

const statuses = ["draft", "published", "cancelled"] as const;
type Status = (typeof statuses)[number];

/** What is left out of the board. Each filter that is set narrows what is shown. */
export interface Filters {
  /** Ids, and the code of a skill. */
  venue?: string;
  production?: string;
  skill?: string;
  person?: string;
  status?: Status;
  /** Only missions that need more people. */
  unfilled?: true;
  /** Only missions with a finding to look at. */
  findings?: true;
  /** Only rows whose name contains this. */
  q?: string;
}

export type FilterName = keyof Filters;

/** Filters to set, or, if undefined, to remove. */
export type FilterChange = { [Name in FilterName]?: Filters[Name] | undefined };

/** The filters in the order in which they are shown. */
const filterNames = [
  "q",
  "venue",
  "production",
  "skill",
  "person",
  "status",
  "unfilled",
  "findings",
] as const satisfies readonly FilterName[];

/** Reads the filters from the parameters of an address. */
export function parseFilters(search: Record<string, unknown>): Filters {
  const texts = (["venue", "production", "skill", "person", "q"] as const).flatMap((name) => {
    const value = search[name];
    return typeof value === "string" && value !== "" ? [[name, value] as const] : [];
  });
  const status = statuses.find((one) => one === search["status"]);
  return {
    ...Object.fromEntries(texts),
    ...(status !== undefined && { status }),
    ...(search["unfilled"] === true && { unfilled: true }),
    ...(search["findings"] === true && { findings: true }),
  };
}

/** The names of the filters that are set. */
export function activeFilters(filters: Filters): FilterName[] {
  return filterNames.filter((name) => filters[name] !== undefined);
}

/** The same with a filter set, or removed. */
export function withFilter<Shown extends Filters>(shown: Shown, change: FilterChange): Shown {
  const set = Object.entries({ ...shown, ...change }).filter(([, value]) => value);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only filters are removed, which are optional
  return Object.fromEntries(set) as Shown;
}

/** The same without any filter. */
export function withoutFilters<Shown extends Filters>(shown: Shown): Shown {
  const none = Object.fromEntries(filterNames.map((name) => [name, undefined]));
  return withFilter(shown, none);
}

/**
 * What of a calendar the filters let through: missions with the engagements on them, and people. Somebody
 * without a mission stays where they may be looked for, which is if only skills or open seats are asked for.
 */
export function filtered(calendar: Calendar, filters: Filters): Calendar {
  if (activeFilters(filters).every((name) => name === "q")) return calendar;
  const matches = matcherOf(calendar, filters);
  const missions = calendar.missions.filter(matches);
  const ids = new Set(missions.map(({ id }) => id));
  const isFound = filters.findings ? hasFindings(calendar) : () => true;
  const engagements = calendar.engagements.filter(
    (engagement) => ids.has(engagement.mission_id) && isFound(engagement),
  );
  const engaged = new Set(engagements.map(({ artist_id }) => artist_id));
  const { venue, production, status, findings, person } = filters;
  const isAboutMissions = [venue, production, status, findings].some(
    (value) => value !== undefined,
  );
  const people = calendar.people.filter(({ artist_id }) =>
    person === undefined ? !isAboutMissions || engaged.has(artist_id) : artist_id === person,
  );
  return { missions, engagements, people };
}

/** Whether all filters let a mission through. */
function matcherOf(calendar: Calendar, filters: Filters): (mission: Mission) => boolean {
  const { venue, production, skill, person, status, unfilled, findings } = filters;
  const ofPerson = missionsOf(calendar, ({ artist_id }) => artist_id === person);
  const found = findings ? missionsOf(calendar, hasFindings(calendar)) : new Set<string>();
  return ({ id, coverage, ...mission }) =>
    (venue === undefined || mission.venue_id === venue) &&
    (production === undefined || mission.project_id === production) &&
    (skill === undefined || mission.positions.some((position) => position.skill === skill)) &&
    (person === undefined || ofPerson.has(id)) &&
    (status === undefined || mission.status === status) &&
    (unfilled === undefined || coverage.filled < coverage.needed) &&
    (findings === undefined || found.has(id));
}

function hasFindings(calendar: Calendar): (engagement: Engagement) => boolean {
  const byEngagement = findingsById(calendar);
  return ({ id }) => (byEngagement.get(id) ?? []).some(needsAttention);
}

function missionsOf({ engagements }: Calendar, isMeant: (one: Engagement) => boolean): Set<string> {
  return new Set(engagements.filter(isMeant).map(({ mission_id }) => mission_id));
}

/** The rows whose names contain a text, without regard to case and accents. */
export function named<Row extends { label: string }>(rows: readonly Row[], q = ""): readonly Row[] {
  const wanted = folded(q);
  return wanted === "" ? rows : rows.filter(({ label }) => folded(label).includes(wanted));
}

/** A text as it is compared: "Adèle" as "adele". */
export function folded(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").trim().toLowerCase();
}

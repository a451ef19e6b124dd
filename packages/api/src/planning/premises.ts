import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { invalidInput, notFound } from "../kit/errors.ts";
import { type InputIssue, within } from "../kit/issue.ts";
import { lockPremises } from "./locks.ts";
import { parseTimes, type Period } from "./missions.rules.ts";
import type { Mission, MissionCreate, PositionInput } from "./missions.schema.ts";

interface Referring {
  venue_id: string;
  project_id?: string | null | undefined;
  positions: PositionInput[];
  /** The mission as it is: its references need no check. */
  before?: Mission;
  /** Where it is in the input. */
  path?: InputIssue["path"];
}

/**
 * Requires that the venues, projects and skills of missions exist, and keeps them from being deleted.
 *
 * @returns the time zone of the venue of each of them
 * @throws DomainError `not_found`, `invalid_input` when a skill is unknown
 */
export async function requirePremises(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missions: Referring[],
): Promise<(mission: Pick<Referring, "venue_id" | "before">) => string> {
  const asked = {
    venues: missions.flatMap(newVenue),
    projects: missions.flatMap(newProject),
    skills: missions.flatMap(newSkills),
  };
  const isNew = Object.values(asked).some((keys) => keys.length > 0);
  const found = isNew ? await lockPremises(trx, organisation, asked) : undefined;
  const zones = new Map(found?.venues.map(({ id, time_zone }) => [id, time_zone]));
  const zoneOf = ({ venue_id, before }: Pick<Referring, "venue_id" | "before">) => {
    const zone = venue_id === before?.venue_id ? before.time_zone : zones.get(venue_id);
    if (zone === undefined) throw notFound("venue", venue_id);
    return zone;
  };
  for (const mission of missions) zoneOf(mission);
  const unknownProject = asked.projects.find((id) => !found?.projects.includes(id));
  if (unknownProject !== undefined) throw notFound("project", unknownProject);
  refuseUnknownSkills(missions, new Set(asked.skills).difference(new Set(found?.skills)));
  return zoneOf;
}

function newVenue({ venue_id, before }: Referring): string[] {
  return venue_id === before?.venue_id ? [] : [venue_id];
}

function newProject({ project_id = null, before }: Referring): string[] {
  return project_id === null || project_id === before?.project_id ? [] : [project_id];
}

function newSkills({ positions, before }: Referring): string[] {
  const known = new Set(before?.positions.flatMap(({ skill }) => skill ?? []));
  return positions.flatMap(({ skill }) => (skill && !known.has(skill) ? skill : []));
}

/** @throws DomainError `invalid_input` */
function refuseUnknownSkills(missions: Referring[], missing: Set<string>): void {
  const unknown = missions.flatMap(({ positions, path = [] }): InputIssue[] =>
    positions.flatMap(({ skill }, i) =>
      skill && missing.has(skill)
        ? [{ path: [...path, "positions", i, "skill"], issue: "unknown_skill" } as const]
        : [],
    ),
  );
  if (unknown.length > 0) throw invalidInput(unknown);
}

/** @throws DomainError `invalid_input` when a time does not exist in the zone, or ends before it starts */
export function requireTimes(
  {
    path = [],
    ...input
  }: Pick<MissionCreate, "starts_at" | "ends_at" | "breaks"> & Pick<Referring, "path">,
  zone: string,
): { period: Period; breaks: Period[] } {
  const read = parseTimes(input, zone);
  if ("issues" in read) throw invalidInput(within(path, read.issues));
  return read;
}

/**
 * Refuses ids of positions that are not the mission's, and the same id twice. New positions have no id.
 *
 * @throws DomainError `not_found`, `invalid_input`
 */
export function refuseStrangers(
  known: { id: string }[],
  { positions, path = [] }: Pick<Referring, "positions" | "path">,
): void {
  const strange = positions.find(({ id: sent }) => sent && !known.some(({ id }) => id === sent));
  if (strange?.id !== undefined) throw notFound("position", strange.id);
  const ids = positions.map(({ id }) => id);
  const again = ids.findIndex((id, i) => id !== undefined && ids.indexOf(id) < i);
  if (again >= 0)
    throw invalidInput([{ path: [...path, "positions", again, "id"], issue: "listed_twice" }]);
}

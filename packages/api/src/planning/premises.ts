import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { invalidInput, notFound } from "../kit/errors.ts";
import type { InputIssue } from "../kit/issue.ts";
import { lockPremises } from "./locks.ts";
import { parseTimes, type Period } from "./missions.rules.ts";
import type { Mission, MissionCreate, PositionInput } from "./missions.schema.ts";

interface Referring {
  venue_id: string;
  project_id?: string | null | undefined;
  positions: PositionInput[];
  /** The mission as it is: its references need no check. */
  before?: Mission;
}

/**
 * Requires that the venue, project and skills of a mission exist, and keeps them from being deleted.
 *
 * @returns the venue's time zone
 * @throws DomainError `not_found`, `invalid_input` when a skill is unknown
 */
export async function requirePremises(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { venue_id, project_id = null, positions, before }: Referring,
): Promise<string> {
  const known = new Set(before?.positions.flatMap(({ skill }) => skill ?? []));
  const asked = {
    venues: venue_id === before?.venue_id ? [] : [venue_id],
    projects: project_id === null || project_id === before?.project_id ? [] : [project_id],
    skills: positions.flatMap(({ skill }) => (skill && !known.has(skill) ? skill : [])),
  };
  const isNew = Object.values(asked).some((keys) => keys.length > 0);
  const found = isNew ? await lockPremises(trx, organisation, asked) : undefined;
  const zone = asked.venues.length > 0 ? found?.venues[0]?.time_zone : before?.time_zone;
  if (zone === undefined) throw notFound("venue", venue_id);
  const unknownProject = asked.projects.find((id) => !found?.projects.includes(id));
  if (unknownProject !== undefined) throw notFound("project", unknownProject);
  const missing = new Set(asked.skills).difference(new Set(found?.skills));
  const unknown: InputIssue[] = positions.flatMap(({ skill }, i) =>
    skill && missing.has(skill)
      ? [{ path: ["positions", i, "skill"], issue: "unknown_skill" } as const]
      : [],
  );
  if (unknown.length > 0) throw invalidInput(unknown);
  return zone;
}

/** @throws DomainError `invalid_input` when a time does not exist in the zone, or ends before it starts */
export function requireTimes(
  input: Pick<MissionCreate, "starts_at" | "ends_at" | "breaks">,
  zone: string,
): { period: Period; breaks: Period[] } {
  const read = parseTimes(input, zone);
  if ("issues" in read) throw invalidInput(read.issues);
  return read;
}

/**
 * Refuses ids of positions that are not the mission's, and the same id twice. New positions have no id.
 *
 * @throws DomainError `not_found`, `invalid_input`
 */
export function refuseStrangers(known: { id: string }[], positions: PositionInput[]): void {
  const strange = positions.find(({ id: sent }) => sent && !known.some(({ id }) => id === sent));
  if (strange?.id !== undefined) throw notFound("position", strange.id);
  const ids = positions.map(({ id }) => id);
  const again = ids.findIndex((id, i) => id !== undefined && ids.indexOf(id) < i);
  if (again >= 0) throw invalidInput([{ path: ["positions", again, "id"], issue: "listed_twice" }]);
}

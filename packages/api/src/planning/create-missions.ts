import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { notFound } from "../kit/errors.ts";
import type { InputIssue } from "../kit/issue.ts";
import { missionBecame, type PlanChange } from "./change-plan.ts";
import type { Bare } from "./effect.schema.ts";
import { asText, type Period } from "./missions.rules.ts";
import type { Mission, MissionCreate, Missions, MissionsCreate } from "./missions.schema.ts";
import { refuseStrangers, requirePremises, requireTimes } from "./premises.ts";
import { requireMissions } from "./required.ts";
import { saveBreaks, savePositions } from "./save-missions.ts";

/**
 * Creates a mission, as a draft.
 *
 * @throws DomainError `not_found` when the venue or project is not found, `invalid_input` when a time
 *   does not exist in the venue's zone, happens twice or ends before it starts, or a skill is unknown
 */
export async function createMission(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  input: MissionCreate,
): Promise<PlanChange<Mission>> {
  const done = await create(trx, organisation, [input]);
  const [mission] = done.answer;
  if (mission === undefined) throw notFound("mission", done.id);
  return { ...done, answer: mission };
}

/**
 * Creates missions, all or none, as drafts, in a constant number of statements.
 *
 * @throws DomainError as `createMission`
 */
export async function createMissions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { missions }: MissionsCreate,
): Promise<PlanChange<Bare<Missions>>> {
  const inputs = missions.map((input, i) => ({ ...input, path: ["missions", i] }));
  const done = await create(trx, organisation, inputs);
  return { ...done, answer: { missions: done.answer } };
}

/** @param inputs `path`: where it is in the input */
async function create(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  inputs: (MissionCreate & { path?: InputIssue["path"] })[],
): Promise<PlanChange<Mission[]>> {
  const zoneOf = await requirePremises(trx, organisation, inputs);
  const wanted = inputs.map((input) => {
    refuseStrangers([], input);
    return { ...input, id: crypto.randomUUID(), ...requireTimes(input, zoneOf(input)) };
  });
  await insertMissions(trx, organisation, wanted);
  await saveBreaks(trx, organisation, wanted);
  await savePositions(trx, organisation, wanted);
  const ids = wanted.map(({ id }) => id);
  const answer = await requireMissions(trx, organisation, ids);
  const values = answer.map((mission) => missionBecame(null, mission));
  return { answer, noun: "mission", id: ids[0] ?? organisation, values };
}

async function insertMissions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missions: (Omit<MissionCreate, "breaks"> & { id: string; period: Period })[],
): Promise<void> {
  const times = missions.map(({ period }) => asText(period));
  await sql`
    insert into missions
      (organisation_id, id, project_id, venue_id, title, kind, starts_at, ends_at, notes, is_template)
    select ${organisation}, made.* from unnest(
      ${missions.map(({ id }) => id)}::uuid[],
      ${missions.map(({ project_id = null }) => project_id)}::uuid[],
      ${missions.map(({ venue_id }) => venue_id)}::uuid[],
      ${missions.map(({ title }) => title)}::text[],
      ${missions.map(({ kind }) => kind)}::text[],
      ${times.map(({ starts_at }) => starts_at)}::timestamptz[],
      ${times.map(({ ends_at }) => ends_at)}::timestamptz[],
      ${missions.map(({ notes = null }) => notes)}::text[],
      ${missions.map(({ is_template }) => is_template)}::boolean[]
    ) as made
  `.execute(trx);
}

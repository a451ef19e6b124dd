import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { missionBecame, type PlanChange } from "./change-plan.ts";
import { asText } from "./missions.rules.ts";
import type { Mission, MissionCreate } from "./missions.schema.ts";
import { refuseStrangers, requirePremises, requireTimes } from "./premises.ts";
import { requireMission } from "./required.ts";
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
  const zoneOf = await requirePremises(trx, organisation, [input]);
  const { period, breaks } = requireTimes(input, zoneOf(input));
  refuseStrangers([], input);
  const id = crypto.randomUUID();
  const { venue_id, project_id = null, title, kind, notes = null, is_template } = input;
  const mission = { id, venue_id, project_id, title, kind, notes, is_template };
  await trx
    .insertInto("missions")
    .values({ organisation_id: organisation, ...mission, ...asText(period) })
    .execute();
  await saveBreaks(trx, organisation, [{ id, breaks }]);
  await savePositions(trx, organisation, [{ id, positions: input.positions }]);
  const after = await requireMission(trx, organisation, id);
  return { answer: after, noun: "mission", id, values: [missionBecame(null, after)] };
}

import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { refuseStale } from "../kit/errors.ts";
import { missionBecame, type PlanChange } from "./change-plan.ts";
import { lockMissions } from "./locks.ts";
import type { MissionDelete } from "./missions.schema.ts";
import { requireMission } from "./required.ts";
import { removeMissions } from "./save-missions.ts";

/**
 * @throws DomainError `not_found`, `stale`, `conflict` when people are or were engaged: it is cancelled
 *   instead
 */
export async function deleteMission(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { mission_id: id, expected_version }: MissionDelete,
): Promise<PlanChange<object>> {
  const locked = await lockMissions(trx, organisation, { missions: [id] });
  const before = await requireMission(trx, organisation, id);
  refuseStale(before, expected_version);
  await removeMissions(locked, [before]);
  return { answer: {}, noun: "mission", id, values: [missionBecame(before, null)] };
}

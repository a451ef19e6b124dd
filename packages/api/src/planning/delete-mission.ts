import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { missionBecame, type PlanChange } from "./change-plan.ts";
import { lockMissions } from "./locks.ts";
import { requireMission } from "./required.ts";
import { removeMissions } from "./save-missions.ts";

/** @throws DomainError `not_found`, `conflict` when people are or were engaged: it is cancelled instead */
export async function deleteMission(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<PlanChange<object>> {
  const locked = await lockMissions(trx, organisation, { missions: [id] });
  const before = await requireMission(trx, organisation, id);
  await removeMissions(locked, [before]);
  return { answer: {}, noun: "mission", id, values: [missionBecame(before, null)] };
}

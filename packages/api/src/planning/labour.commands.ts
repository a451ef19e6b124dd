import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import { type Change, isUnchanged, type Unchanged } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { currentLanguage } from "../kit/language.ts";
import { invalidInput, refuseStale } from "../kit/errors.ts";
import { loadStoredSettings } from "./labour.queries.ts";
import {
  agreementFault,
  nearestSettings,
  settingsInForce,
  type StoredSettings,
} from "./labour.rules.ts";
import type { LabourSettings, LabourSettingsUpdate } from "./labour.schema.ts";

/**
 * Changes the working-time rules in force.
 *
 * @throws DomainError `stale`; `invalid_input` when no agreement may set a figure so
 */
export async function updateLabourSettings(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { convention, rules, expected_version }: LabourSettingsUpdate,
): Promise<Change<LabourSettings> | Unchanged<LabourSettings>> {
  await trx
    .selectFrom("organisations")
    .select("id")
    .where("id", "=", organisation)
    .forNoKeyUpdate()
    .execute();
  const before = await loadStoredSettings(trx, organisation);
  refuseStale(answerOf(before), expected_version);
  const after = {
    convention: convention ?? before.convention,
    // Also what is not sent must be allowed from now on.
    rules: rules ?? nearestSettings(before).settings.rules,
    version: before.version + 1,
  };
  if (isUnchanged(before, after)) return { answer: answerOf(before) };
  const fault = agreementFault(after.rules);
  if (fault !== undefined)
    throw invalidInput([{ path: ["rules"], issue: "agreement", params: { fault } }]);
  await trx
    .updateTable("organisations")
    .set({ convention: after.convention, working_time_version: after.version })
    .set({ working_time: JSON.stringify(after.rules) })
    .where("id", "=", organisation)
    .execute();
  const values = [{ artist_id: null, before, after }];
  return { answer: answerOf(after), noun: "organisation", id: organisation, values };
}

function answerOf(settings: StoredSettings): LabourSettings {
  return settingsInForce(settings, currentLanguage());
}

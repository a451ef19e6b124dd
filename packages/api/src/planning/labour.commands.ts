import type { ProfileFault } from "@coulisses/labour";
import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import { type Change, isUnchanged, type Unchanged } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { currentLanguage } from "../kit/language.ts";
import { invalidInput, refuseStale } from "../kit/errors.ts";
import { compareText } from "../kit/text.ts";
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
  { convention, rules, decisions, expected_version }: LabourSettingsUpdate,
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
    decisions: decisions?.map(asKept).toSorted(byStart) ?? before.decisions,
    version: before.version + 1,
  };
  if (isUnchanged(before, after)) return { answer: answerOf(before) };
  const fault = agreementFault(after);
  if (fault !== undefined)
    throw invalidInput([{ path: [pathOf(fault)], issue: "agreement", params: { fault } }]);
  await trx
    .updateTable("organisations")
    .set({ convention: after.convention, working_time_version: after.version })
    .set({ working_time: JSON.stringify(after.rules) })
    .set({ week_decisions: JSON.stringify(after.decisions) })
    .where("id", "=", organisation)
    .execute();
  const values = [{ artist_id: null, before, after }];
  return { answer: answerOf(after), noun: "organisation", id: organisation, values };
}

function answerOf(settings: StoredSettings): LabourSettings {
  return settingsInForce(settings, currentLanguage());
}

type Decision = StoredSettings["decisions"][number];

/** A decision as the settings keep it. */
function asKept(decision: NonNullable<LabourSettingsUpdate["decisions"]>[number]): Decision {
  const { number, decided_on, from, until, maximum } = decision;
  return {
    number,
    decided_on: decided_on.toString(),
    from: from.toString(),
    until: until.toString(),
    maximum,
  };
}

function byStart(one: Decision, other: Decision): number {
  return compareText(one.from, other.from) || compareText(one.number, other.number);
}

function pathOf({ code }: ProfileFault): "rules" | "decisions" {
  return code === "decision-out-of-bounds" ? "decisions" : "rules";
}

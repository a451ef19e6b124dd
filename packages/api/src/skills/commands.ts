import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import { type Change, isUnchanged, type Unchanged } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, notFound, refuseStale, taken } from "../kit/errors.ts";
import type { Skill, SkillCreate, SkillDelete, SkillUpdate } from "./schema.ts";

/** @throws DomainError `already_exists` if the organisation has a skill with this code */
export async function createSkill(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { rome_code = null, ...given }: SkillCreate,
): Promise<Change<Skill>> {
  const skill = { rome_code, ...given };
  const created = await trx
    .insertInto("skills")
    .values({ organisation_id: organisation, ...skill })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (created === undefined) throw taken("skill", skill.code);
  return changed(created.id, null, { ...skill, version: 1 });
}

/**
 * Updates the given keys.
 *
 * @throws DomainError `not_found`, `stale`, `conflict` if `expires` becomes false while an artist has the
 *   skill with an expiry date
 */
export async function updateSkill(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { code, expected_version, ...update }: SkillUpdate,
): Promise<Change<Skill> | Unchanged<Skill>> {
  const { id, ...before } = await lockSkill(trx, organisation, code);
  refuseStale(before, expected_version);
  if (before.expires && update.expires === false) await refuseExpiryDates(trx, organisation, code);
  const { rome_code = before.rome_code } = update;
  const after = {
    code,
    label: update.label ?? before.label,
    family: update.family ?? before.family,
    rome_code,
    expires: update.expires ?? before.expires,
    version: before.version + 1,
  };
  if (isUnchanged(before, after)) return { answer: before };
  await trx
    .updateTable("skills")
    .set(after)
    .where("organisation_id", "=", organisation)
    .where("code", "=", code)
    .execute();
  return changed(id, before, after);
}

/** @throws DomainError `not_found`, `stale`, `conflict` if an artist has it or a position requires it */
export async function deleteSkill(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { code, expected_version }: SkillDelete,
): Promise<Change<void>> {
  const { id, ...before } = await lockSkill(trx, organisation, code);
  refuseStale(before, expected_version);
  const held = await trx
    .selectFrom("artist_skills")
    .select("artist_id")
    .where("organisation_id", "=", organisation)
    .where("code", "=", code)
    .executeTakeFirst();
  const asked = await trx
    .selectFrom("positions")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where("skill", "=", code)
    .executeTakeFirst();
  if (held !== undefined || asked !== undefined)
    throw new DomainError("conflict", { reason: "skill_in_use", params: { code } });
  await trx
    .deleteFrom("skills")
    .where("organisation_id", "=", organisation)
    .where("code", "=", code)
    .execute();
  const values = [{ artist_id: null, before, after: null }];
  return { answer: undefined, noun: "skill", id, values };
}

async function refuseExpiryDates(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  code: string,
): Promise<void> {
  const ending = await trx
    .selectFrom("artist_skills")
    .select("artist_id")
    .where("organisation_id", "=", organisation)
    .where("code", "=", code)
    .where("expires_on", "is not", null)
    .executeTakeFirst();
  if (ending !== undefined)
    throw new DomainError("conflict", { reason: "skill_expires", params: { code } });
}

/** Locks and reads a skill. The lock also blocks new references to it. */
async function lockSkill(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  code: string,
): Promise<Skill & { id: string }> {
  const skill = await trx
    .selectFrom("skills")
    .select(["id", "code", "label", "family", "rome_code", "expires", "version"])
    .where("organisation_id", "=", organisation)
    .where("code", "=", code)
    .$narrowType<Pick<Skill, "family">>()
    .forUpdate()
    .executeTakeFirst();
  if (skill === undefined) throw notFound("skill", code);
  return skill;
}

function changed(id: string, before: Skill | null, after: Skill): Change<Skill> {
  return { answer: after, noun: "skill", id, values: [{ artist_id: null, before, after }] };
}

import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import { type Change, isUnchanged, type Unchanged } from "../kit/change.ts";
import type { AuthorizedOrganisationId, Caller } from "../kit/context.ts";
import { refuseStale } from "../kit/errors.ts";
import { readOrganisation } from "./queries.ts";
import type { Organisation, OrganisationUpdate } from "./schema.ts";

/**
 * Updates the given settings.
 *
 * @throws DomainError `stale`
 */
export async function updateOrganisation(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { name, time_zone, language, expected_version }: OrganisationUpdate,
): Promise<Change<Organisation> | Unchanged<Organisation>> {
  await trx
    .selectFrom("organisations")
    .select("id")
    .where("id", "=", organisation)
    .forNoKeyUpdate()
    .execute();
  const current = await readOrganisation(trx, organisation);
  refuseStale(current, expected_version);
  const { id, ...before } = current;
  const after = {
    name: name ?? before.name,
    time_zone: time_zone ?? before.time_zone,
    language: language === undefined ? before.language : language,
    version: before.version + 1,
  };
  if (isUnchanged(before, after)) return { answer: current };
  const { language: chosen_language, version: settings_version, ...others } = after;
  await trx
    .updateTable("organisations")
    .set({ ...others, chosen_language, settings_version })
    .where("id", "=", organisation)
    .execute();
  return {
    answer: { id, ...after },
    noun: "organisation",
    id,
    values: [{ artist_id: null, before, after }],
  };
}

/** Creates an organisation without members. */
export function createOrganisation(
  trx: Transaction<DB>,
  name: string,
): Promise<Caller["organisation"]> {
  return trx
    .insertInto("organisations")
    .values({ id: crypto.randomUUID(), name })
    .returning(["id", "chosen_language as language"])
    .$narrowType<Pick<Organisation, "language">>()
    .executeTakeFirstOrThrow();
}

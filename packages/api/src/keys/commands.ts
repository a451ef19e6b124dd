import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql, type Transaction } from "kysely";
import { findArtist } from "../artists/queries.ts";
import type { Change } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { invalidInput, notFound } from "../kit/errors.ts";
import { keyColumns } from "./queries.ts";
import { hashOf, newKey, startOf } from "./rules.ts";
import type { CreatedKey, KeyCreate } from "./schema.ts";

/**
 * Creates a key. Only its hash is stored, so no later answer can show it.
 *
 * @throws DomainError `not_found` if there is no such artist; `invalid_input` if the role is artist
 *   without an artist, or another role with one, or if the expiry is in the past
 */
export async function createKey(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { name, role, artist_id, expires_at }: KeyCreate,
): Promise<Change<CreatedKey>> {
  if ((role === "artist") !== (artist_id !== undefined))
    throw invalidInput([
      {
        path: ["artist_id"],
        issue: "artist_and_role_differ",
      },
    ]);
  if (artist_id !== undefined && !(await findArtist(trx, organisation, artist_id)))
    throw notFound("artist", artist_id);
  const key = newKey();
  if (expires_at && Temporal.Instant.compare(expires_at, Temporal.Now.instant()) <= 0)
    throw invalidInput([{ path: ["expires_at"], issue: "in_future" }]);
  const shown = await trx
    .insertInto("keys")
    .values({
      organisation_id: organisation,
      id: crypto.randomUUID(),
      hash: await hashOf(key),
      start: startOf(key),
      name,
      role,
      artist_id: artist_id ?? null,
      expires_at: expires_at?.toString() ?? null,
    })
    .returning(keyColumns)
    .executeTakeFirstOrThrow();
  return {
    answer: { ...shown, key },
    noun: "key",
    id: shown.id,
    values: [{ artist_id: shown.artist_id, before: null, after: recorded(shown) }],
    unrepeatable: {
      said: { reason: "key_shown_once", params: { id: shown.id } },
      current: shown,
    },
  };
}

/** Revokes a key for good. @throws DomainError `not_found`, also if it is already revoked */
export async function revokeKey(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Change<void>> {
  const revoked = await trx
    .updateTable("keys")
    .set({ revoked_at: sql`now()` })
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .returning(keyColumns)
    .executeTakeFirst();
  if (revoked === undefined) throw notFound("key", id);
  const values = [{ artist_id: revoked.artist_id, before: recorded(revoked), after: null }];
  return { answer: undefined, noun: "key", id, values };
}

/** Stores when a key was last used, to the minute. The audit log does not record it. */
export async function saveLastUse(
  db: Kysely<DB>,
  { id, organisation }: { id: string; organisation: { id: string } },
): Promise<void> {
  await db
    .updateTable("keys")
    .set({ last_used_at: sql`now()` })
    .where("organisation_id", "=", organisation.id)
    .where("id", "=", id)
    .where(sql<boolean>`(last_used_at is null or last_used_at < now() - interval '1 minute')`)
    .execute();
}

function recorded({ name, role, artist_id, expires_at }: Omit<CreatedKey, "key">): object {
  return { name, role, artist_id, expires_at };
}

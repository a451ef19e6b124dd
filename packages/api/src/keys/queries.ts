import type { DB } from "@coulisses/database/tables";
import type { Kysely } from "kysely";
import type { AuthorizedOrganisationId, Caller } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import type { KeyList, KeyPage } from "./schema.ts";

/** The columns of a key in a list. */
export const keyColumns = [
  "id",
  "name",
  "role",
  "artist_id",
  "start",
  "expires_at",
  "created_at",
  "last_used_at",
] as const;

/** A page of the keys that are not revoked, newest first. */
export function listKeys(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  page: Bounded<KeyList>,
): Promise<KeyPage> {
  const query = db
    .selectFrom("keys")
    .select(keyColumns)
    .where("organisation_id", "=", organisation)
    .where("revoked_at", "is", null);
  return readPage(db, query, { by: ["created_at", "id"], direction: "desc", ...page });
}

/** The caller who holds a key, by its hash: one read of two indexes, before authorisation. */
export async function findHolder(
  db: Kysely<DB>,
  hash: Buffer,
): Promise<
  (Caller & { id: string; expires_at: string | null; revoked_at: string | null }) | undefined
> {
  const row = await db
    .selectFrom("keys")
    .innerJoin("organisations", "organisations.id", "keys.organisation_id")
    .select(["keys.id", "keys.name", "role", "artist_id", "expires_at", "revoked_at"])
    .select(["organisation_id", "chosen_language as language"])
    .$narrowType<Pick<Caller["organisation"], "language">>()
    .where("hash", "=", hash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { organisation_id, language, ...key } = row;
  return { ...key, kind: "key", organisation: { id: organisation_id, language } };
}

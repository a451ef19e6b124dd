import type { DB } from "@coulisses/database/tables";
import type { Kysely } from "kysely";
import type { Authority, AuthorizedOrganisationId, Caller } from "../kit/context.ts";
import { readOrganisation } from "../organisations/queries.ts";
import type { Me } from "./schema.ts";

/** A caller as they see themselves. */
export async function describeCaller(
  db: Kysely<DB>,
  { caller, organisation }: Pick<Authority, "caller" | "organisation">,
): Promise<Me> {
  const { kind, id, name, role, artist_id } = caller;
  const where = await readOrganisation(db, organisation.id);
  const shares_busy = await sharesBusy(db, organisation.id, caller);
  return { kind, id, name, role, artist_id, shares_busy, organisation: where };
}

async function sharesBusy(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { kind, id, role }: Caller,
): Promise<boolean | null> {
  if (kind !== "person" || role !== "artist") return null;
  const member = await db
    .selectFrom("members")
    .where("organisation_id", "=", organisation)
    .where("user_id", "=", id)
    .select("shares_busy")
    .executeTakeFirst();
  return member?.shares_busy ?? null;
}

import type { DB } from "@coulisses/database/tables";
import type { Kysely } from "kysely";
import type { Authority } from "../kit/context.ts";
import { readOrganisation } from "../organisations/queries.ts";
import type { Me } from "./schema.ts";

/** A caller as they see themselves. */
export async function whoIs(
  db: Kysely<DB>,
  { caller, organisation }: Pick<Authority, "caller" | "organisation">,
): Promise<Me> {
  const { kind, id, name, role, artist_id } = caller;
  const where = await readOrganisation(db, organisation.id);
  return { kind, id, name, role, artist_id, organisation: where };
}

import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import type { Venue, VenueList, VenuePage } from "./schema.ts";

function venues(db: Kysely<DB>, organisation: AuthorizedOrganisationId) {
  return db
    .selectFrom("venues")
    .select(["id", "name", "address", "time_zone", "access_notes", "version"])
    .select(sql<Venue["contacts"]>`contacts`.as("contacts"))
    .where("organisation_id", "=", organisation);
}

export function findVenue(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Venue | undefined> {
  return venues(db, organisation).where("id", "=", id).executeTakeFirst();
}

/** A page of venues by name, then id. */
export async function listVenues(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { q, ...page }: Bounded<VenueList>,
): Promise<VenuePage> {
  let query = venues(db, organisation);
  if (q !== undefined)
    query = query.where(sql<boolean>`position(search_key(${q}) in search_key(name)) > 0`);
  return readPage(db, query, { by: ["name", "id"], ...page });
}

/** Names and zones of venues; those not found are left out. */
export function findVenuesById(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Pick<Venue, "id" | "name" | "time_zone">[]> {
  return db
    .selectFrom("venues")
    .select(["id", "name", "time_zone"])
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
}

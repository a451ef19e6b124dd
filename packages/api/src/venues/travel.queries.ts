import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import type { TravelTimeList, TravelTimePage } from "./travel.schema.ts";

/** A page of travel times, by origin, then destination. */
export async function listTravelTimes(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { venue_id, ...page }: Bounded<TravelTimeList>,
): Promise<TravelTimePage> {
  let query = db
    .selectFrom("travel_times")
    .select(["from_venue_id", "to_venue_id", "minutes"])
    .where("organisation_id", "=", organisation);
  if (venue_id !== undefined)
    query = query.where(sql<boolean>`${venue_id} in (from_venue_id, to_venue_id)`);
  return readPage(db, query, { by: ["from_venue_id", "to_venue_id"], ...page });
}

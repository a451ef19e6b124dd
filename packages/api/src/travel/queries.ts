import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { pageOf } from "../kit/wire.ts";
import type { TravelTimeList, TravelTimePage } from "./schema.ts";

/** A page of travel times by the venues that they are from and to. */
export async function listTravelTimes(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { venue_id, limit, cursor }: TravelTimeList,
): Promise<TravelTimePage> {
  let query = db
    .selectFrom("travel_times")
    .select(["from_venue_id", "to_venue_id", "minutes"])
    .where("organisation_id", "=", organisation)
    .orderBy("from_venue_id")
    .orderBy("to_venue_id")
    .limit(limit + 1);
  if (venue_id !== undefined)
    query = query.where(sql<boolean>`${venue_id} in (from_venue_id, to_venue_id)`);
  if (cursor !== undefined) {
    const [from, to] = cursor;
    query = query.where(sql<boolean>`(from_venue_id, to_venue_id) > (${from}, ${to})`);
  }
  const rows = await query.execute();
  return pageOf(rows, limit, ({ from_venue_id, to_venue_id }) => [from_venue_id, to_venue_id]);
}

import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import type { Change, Unchanged } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, invalidInput, notFound } from "../kit/errors.ts";
import type { TravelTime, TravelTimeKey, TravelTimeSet } from "./travel.schema.ts";

/** @throws DomainError `not_found` if a venue is not found, `invalid_input` if both are the same */
export async function setTravelTime(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { minutes, ...way }: TravelTimeSet,
): Promise<Change<TravelTime> | Unchanged<TravelTime>> {
  if (way.venue_id === way.to_venue_id)
    throw invalidInput([{ path: ["to_venue_id"], issue: "other_venue" }]);
  const ends = [way.venue_id, way.to_venue_id];
  // These locks block a deletion of the venues and another write of this travel time, which may have
  // no row to lock yet.
  const found = await trx
    .selectFrom("venues")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where("id", "in", ends)
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
  const missing = ends.find((id) => !found.some((venue) => venue.id === id));
  if (missing !== undefined) throw notFound("venue", missing);
  const before = await lockTravelTime(trx, organisation, way);
  if (before?.minutes === minutes) return { answer: before };
  const after = { from_venue_id: way.venue_id, to_venue_id: way.to_venue_id, minutes };
  await trx
    .insertInto("travel_times")
    .values({ organisation_id: organisation, ...after })
    .onConflict((conflict) =>
      conflict
        .columns(["organisation_id", "from_venue_id", "to_venue_id"])
        .doUpdateSet({ minutes }),
    )
    .execute();
  const values = [{ artist_id: null, before: before ?? null, after }];
  return { answer: after, noun: "travel_time", id: way.venue_id, values };
}

/** @throws DomainError `not_found` if this travel time is not set */
export async function removeTravelTime(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  way: TravelTimeKey,
): Promise<Change<void>> {
  const before = await lockTravelTime(trx, organisation, way);
  if (before === undefined)
    throw new DomainError("not_found", {
      reason: "travel_time_not_found",
      params: { from: way.venue_id, to: way.to_venue_id },
    });
  await trx
    .deleteFrom("travel_times")
    .where("organisation_id", "=", organisation)
    .where("from_venue_id", "=", way.venue_id)
    .where("to_venue_id", "=", way.to_venue_id)
    .execute();
  const values = [{ artist_id: null, before, after: null }];
  return { answer: undefined, noun: "travel_time", id: way.venue_id, values };
}

function lockTravelTime(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { venue_id, to_venue_id }: TravelTimeKey,
): Promise<TravelTime | undefined> {
  return trx
    .selectFrom("travel_times")
    .select(["from_venue_id", "to_venue_id", "minutes"])
    .where("organisation_id", "=", organisation)
    .where("from_venue_id", "=", venue_id)
    .where("to_venue_id", "=", to_venue_id)
    .forUpdate()
    .executeTakeFirst();
}

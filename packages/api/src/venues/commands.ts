import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import { type Change, isUnchanged, type Unchanged } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, notFound, refuseStale } from "../kit/errors.ts";
import type { TravelTime } from "./travel.schema.ts";
import { findVenue } from "./queries.ts";
import type { Venue, VenueCreate, VenueDelete, VenueUpdate } from "./schema.ts";

export async function createVenue(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { address = null, access_notes = null, ...given }: VenueCreate,
): Promise<Change<Venue>> {
  const venue = { id: crypto.randomUUID(), address, access_notes, ...given, version: 1 };
  await trx
    .insertInto("venues")
    .values({ organisation_id: organisation, ...venue, contacts: JSON.stringify(venue.contacts) })
    .execute();
  return changed(null, await requireVenue(trx, organisation, venue.id));
}

/** Updates the given keys. @throws DomainError `not_found`, `stale` */
export async function updateVenue(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { venue_id, expected_version, ...update }: VenueUpdate,
): Promise<Change<Venue> | Unchanged<Venue>> {
  const before = await lockVenue(trx, organisation, venue_id);
  refuseStale(before, expected_version);
  const { address = before.address, access_notes = before.access_notes } = update;
  const after = {
    id: venue_id,
    name: update.name ?? before.name,
    address,
    time_zone: update.time_zone ?? before.time_zone,
    access_notes,
    contacts: update.contacts ?? before.contacts,
    version: before.version + 1,
  };
  if (isUnchanged(before, after)) return { answer: before };
  await trx
    .updateTable("venues")
    .set({ ...after, contacts: JSON.stringify(after.contacts) })
    .where("organisation_id", "=", organisation)
    .where("id", "=", venue_id)
    .execute();
  return changed(before, await requireVenue(trx, organisation, venue_id));
}

/** @throws DomainError `not_found`, `stale`, `conflict` if missions happen there */
export async function deleteVenue(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { venue_id: id, expected_version }: VenueDelete,
): Promise<Change<void>> {
  const before = await lockVenue(trx, organisation, id);
  refuseStale(before, expected_version);
  const mission = await trx
    .selectFrom("missions")
    .select("title")
    .where("organisation_id", "=", organisation)
    .where("venue_id", "=", id)
    .executeTakeFirst();
  if (mission !== undefined)
    throw new DomainError("conflict", {
      reason: "has_missions",
      params: { name: before.name, mission: mission.title },
    });
  const travel_times = await removeTravelTimes(trx, organisation, id);
  await trx
    .deleteFrom("venues")
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .execute();
  const was = { ...before, ...(travel_times.length > 0 && { travel_times }) };
  const values = [{ artist_id: null, before: was, after: null }];
  return { answer: undefined, noun: "venue", id, values };
}

/**
 * Removes the travel times from and to a venue. It locks them in the order of their keys: with cascades,
 * two concurrent deletions of connected venues could deadlock.
 */
async function removeTravelTimes(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<TravelTime[]> {
  const isOfVenue = sql<boolean>`${id} in (from_venue_id, to_venue_id)`;
  const removed = await trx
    .selectFrom("travel_times")
    .select(["from_venue_id", "to_venue_id", "minutes"])
    .where("organisation_id", "=", organisation)
    .where(isOfVenue)
    .orderBy("from_venue_id")
    .orderBy("to_venue_id")
    .forUpdate()
    .execute();
  await trx
    .deleteFrom("travel_times")
    .where("organisation_id", "=", organisation)
    .where(isOfVenue)
    .execute();
  return removed;
}

/** Locks and reads a venue. The lock also blocks new missions there. */
async function lockVenue(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Venue> {
  await trx
    .selectFrom("venues")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .forUpdate()
    .execute();
  return requireVenue(trx, organisation, id);
}

async function requireVenue(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Venue> {
  const venue = await findVenue(trx, organisation, id);
  if (venue === undefined) throw notFound("venue", id);
  return venue;
}

function changed(before: Venue | null, after: Venue): Change<Venue> {
  return {
    answer: after,
    noun: "venue",
    id: after.id,
    values: [{ artist_id: null, before, after }],
  };
}

import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { AuthorizedOrganisationId, Organisation } from "../kit/context.ts";
import { DomainError, invalidInput } from "../kit/errors.ts";
import { readSlots, type Slot } from "./rules.ts";
import type { Artist, ArtistCreate, ArtistUpdate, AvailabilityInput } from "./schema.ts";

/** @throws DomainError `already_exists` when the organisation has an artist with this id */
export async function createArtist(
  trx: Transaction<DB>,
  organisation: Organisation,
  { id = crypto.randomUUID(), name, availabilities }: ArtistCreate,
): Promise<Artist> {
  const slots = slotsOf(availabilities, organisation);
  const created = await trx
    .insertInto("artists")
    .values({ organisation_id: organisation.id, id, name })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (created === undefined) throw new DomainError("already_exists", `Artist ${id} already exists`);
  await addSlots(trx, organisation.id, { id, slots });
  return { id, name, availabilities: slots };
}

/** @throws DomainError `not_found` */
export async function replaceArtist(
  trx: Transaction<DB>,
  organisation: Organisation,
  { artist_id, name, availabilities }: ArtistUpdate,
): Promise<Artist> {
  const slots = slotsOf(availabilities, organisation);
  const updated = await trx
    .updateTable("artists")
    .set({ name })
    .where("organisation_id", "=", organisation.id)
    .where("id", "=", artist_id)
    .returning("id")
    .executeTakeFirst();
  if (updated === undefined) throw artistNotFound(artist_id);
  await trx
    .deleteFrom("availabilities")
    .where("organisation_id", "=", organisation.id)
    .where("artist_id", "=", artist_id)
    .execute();
  await addSlots(trx, organisation.id, { id: artist_id, slots });
  return { id: artist_id, name, availabilities: slots };
}

/** Deletes an artist and their availabilities. @throws DomainError `not_found` */
export async function deleteArtist(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<void> {
  const deleted = await trx
    .deleteFrom("artists")
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  if (deleted === undefined) throw artistNotFound(id);
}

export function artistNotFound(id: string): DomainError {
  return new DomainError("not_found", `Artist ${id} not found`);
}

function slotsOf(availabilities: AvailabilityInput[], { time_zone }: Organisation): Slot[] {
  const { slots, issues } = readSlots(availabilities, time_zone);
  if (issues.length > 0)
    throw invalidInput(
      issues.map(({ path, message }) => ({ path: ["availabilities", ...path], message })),
    );
  return slots;
}

async function addSlots(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { id, slots }: { id: string; slots: Slot[] },
): Promise<void> {
  const starts = slots.map(({ start }) => start);
  const ends = slots.map(({ end }) => end);
  await sql`
    insert into availabilities (organisation_id, artist_id, start, "end")
    select ${organisation}, ${id}, slot.start, slot.end
    from unnest(${starts}::timestamp[], ${ends}::timestamp[]) as slot (start, "end")
  `.execute(trx);
}

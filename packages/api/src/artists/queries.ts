import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { pageOf } from "../kit/wire.ts";
import type { Artist, ArtistList, ArtistPage } from "./schema.ts";

/** An artist's availabilities, made JSON where they are: by start, then end. */
const availabilitiesAsJson = sql<Artist["availabilities"]>`(
  select coalesce(json_agg(slot), '[]')
  from (
    select start, "end" from availabilities
    where organisation_id = artists.organisation_id and artist_id = artists.id
    order by start, "end"
  ) as slot
)`.as("availabilities");

/** An artist with availabilities by start, then end; undefined where the organisation has none such. */
export function findArtist(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Artist | undefined> {
  return db
    .selectFrom("artists")
    .select(["id", "name", availabilitiesAsJson])
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** A page of artists by name, then id. */
export async function listArtists(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { q, limit, cursor }: ArtistList,
): Promise<ArtistPage> {
  let query = db
    .selectFrom("artists")
    .select(["id", "name", availabilitiesAsJson])
    .where("organisation_id", "=", organisation)
    .orderBy("name")
    .orderBy("id")
    .limit(limit + 1);
  if (q !== undefined)
    query = query.where(sql<boolean>`position(search_key(${q}) in search_key) > 0`);
  if (cursor !== undefined) {
    const [name, id] = cursor;
    query = query.where(sql<boolean>`(name, id) > (${name}, ${id})`);
  }
  const rows = await query.execute();
  return pageOf(rows, limit, ({ name, id }) => [name, id]);
}

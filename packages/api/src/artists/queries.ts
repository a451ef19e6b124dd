import type { DB } from "@coulisses/database/tables";
import type { ExpressionBuilder, Kysely } from "kysely";
import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { pageOf } from "../kit/wire.ts";
import type { Artist, ArtistList, ArtistPage } from "./schema.ts";

/** An artist with availabilities by start, then end; undefined where the organisation has none such. */
export function findArtist(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Artist | undefined> {
  return db
    .selectFrom("artists")
    .select(["id", "name", withAvailabilities])
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
    .select(["id", "name", withAvailabilities])
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

function withAvailabilities(eb: ExpressionBuilder<DB, "artists">) {
  return jsonArrayFrom(
    eb
      .selectFrom("availabilities")
      .select(["start", "end"])
      .whereRef("availabilities.organisation_id", "=", "artists.organisation_id")
      .whereRef("availabilities.artist_id", "=", "artists.id")
      .orderBy("start")
      .orderBy("end"),
  ).as("availabilities");
}

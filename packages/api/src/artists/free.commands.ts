import type { DB } from "@coulisses/database/tables";
import type { Kysely } from "kysely";
import { readFree } from "../engagements/queries.ts";
import { rankFree } from "../engagements/rules.ts";
import type { Organisation } from "../kit/context.ts";
import { DomainError } from "../kit/errors.ts";
import type { FreeArtists, FreeArtistsQuery } from "./schema.ts";

/**
 * Who could take a position, best first. It writes nothing.
 *
 * @throws DomainError `not_found` when there is no such position
 */
export async function freeArtists(
  db: Kysely<DB>,
  organisation: Organisation,
  { position_id, limit }: FreeArtistsQuery,
): Promise<FreeArtists> {
  const world = await readFree(db, organisation, position_id);
  const place = world.places.get(position_id);
  if (place === undefined) throw new DomainError("not_found", `Position ${position_id} not found`);
  return { artists: rankFree(place, world, limit) };
}

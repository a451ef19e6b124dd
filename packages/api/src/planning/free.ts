import type { DB } from "@coulisses/database/tables";
import { bestFirst, type Place, rate, type Rated, type World } from "@coulisses/planning";
import type { Kysely } from "kysely";
import type { FreeArtists, FreeArtistsQuery } from "../artists/schema.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError } from "../kit/errors.ts";
import type { Bounded } from "../kit/page.ts";
import { Room } from "../kit/room.ts";
import { mapInTurns } from "../kit/turns.ts";
import type { FreeArtist } from "./engagements.schema.ts";
import { sayReason, told } from "./findings.ts";
import { readFree } from "./world.queries.ts";

/**
 * Who could take a position, best first. It writes nothing.
 *
 * @throws DomainError `not_found` when there is no such position, `invalid_input` when the answer would
 *   be too large
 */
export async function freeArtists(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { position_id, limit, most_bytes }: Bounded<FreeArtistsQuery>,
): Promise<FreeArtists> {
  const world = await readFree(db, organisation, position_id);
  const place = world.places[position_id];
  if (place === undefined) throw new DomainError("not_found", `Position ${position_id} not found`);
  const room = new Room(most_bytes, "ask for fewer artists");
  const best = (await freeFor(place, world)).slice(0, limit);
  return { artists: best.map((free) => room.takeFor(free)) };
}

/** Those of the world whom nothing blocks from taking a place, best first. */
export async function freeFor(place: Place, world: World): Promise<FreeArtist[]> {
  const rated = await mapInTurns(Object.values(world.candidates), (candidate) =>
    rate({ place, candidate }, world),
  );
  return bestFirst(rated.filter(({ verdict }) => verdict !== "blocked")).map(freeArtist);
}

function freeArtist({ candidate: { id: artist_id, name }, reasons, findings }: Rated): FreeArtist {
  return { artist_id, name, reasons: reasons.map(sayReason), findings: told(findings) };
}

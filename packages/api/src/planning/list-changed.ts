import type { DB } from "@coulisses/database/tables";
import type { Kysely } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import type { Bounded } from "../kit/page.ts";
import { roomToDecide } from "../kit/room.ts";
import { listPublished } from "./missions.queries.ts";
import { loadConcerned } from "./preview-publication.ts";
import type { ChangedMissionPage, ChangedMissionsQuery } from "./publications.schema.ts";

/** Bytes that one mission takes in the answer, at most. */
const bytesOfOne = 100;

/**
 * The missions that have changed since they were published: those of a page of the published ones, by start.
 *
 * @throws DomainError `invalid_input` when a page concerns more than can be told at once
 */
export async function listChanged(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { most_bytes, limit, ...query }: Bounded<ChangedMissionsQuery>,
): Promise<ChangedMissionPage> {
  const { items: missions, next_cursor } = await listPublished(db, organisation, {
    ...query,
    limit: Math.max(1, Math.min(limit, Math.floor(most_bytes / bytesOfOne))),
    most_bytes: roomToDecide().left,
  });
  const concerned = await loadConcerned(db, organisation, missions);
  const items = Array.from(concerned, ([mission_id, { length }]) => ({
    mission_id,
    concerned: length,
  }));
  return { items, next_cursor };
}

import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { readWhole } from "../kit/page.ts";
import { roomToDecide } from "../kit/room.ts";
import type { Recipient } from "./publications.schema.ts";

/**
 * The artists who are confirmed on missions, or were notified of them before. By start.
 *
 * @throws DomainError `invalid_input` when these are too many to be told at once
 */
export async function loadRecipients(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Recipient[]> {
  const recipients = sql<Recipient & { starts_at: string }>`(
    select mission_id, artist_id, venues.name as venue, engagement_id, position_id, told,
      missions.starts_at
    from (
      select mission_id, artist_id, id as engagement_id, position_id from engagements
      where organisation_id = ${organisation} and mission_id = any(${ids}::uuid[])
        and status = 'confirmed'
    ) as confirmed
    full join (
      select mission_id, artist_id, told from publications
      where organisation_id = ${organisation} and mission_id = any(${ids}::uuid[])
    ) as publication using (mission_id, artist_id)
    join missions on missions.organisation_id = ${organisation} and missions.id = mission_id
    join venues on venues.organisation_id = ${organisation} and venues.id = venue_id
  )`;
  const order = { by: ["starts_at", "mission_id", "artist_id"] } as const;
  return readWhole(db, recipients, { ...order, room: roomToDecide() });
}

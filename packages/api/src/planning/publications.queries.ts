import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage, readWhole } from "../kit/page.ts";
import { roomToDecide } from "../kit/room.ts";
import type {
  Publication,
  PublicationList,
  PublicationPage,
  Recipient,
} from "./publications.schema.ts";

/**
 * The artists who are confirmed on missions, or were notified of them before. By start, then name.
 *
 * @throws DomainError `invalid_input` when these are too many to be told at once
 */
export async function loadRecipients(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Recipient[]> {
  const recipients = sql<Recipient & { starts_at: string }>`(
    select mission_id, artist_id, artists.name, venues.name as venue, engagement_id, position_id, told,
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
    join artists on artists.organisation_id = ${organisation} and artists.id = artist_id
    join venues on venues.organisation_id = ${organisation} and venues.id = venue_id
  )`;
  const order = { by: ["starts_at", "mission_id", "name", "artist_id"] } as const;
  return readWhole(db, recipients, { ...order, room: roomToDecide() });
}

/** A page of what artists were last told of missions, latest first. */
export async function listPublications(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { mission_id, artist_id, ...page }: Bounded<PublicationList>,
): Promise<PublicationPage> {
  let query = db
    .selectFrom("publications")
    .innerJoin("artists", (join) =>
      join
        .on("artists.organisation_id", "=", organisation)
        .onRef("artists.id", "=", "publications.artist_id"),
    )
    .where("publications.organisation_id", "=", organisation)
    .select(["mission_id", "artist_id", "artists.name"])
    .select([
      sql<string>`coalesce(changed_at, published_at)`.as("told_at"),
      sql<boolean>`(told ->> 'is_on')::boolean`.as("is_on"),
      sql<Publication["details"]>`told -> 'details'`.as("details"),
    ]);
  if (mission_id !== undefined) query = query.where("mission_id", "=", mission_id);
  if (artist_id !== undefined) query = query.where("artist_id", "=", artist_id);
  return readPage(db, query, {
    by: ["told_at", "mission_id", "artist_id"],
    direction: "desc",
    ...page,
  });
}

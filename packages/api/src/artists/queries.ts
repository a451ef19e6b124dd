import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import type { Artist, ArtistExport, ArtistList, ArtistPage } from "./schema.ts";

/** An artist's availabilities, made JSON where they are: by start, then end. */
const availabilitiesJson = sql<Artist["availabilities"]>`(
  select coalesce(json_agg(slot), '[]')
  from (
    select start, "end" from availabilities
    where organisation_id = artists.organisation_id and artist_id = artists.id
    order by start, "end"
  ) as slot
)`;

const availabilitiesAsJson = availabilitiesJson.as("availabilities");

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

/** A page of artists by name, then id; where `only` says so, of one artist alone. */
export async function listArtists(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { q, only, ...page }: Bounded<ArtistList> & { only: string | null },
): Promise<ArtistPage> {
  let query = db
    .selectFrom("artists")
    .select(["id", "name", availabilitiesAsJson])
    .where("organisation_id", "=", organisation);
  if (only !== null) query = query.where("id", "=", only);
  if (q !== undefined)
    query = query.where(sql<boolean>`position(search_key(${q}) in search_key) > 0`);
  return readPage(db, query, { by: ["name", "id"], ...page });
}

const profileJson = sql`json_build_object(
  'artist_id', id, 'email', email, 'phone', phone, 'annexe', annexe, 'birth_date', birth_date,
  'occupation', occupation, 'part_time', part_time, 'stage_authorisation', stage_authorisation,
  'notes', notes, 'version', profile_version, 'skills', (
    select coalesce(json_agg(json_build_object(
      'code', code, 'level', level, 'expires_on', expires_on) order by code), '[]')
    from artist_skills
    where organisation_id = artists.organisation_id and artist_id = artists.id
  )
)`;

const engagementsJson = sql`(
  select coalesce(json_agg(json_build_object(
    'mission_id', mission_id, 'title', title, 'status', engagements.status,
    'starts_at', lower(during), 'ends_at', upper(during),
    'reason', reason, 'override_reason', override_reason, 'overridden', overridden) order by lower(during)), '[]')
  from engagements join missions using (organisation_id)
  where organisation_id = artists.organisation_id and artist_id = artists.id
    and missions.id = mission_id
)`;

const outsideWorkJson = sql`(
  select coalesce(json_agg(json_build_object(
    'starts_at', starts_at, 'ends_at', ends_at, 'worked_minutes', worked_minutes,
    'employer', employer, 'notes', notes) order by starts_at), '[]')
  from outside_work where organisation_id = artists.organisation_id and artist_id = artists.id
)`;

/** Everything that is held on an artist, in one statement; undefined where there is none such. */
export async function exportArtist(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<ArtistExport | undefined> {
  const { rows } = await sql<ArtistExport>`
    select
      json_build_object(
        'id', id, 'name', name, 'availabilities', ${availabilitiesJson}
      ) as artist,
      ${profileJson} as profile,
      (
        select coalesce(json_agg(json_build_object(
          'planning_id', planning_id, 'event_date', event_date,
          'slot', json_build_object('start', start, 'end', "end")) order by start, planning_id), '[]')
        from assignments join plannings using (organisation_id)
        where organisation_id = artists.organisation_id and artist_id = artists.id
          and plannings.id = planning_id
      ) as plannings,
      ${engagementsJson} as engagements,
      ${outsideWorkJson} as outside_work,
      (
        select coalesce(json_agg(json_build_object(
          'email', email, 'name', users.name, 'since', members.created_at)), '[]')
        from members join users on users.id = user_id
        where organisation_id = artists.organisation_id and artist_id = artists.id
      ) as sign_in,
      (
        select coalesce(json_agg(json_build_object(
          'email', email, 'status', status, 'at', created_at) order by created_at), '[]')
        from invitations
        where organisation_id = artists.organisation_id and artist_id = artists.id
      ) as invitations,
      (
        select coalesce(json_agg(json_build_object(
          'name', keys.name, 'created_at', created_at) order by created_at), '[]')
        from keys
        where organisation_id = artists.organisation_id and artist_id = artists.id
      ) as keys,
      (
        select coalesce(json_agg(json_build_object(
          'at', at, 'procedure', procedure, 'before', before, 'after', after) order by at), '[]')
        from audit_values join audit_events using (organisation_id)
        where organisation_id = artists.organisation_id and artist_id = artists.id
          and audit_events.id = event_id
      ) as record
    from artists
    where organisation_id = ${organisation} and id = ${id}
  `.execute(db);
  return rows[0];
}

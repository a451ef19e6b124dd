import type { DB } from "@coulisses/database/tables";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { readWhole } from "../kit/page.ts";
import type { Room } from "../kit/room.ts";
import { contractJson, skillsJson } from "./profile.queries.ts";
import { availabilitiesJson } from "./queries.ts";
import type { ArtistExport, ExportQuery } from "./schema.ts";

const profileJson = (organisation: AuthorizedOrganisationId) => sql`json_build_object(
  'artist_id', id, 'email', email, 'phone', phone, 'annexe', annexe, 'birth_date', birth_date,
  'occupation', occupation, 'employment', employment, 'part_time', part_time,
  'contract_time', ${contractJson}, 'stage_authorisation', stage_authorisation,
  'notes', notes, 'version', profile_version, 'skills', ${skillsJson(organisation)}
)`;

type Person = Pick<ArtistExport, "artist" | "profile" | "sign_in" | "invitations" | "keys">;

interface Asked {
  organisation: AuthorizedOrganisationId;
  artist_id: string;
  /** Instants; null if there is no bound. */
  from: string | null;
  to: string | null;
  room: Room;
}

/**
 * All data of an artist, in a constant number of statements; undefined if not found.
 *
 * @throws DomainError `invalid_input` if it does not fit into the room
 */
export async function exportArtist(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { artist_id, from, to, room }: ExportQuery & { room: Room },
): Promise<ArtistExport | undefined> {
  const person = await readPerson(db, organisation, artist_id);
  if (person === undefined) return undefined;
  room.takeFor(person);
  const bounds = { from: from?.toString() ?? null, to: to?.toString() ?? null };
  const asked = { organisation, artist_id, ...bounds, room };
  const { artist, profile, ...access } = person;
  return {
    artist,
    profile,
    plannings: await readPlannings(db, asked),
    engagements: await readEngagements(db, asked),
    outside_work: await readOutsideWork(db, asked),
    ...access,
    record: await readRecord(db, asked),
  };
}

async function readPerson(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Person | undefined> {
  const { rows } = await sql<Person>`
    select
      json_build_object(
        'id', id, 'name', name, 'availabilities', ${availabilitiesJson(organisation)}
      ) as artist,
      ${profileJson(organisation)} as profile,
      (
        select coalesce(json_agg(json_build_object(
          'email', email, 'name', users.name, 'since', members.created_at)), '[]')
        from members join users on users.id = user_id
        where organisation_id = ${organisation} and artist_id = artists.id
      ) as sign_in,
      (
        select coalesce(json_agg(json_build_object(
          'email', email, 'status', status, 'at', created_at) order by created_at), '[]')
        from invitations
        where organisation_id = ${organisation} and artist_id = artists.id
      ) as invitations,
      (
        select coalesce(json_agg(json_build_object(
          'name', keys.name, 'created_at', created_at) order by created_at), '[]')
        from keys
        where organisation_id = ${organisation} and artist_id = artists.id
      ) as keys
    from artists
    where organisation_id = ${organisation} and id = ${id}
  `.execute(db);
  return rows[0];
}

/** Whether an instant is between `from` and `to`. */
function isAsked(at: RawBuilder<unknown>, { from, to }: Asked) {
  return sql<boolean>`(${from}::timestamptz is null or ${at} >= ${from})
    and (${to}::timestamptz is null or ${at} < ${to})`;
}

async function readPlannings(db: Kysely<DB>, asked: Asked): Promise<ArtistExport["plannings"]> {
  const { organisation, artist_id, room } = asked;
  const rows = sql<ArtistExport["plannings"][number] & { start: string }>`(
    select planning_id, event_date, json_build_object('start', start, 'end', "end") as slot, start
    from assignments
    join plannings on plannings.organisation_id = ${organisation}
    join organisations on organisations.id = ${organisation}
    where assignments.organisation_id = ${organisation} and artist_id = ${artist_id}
      and plannings.id = planning_id and ${isAsked(sql`(start at time zone time_zone)`, asked)}
  )`;
  const read = await readWhole(db, rows, { by: ["start", "planning_id"], room });
  return read.map(({ start: _start, ...planning }) => planning);
}

async function readEngagements(db: Kysely<DB>, asked: Asked): Promise<ArtistExport["engagements"]> {
  const { organisation, artist_id, room } = asked;
  const rows = sql<ArtistExport["engagements"][number] & { id: string }>`(
    select mission_id, title, engagements.status, lower(during) as starts_at,
      upper(during) as ends_at, reason, override_reason, overridden, engagements.id
    from engagements join missions on missions.organisation_id = ${organisation}
    where engagements.organisation_id = ${organisation} and artist_id = ${artist_id}
      and missions.id = mission_id and ${isAsked(sql`lower(during)`, asked)}
  )`;
  const read = await readWhole(db, rows, { by: ["starts_at", "id"], room });
  return read.map(({ id: _id, ...engagement }) => engagement);
}

async function readOutsideWork(
  db: Kysely<DB>,
  asked: Asked,
): Promise<ArtistExport["outside_work"]> {
  const { organisation, artist_id, room } = asked;
  const rows = sql<ArtistExport["outside_work"][number] & { id: string }>`(
    select starts_at, ends_at, worked_minutes, employer, siret, cachets, annexe, category, notes, id
    from outside_work
    where organisation_id = ${organisation} and artist_id = ${artist_id}
      and ${isAsked(sql`starts_at`, asked)}
  )`;
  const read = await readWhole(db, rows, { by: ["starts_at", "id"], room });
  return read.map(({ id: _id, ...work }) => work);
}

async function readRecord(db: Kysely<DB>, asked: Asked): Promise<ArtistExport["record"]> {
  const { organisation, artist_id, room } = asked;
  const rows = sql<ArtistExport["record"][number] & { event_id: string; position: number }>`(
    select at, procedure, before, after, event_id, position
    from audit_values join audit_events on audit_events.organisation_id = ${organisation}
    where audit_values.organisation_id = ${organisation} and artist_id = ${artist_id}
      and audit_events.id = event_id and ${isAsked(sql`at`, asked)}
  )`;
  const read = await readWhole(db, rows, { by: ["at", "event_id", "position"], room });
  return read.map(({ event_id: _event, position: _position, ...entry }) => entry);
}

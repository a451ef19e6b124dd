import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { readWhole } from "../kit/page.ts";
import { type Room, roomToDecide } from "../kit/room.ts";
import { mapInTurns } from "../kit/turns.ts";
import { instantOf, toInstants, type WallTime } from "../kit/wire.ts";
import { callColumns, readHouseRules, readRosters } from "./labour.queries.ts";
import { isLive } from "./engagements.queries.ts";
import { mostWeighed } from "./engagements.schema.ts";
import type { Candidate, Engaged, Place, World } from "./world.ts";

interface Wanted {
  positions: string[];
  artists: string[];
  /** When missions would be, if they moved, and where. */
  also?: (Times<Temporal.Instant> & { venue_id?: string })[];
  /** For the candidates with their availabilities, where these are answered. */
  room?: Room;
}

/** All that decides about some artists on some positions, in a constant number of statements. */
export async function readWorld(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { positions, artists, also = [], room = roomToDecide() }: Wanted,
): Promise<World> {
  const { labour, time_zone } = await readHouseRules(db, organisation);
  const places = await readPlaces(db, organisation, positions);
  const span = spanOf([...places, ...also]);
  const candidates = await readCandidates(db, organisation, { artists, span, time_zone, room });
  const options = await readOptions(db, organisation, { artists, span });
  const rosters = await readRosters(db, organisation, { artists, span, more: moreOf(places) });
  const optionsOf = Map.groupBy(options, ({ artist_id }) => artist_id);
  const venues = new Set([...places, ...also].flatMap(({ venue_id = [] }) => venue_id));
  const engaged = await mapInTurns(rosters, ([artist_id, { calls }]): [string, Engaged[]] => {
    const confirmed = calls.map((call): Engaged => ({ ...call, artist_id, status: "confirmed" }));
    const all = [...confirmed, ...(optionsOf.get(artist_id) ?? [])];
    for (const { venue_id } of all) venues.add(venue_id);
    return [artist_id, all];
  });
  const { rows: times } = await sql<{ from: string; to: string; minutes: number }>`
    select from_venue_id as "from", to_venue_id as "to", minutes from travel_times
    where organisation_id = ${organisation}
      and from_venue_id = any(${[...venues]}::uuid[]) and to_venue_id = any(${[...venues]}::uuid[])
  `.execute(db);
  const minutes = new Map(times.map((time) => [`${time.from} ${time.to}`, time.minutes]));
  return {
    places: new Map(places.map((place) => [place.id, place])),
    candidates: new Map(candidates.map((candidate) => [candidate.id, candidate])),
    engaged: new Map(engaged),
    rosters,
    labour,
    travel: (from, to) => minutes.get(`${from} ${to}`) ?? minutes.get(`${to} ${from}`),
    time_zone,
  };
}

/**
 * All that decides about who could take a position: the most skilled of those who have what it asks
 * for and are not confirmed elsewhere then, who said to be available first.
 */
export async function readFree(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  position: string,
): Promise<World> {
  const { rows } = await sql<{ id: string }>`
    select artists.id
    from positions
    join missions on missions.organisation_id = positions.organisation_id
      and missions.id = mission_id
    join venues on venues.organisation_id = positions.organisation_id and venues.id = venue_id
    join organisations on organisations.id = positions.organisation_id
    join artists on artists.organisation_id = positions.organisation_id
    left join artist_skills as held on held.organisation_id = artists.organisation_id
      and held.artist_id = artists.id and held.code = skill
      and held.level >= coalesce(min_level, 1)
      and (expires_on is null or expires_on >= (ends_at at time zone venues.time_zone)::date)
    where positions.organisation_id = ${organisation} and positions.id = ${position}
      and (skill is null or held.code is not null)
      and not exists (
        select from engagements
        where organisation_id = artists.organisation_id and artist_id = artists.id
          and (status = 'confirmed' and during && tstzrange(starts_at, ends_at)
            or status in ('option', 'confirmed') and mission_id = missions.id and ${isLive})
      )
    order by exists (
      select from availabilities
      where organisation_id = artists.organisation_id and artist_id = artists.id
        and start <= starts_at at time zone organisations.time_zone
        and "end" >= ends_at at time zone organisations.time_zone
    ) desc, held.level desc nulls last, artists.name, artists.id
    limit ${mostWeighed}
  `.execute(db);
  const artists = rows.map(({ id }) => id);
  return readWorld(db, organisation, { positions: [position], artists });
}

/** The work that whoever takes all of these places would get. */
function moreOf(places: Place[]): { calls: number; seconds: number } {
  const milliseconds = places.map(
    ({ starts_at, ends_at }) => ends_at.epochMilliseconds - starts_at.epochMilliseconds,
  );
  return {
    calls: places.length,
    seconds: milliseconds.reduce((sum, one) => sum + one, 0) / 1000,
  };
}

interface Span {
  from: string;
  to: string;
}

interface Around {
  span: Span;
  time_zone: string;
}

/** From the first start to the last end; the epoch where there is nothing. */
function spanOf([first, ...others]: Times<Temporal.Instant>[]): Span {
  const epoch = Temporal.Instant.fromEpochMilliseconds(0);
  let { starts_at: from, ends_at: to } = first ?? { starts_at: epoch, ends_at: epoch };
  for (const { starts_at, ends_at } of others) {
    if (Temporal.Instant.compare(starts_at, from) < 0) from = starts_at;
    if (Temporal.Instant.compare(ends_at, to) > 0) to = ends_at;
  }
  return { from: String(from), to: String(to) };
}

async function readPlaces(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Place[]> {
  const { rows } = await sql<Omit<Place, keyof Times<string>> & Times<string>>`
    select positions.id, ${callColumns}, convention, missions.starts_at, missions.ends_at, skill, min_level, count,
      taken, missions.status <> 'cancelled' and not is_template as is_open
    from positions
    join missions on missions.organisation_id = positions.organisation_id
      and missions.id = mission_id
    join venues on venues.organisation_id = positions.organisation_id and venues.id = venue_id
    left join projects on projects.organisation_id = positions.organisation_id
      and projects.id = project_id
    where positions.organisation_id = ${organisation} and positions.id = any(${ids}::uuid[])
  `.execute(db);
  return rows.map((row) => ({ ...row, ...instantsOf(row) }));
}

async function readCandidates(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { artists, span, time_zone, room }: Required<Pick<Wanted, "artists" | "room">> & Around,
): Promise<Candidate[]> {
  const candidates = sql<
    Omit<Candidate, "planned"> & { planned: { start: WallTime; end: WallTime }[] }
  >`(
    select id, name,
      (
        select coalesce(json_agg(json_build_object(
          'code', code, 'level', level, 'expires_on', expires_on)), '[]')
        from artist_skills
        where organisation_id = artists.organisation_id and artist_id = artists.id
      ) as skills,
      (
        select coalesce(json_agg(json_build_object('start', start, 'end', "end")), '[]')
        from availabilities
        where organisation_id = artists.organisation_id and artist_id = artists.id
          and start <= ${span.to}::timestamptz at time zone ${time_zone}
          and "end" >= ${span.from}::timestamptz at time zone ${time_zone}
      ) as availabilities,
      (
        select coalesce(json_agg(slot), '[]')
        from (
          select distinct start, "end" from assignments
          where organisation_id = artists.organisation_id and artist_id = artists.id
            and start < ${span.to}::timestamptz at time zone ${time_zone} + interval '2 days'
            and "end" > ${span.from}::timestamptz at time zone ${time_zone} - interval '2 days'
          order by start, "end"
        ) as slot
      ) as planned
    from artists
    where organisation_id = ${organisation} and id = any(${artists}::uuid[])
  )`;
  const rows = await readWhole(db, candidates, { by: ["name", "id"], room });
  return rows.map(({ planned, ...candidate }) => ({
    ...candidate,
    planned: planned.map((slot) => toInstants(slot, time_zone)),
  }));
}

async function readOptions(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { artists, span }: { artists: string[]; span: Span },
): Promise<Engaged[]> {
  const { rows } = await sql<Omit<Engaged, keyof Times<string>> & Times<string>>`
    select engagements.id, engagements.mission_id, artist_id, engagements.status,
      title, venue_id, venues.name as venue, lower(during) as starts_at, upper(during) as ends_at
    from engagements
    join missions on missions.organisation_id = engagements.organisation_id
      and missions.id = mission_id
    join venues on venues.organisation_id = engagements.organisation_id and venues.id = venue_id
    where engagements.organisation_id = ${organisation}
      and artist_id = any(${artists}::uuid[])
      and engagements.status = 'option' and ${isLive}
      and during && tstzrange(${span.from}::timestamptz, ${span.to}::timestamptz, '[]')
    order by lower(during)
  `.execute(db);
  return rows.map((row) => ({ ...row, ...instantsOf(row) }));
}

interface Times<Time> {
  starts_at: Time;
  ends_at: Time;
}

function instantsOf({ starts_at, ends_at }: Times<string>): Times<Temporal.Instant> {
  return {
    starts_at: instantOf(starts_at),
    ends_at: instantOf(ends_at),
  };
}

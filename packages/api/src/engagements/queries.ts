import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql, type Transaction } from "kysely";
import type { Overridden } from "../findings/schema.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import { compareText, instantOf, withOffsetOf, toInstants, type WallTime } from "../kit/wire.ts";
import { callColumns, readHouseRules, readRosters } from "../labour/queries.ts";
import {
  type Engagement,
  type EngagementList,
  type EngagementPage,
  mostWeighed,
} from "./schema.ts";
import type { Candidate, Engaged, Place, World } from "./world.ts";

type Row = Omit<Engagement, "status" | "rank"> & {
  status: Engagement["status"];
  rank: number | null;
  time_zone: string;
};

/** A live option: one that has not expired. */
const isLive = sql<boolean>`(expires_at is null or expires_at > now())`;

function engagements(db: Kysely<DB>, organisation: AuthorizedOrganisationId) {
  return db
    .selectFrom("engagements")
    .innerJoin("missions", (join) =>
      join
        .onRef("missions.organisation_id", "=", "engagements.organisation_id")
        .onRef("missions.id", "=", "engagements.mission_id"),
    )
    .innerJoin("venues", (join) =>
      join
        .onRef("venues.organisation_id", "=", "missions.organisation_id")
        .onRef("venues.id", "=", "missions.venue_id"),
    )
    .select(["engagements.id", "mission_id", "position_id", "artist_id", "time_zone"])
    .select([
      sql<Engagement["status"]>`case
        when engagements.status = 'option' and not ${isLive} then 'expired' else engagements.status
      end`.as("status"),
      sql<number | null>`case when engagements.status = 'option' and ${isLive} then (
        select count(*)::integer + 1 from engagements as earlier
        where earlier.organisation_id = engagements.organisation_id
          and earlier.artist_id = engagements.artist_id and earlier.status = 'option'
          and (earlier.expires_at is null or earlier.expires_at > now())
          and earlier.during && engagements.during
          and (earlier.placed_at, earlier.id) < (engagements.placed_at, engagements.id)
      ) end`.as("rank"),
      sql<string>`lower(during)`.as("starts_at"),
      sql<string>`upper(during)`.as("ends_at"),
    ])
    .select(["expires_at", "decided_at", "reason", "cachets", "override_reason"])
    .select(sql<Overridden[]>`overridden`.as("overridden"))
    .select("engagements.version")
    .where("engagements.organisation_id", "=", organisation);
}

/** Engagements by their ids, in that order; those that the organisation has not are left out. */
export async function findEngagements(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Engagement[]> {
  const rows = await engagements(db, organisation)
    .where(sql<boolean>`engagements.id = any(${ids}::uuid[])`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, zoned(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Options and confirmed engagements on missions, by start, then as they were placed. */
export async function listEngagementsOn(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  missions: string[],
): Promise<Engagement[]> {
  const rows = await engagements(db, organisation)
    .where(sql<boolean>`mission_id = any(${missions}::uuid[])`)
    .where(
      sql<boolean>`(engagements.status = 'confirmed' or engagements.status = 'option' and ${isLive})`,
    )
    .orderBy(sql`lower(during)`)
    .orderBy("placed_at")
    .orderBy("engagements.id")
    .execute();
  return rows.map(zoned);
}

/** An engagement; undefined where there is none such, or where to the artist `only` it does not exist. */
export async function findEngagement(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { engagement_id, only }: { engagement_id: string; only: string | null },
): Promise<Engagement | undefined> {
  let query = engagements(db, organisation).where("engagements.id", "=", engagement_id);
  if (only !== null) query = query.where(isToldTo(only));
  const row = await query.executeTakeFirst();
  return row && asSeenBy(only, zoned(row));
}

/**
 * Those that an artist sees: their own on missions that are published, or cancelled since; confirmed,
 * or cancelled after they were told of it.
 */
function isToldTo(artist: string) {
  return sql<boolean>`engagements.artist_id = ${artist}
    and missions.status <> 'draft' and not is_template
    and (engagements.status = 'confirmed' or engagements.status = 'cancelled' and exists (
      select from publications
      where organisation_id = engagements.organisation_id
        and mission_id = engagements.mission_id and artist_id = engagements.artist_id
        and engagements.id::text in (select json_array_elements_text(told -> 'engagements'))
    ))`;
}

/** What planners note of each other's decisions is not for the artist. */
function asSeenBy(only: string | null, engagement: Engagement): Engagement {
  return only === null
    ? engagement
    : { ...engagement, rank: null, override_reason: null, overridden: [] };
}

/** A page of engagements by start, then id; where `only` says so, as one artist may see them. */
export async function listEngagements(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  {
    mission_id,
    artist_id,
    from,
    to,
    only,
    ...page
  }: Bounded<EngagementList> & { only: string | null },
): Promise<EngagementPage> {
  let query = engagements(db, organisation);
  if (only !== null) query = query.where(isToldTo(only));
  if (mission_id !== undefined) query = query.where("mission_id", "=", mission_id);
  if (artist_id !== undefined) query = query.where("artist_id", "=", artist_id);
  if (from !== undefined) query = query.where(sql<boolean>`upper(during) > ${from.toString()}`);
  if (to !== undefined) query = query.where(sql<boolean>`lower(during) < ${to.toString()}`);
  const { items, next_cursor } = await readPage(db, query, { by: ["starts_at", "id"], ...page });
  return { items: items.map((row) => asSeenBy(only, zoned(row))), next_cursor };
}

function zoned({ time_zone, ...engagement }: Row): Engagement {
  return {
    ...engagement,
    starts_at: withOffsetOf(time_zone, engagement.starts_at),
    ends_at: withOffsetOf(time_zone, engagement.ends_at),
  };
}

/**
 * Makes whoever else would engage these artists, or free them, wait until the transaction ends. To be
 * called before anything else is locked: in the order of their ids, nobody waits in a circle.
 */
export async function lockArtists(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  artists: string[],
): Promise<void> {
  const keys = [...new Set(artists)].toSorted(compareText).map((id) => `${organisation} ${id}`);
  await sql`
    select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${keys}::text[]) as key
  `.execute(trx);
}

interface Wanted {
  positions: string[];
  artists: string[];
  /** When missions would be, if they moved, and where. */
  also?: (Times<Temporal.Instant> & { venue_id?: string })[];
}

/** Somebody on a position, as an option or confirmed. */
interface EngagedOn {
  id: string;
  mission_id: string;
  position_id: string;
  artist_id: string;
  status: "option" | "confirmed";
}

/** Who is on missions, as an option or confirmed. */
export async function readEngagedOn(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  missions: string[],
): Promise<EngagedOn[]> {
  const { rows } = await sql<EngagedOn>`
    select id, mission_id, position_id, artist_id, status from engagements
    where organisation_id = ${organisation} and mission_id = any(${missions}::uuid[])
      and (status = 'confirmed' or status = 'option' and ${isLive})
    order by placed_at, id
  `.execute(db);
  return rows;
}

/** All that decides about some artists on some positions, in a constant number of statements. */
export async function readWorld(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { positions, artists, also = [] }: Wanted,
): Promise<World> {
  const { labour, time_zone } = await readHouseRules(db, organisation);
  const places = await readPlaces(db, organisation, positions);
  const span = spanOf([...places, ...also]);
  const candidates = await readCandidates(db, organisation, { artists, span, time_zone });
  const options = await readOptions(db, organisation, { artists, span });
  const rosters = await readRosters(db, organisation, { artists, span, more: moreOf(places) });
  const confirmed = [...rosters].flatMap(([artist_id, { calls }]) =>
    calls.map((call): Engaged => ({ ...call, artist_id, status: "confirmed" })),
  );
  const engaged = [...confirmed, ...options];
  const everywhere = [...engaged, ...places, ...also].flatMap(({ venue_id = [] }) => venue_id);
  const venues = [...new Set(everywhere)];
  const { rows: times } = await sql<{ from: string; to: string; minutes: number }>`
    select from_venue_id as "from", to_venue_id as "to", minutes from travel_times
    where organisation_id = ${organisation}
      and from_venue_id = any(${venues}::uuid[]) and to_venue_id = any(${venues}::uuid[])
  `.execute(db);
  const minutes = new Map(times.map((time) => [`${time.from} ${time.to}`, time.minutes]));
  return {
    places: new Map(places.map((place) => [place.id, place])),
    candidates: new Map(candidates.map((candidate) => [candidate.id, candidate])),
    engaged: Map.groupBy(engaged, ({ artist_id }) => artist_id),
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
  { artists, span, time_zone }: { artists: string[]; span: Span; time_zone: string },
): Promise<Candidate[]> {
  const { rows } = await sql<
    Omit<Candidate, "planned"> & { planned: { start: WallTime; end: WallTime }[] }
  >`
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
    order by name, id
  `.execute(db);
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

import type { DB } from "@coulisses/database/tables";
import type { Candidate, Engaged, Position, Span, World } from "@coulisses/planning";
import { engagedOf, reachOf, toInstant, toMilliseconds } from "@coulisses/planning";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { readWhole } from "../kit/page.ts";
import { type Room, roomToDecide } from "../kit/room.ts";
import { mapInTurns } from "../kit/turns.ts";
import { toInstants, type WallTime } from "../kit/time.ts";
import { callColumns, type CallRow, loadHouseRules, loadRosters } from "./labour.queries.ts";
import { isLive } from "./engagements.queries.ts";
import { type PeriodText, spanOf } from "./spans.ts";

interface Wanted {
  positions: string[];
  artists: string[];
  /** Other times and venues to read around, as for missions that would move. */
  also?: (Span & { venue_id?: string })[];
  /** How much more work one person may get; by default all of the positions. */
  more?: { calls: number; seconds: number };
  /** Bounds the candidates with their availabilities, if these are part of the answer. */
  room?: Room;
}

/** Loads the world that decides about artists on positions, in a constant number of statements. */
export async function loadWorld(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { artists, also = [], room = roomToDecide(), ...wanted }: Wanted,
): Promise<World> {
  const { labour, time_zone } = await loadHouseRules(db, organisation);
  const positions = await loadPositions(db, organisation, wanted.positions);
  const span = spanOfAll([...positions, ...also]);
  const candidates = await loadCandidates(db, organisation, { artists, span, time_zone, room });
  const options = await loadOptions(db, organisation, { artists, span });
  const rosters = await loadRosters(db, organisation, {
    artists,
    span,
    reach: reachOf(labour),
    more: wanted.more ?? moreOf(positions),
  });
  const optionsOf = Map.groupBy(options, ({ artist_id }) => artist_id);
  const venues = new Set([...positions, ...also].flatMap(({ venue_id = [] }) => venue_id));
  const engaged = await mapInTurns(
    Object.entries(rosters),
    ([artist_id, { calls }]): [string, Engaged[]] => {
      const confirmed = calls.map((call) => engagedOf(call, artist_id));
      const all = [...confirmed, ...(optionsOf.get(artist_id) ?? [])];
      for (const { venue_id } of all) venues.add(venue_id);
      return [artist_id, all];
    },
  );
  const { rows: times } = await sql<{ from: string; to: string; minutes: number }>`
    select from_venue_id as "from", to_venue_id as "to", minutes from travel_times
    where organisation_id = ${organisation}
      and from_venue_id = any(${[...venues]}::uuid[]) and to_venue_id = any(${[...venues]}::uuid[])
  `.execute(db);
  return {
    positions: byId(positions),
    candidates: byId(candidates),
    engaged: Object.fromEntries(engaged),
    rosters,
    labour,
    travel: Object.fromEntries(times.map(({ from, to, minutes }) => [`${from} ${to}`, minutes])),
    time_zone,
    now: Temporal.Now.instant().epochMilliseconds,
  };
}

function byId<Thing extends { id: string }>(things: Thing[]): Record<string, Thing> {
  return Object.fromEntries(things.map((thing) => [thing.id, thing]));
}

/** The work of one person who takes all of these positions. */
function moreOf(positions: Position[]): { calls: number; seconds: number } {
  const milliseconds = positions.reduce((sum, { start, end }) => sum + end - start, 0);
  return { calls: positions.length, seconds: milliseconds / 1000 };
}

/** From the first start to the last end. */
interface FromTo {
  from: string;
  to: string;
}

interface Around {
  span: FromTo;
  time_zone: string;
}

/** The epoch if there are no spans. */
function spanOfAll(spans: readonly Span[]): FromTo {
  const starts = spans.map(({ start }) => start);
  const ends = spans.map(({ end }) => end);
  const from = starts.length === 0 ? 0 : Math.min(...starts);
  const to = ends.length === 0 ? 0 : Math.max(...ends);
  return { from: toInstant(from).toString(), to: toInstant(to).toString() };
}

async function loadPositions(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Position[]> {
  const { rows } = await sql<
    Omit<Position, keyof Span | "breaks"> & PeriodText & Pick<CallRow, "breaks">
  >`
    select positions.id, ${callColumns(organisation)}, convention, missions.starts_at, missions.ends_at, skill, min_level, count,
      taken, missions.status <> 'cancelled' and not is_template as is_open
    from positions
    join missions on missions.organisation_id = ${organisation}
      and missions.id = mission_id
    join venues on venues.organisation_id = ${organisation} and venues.id = venue_id
    left join projects on projects.organisation_id = ${organisation}
      and projects.id = project_id
    where positions.organisation_id = ${organisation} and positions.id = any(${ids}::uuid[])
  `.execute(db);
  return rows.map(({ starts_at, ends_at, breaks, ...row }) => ({
    ...row,
    ...spanOf({ starts_at, ends_at }),
    breaks: breaks.map(spanOf),
  }));
}

async function loadCandidates(
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
        where organisation_id = ${organisation} and artist_id = artists.id
      ) as skills,
      (
        select coalesce(json_agg(json_build_object('start', start, 'end', "end")), '[]')
        from availabilities
        where organisation_id = ${organisation} and artist_id = artists.id
          and start <= ${span.to}::timestamptz at time zone ${time_zone}
          and "end" >= ${span.from}::timestamptz at time zone ${time_zone}
      ) as availabilities,
      (
        select coalesce(json_agg(slot), '[]')
        from (
          select distinct start, "end" from assignments
          where organisation_id = ${organisation} and artist_id = artists.id
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
    planned: planned.map((slot) => plannedSpan(slot, time_zone)),
  }));
}

async function loadOptions(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { artists, span }: { artists: string[]; span: FromTo },
): Promise<Engaged[]> {
  const { rows } = await sql<Omit<Engaged, keyof Span> & PeriodText>`
    select engagements.id, engagements.mission_id, artist_id, engagements.status,
      title, venue_id, venues.name as venue, lower(during) as starts_at, upper(during) as ends_at
    from engagements
    join missions on missions.organisation_id = ${organisation}
      and missions.id = mission_id
    join venues on venues.organisation_id = ${organisation} and venues.id = venue_id
    where engagements.organisation_id = ${organisation}
      and artist_id = any(${artists}::uuid[])
      and engagements.status = 'option' and ${isLive}
      and during && tstzrange(${span.from}::timestamptz, ${span.to}::timestamptz, '[]')
    order by lower(during)
  `.execute(db);
  return rows.map(({ starts_at, ends_at, ...row }) => ({
    ...row,
    ...spanOf({ starts_at, ends_at }),
  }));
}

function plannedSpan(slot: { start: WallTime; end: WallTime }, zone: string): Span {
  const { starts_at, ends_at } = toInstants(slot, zone);
  return { start: toMilliseconds(starts_at), end: toMilliseconds(ends_at) };
}

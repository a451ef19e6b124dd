import type { DB } from "@coulisses/database/tables";
import { type Kysely, type SelectQueryBuilder, sql } from "kysely";
import { listEvents } from "../audit/queries.ts";
import type { AuthorizedOrganisationId, Visible } from "../kit/context.ts";
import { type Bounded, readPage, readWhole } from "../kit/page.ts";
import { type Room, roomToDecide } from "../kit/room.ts";
import { withOffsetOf } from "../kit/time.ts";
import type { Coverage, CoveragePage } from "./coverage.schema.ts";
import type {
  Mission,
  MissionHistory,
  MissionHistoryPage,
  MissionList,
  MissionPage,
  MissionTeam,
} from "./missions.schema.ts";

const breaksAsJson = (organisation: AuthorizedOrganisationId) =>
  sql<Mission["breaks"]>`(
  select coalesce(json_agg(pause), '[]')
  from (
    select starts_at, ends_at from mission_breaks
    where organisation_id = ${organisation} and mission_id = missions.id
    order by starts_at
  ) as pause
)`.as("breaks");

const positionsAsJson = (organisation: AuthorizedOrganisationId) =>
  sql<Mission["positions"]>`(
  select coalesce(json_agg(position), '[]')
  from (
    select positions.id, skill, skills.label as skill_label, min_level, count, positions.label
    from positions
    left join skills on skills.organisation_id = ${organisation} and code = skill
    where positions.organisation_id = ${organisation} and mission_id = missions.id
    order by place
  ) as position
)`.as("positions");

const venueAsJson = sql<Mission["venue"]>`json_build_object(
  'id', venues.id, 'name', venues.name, 'time_zone', time_zone
)`.as("venue");

const projectAsJson = (organisation: AuthorizedOrganisationId) =>
  sql<Mission["project"]>`(
  select json_build_object('id', id, 'title', title) from projects
  where organisation_id = ${organisation} and id = project_id
)`.as("project");

function atVenues(db: Kysely<DB>, organisation: AuthorizedOrganisationId) {
  return db
    .selectFrom("missions")
    .innerJoin("venues", (join) =>
      join
        .on("venues.organisation_id", "=", organisation)
        .onRef("venues.id", "=", "missions.venue_id"),
    )
    .where("missions.organisation_id", "=", organisation);
}

function missions(db: Kysely<DB>, organisation: AuthorizedOrganisationId) {
  return atVenues(db, organisation)
    .select(["missions.id", "project_id", projectAsJson(organisation), "venue_id", venueAsJson])
    .select(["time_zone", "title", "kind"])
    .select(["starts_at", "ends_at", breaksAsJson(organisation), positionsAsJson(organisation)])
    .select(["missions.notes", "missions.status", "is_template", "missions.version"])
    .$narrowType<Pick<Mission, "kind" | "status">>();
}

/**
 * Missions by their ids, in no order; those not found are left out.
 *
 * @throws DomainError `invalid_input` when they are too large to decide about together
 */
export async function findMissions(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Mission[]> {
  const query = missions(db, organisation).where(sql<boolean>`missions.id = any(${ids}::uuid[])`);
  const rows = await readWhole(db, query, { by: ["id"], room: roomToDecide() });
  return rows.map(zoned);
}

/**
 * A mission; undefined if not found, or if it is not `visible`.
 */
export async function findMission(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { mission_id, visible: { artist_id: only } }: { mission_id: string; visible: Visible },
): Promise<Mission | undefined> {
  let query = missions(db, organisation).where("missions.id", "=", mission_id);
  if (only !== null) query = query.where(concerns(organisation, only));
  const mission = await query.executeTakeFirst();
  return mission && zoned(mission);
}

/** The people who are confirmed on a mission, in the order of its positions, then by name. */
export async function listTeam(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  mission_id: string,
): Promise<MissionTeam["people"]> {
  const people = sql<MissionTeam["people"][number] & { place: number; id: string }>`(
    select engagements.id, place, artists.name, coalesce(positions.label, skills.label) as position
    from engagements
    join artists on artists.organisation_id = ${organisation} and artists.id = artist_id
    join positions on positions.organisation_id = ${organisation} and positions.id = position_id
    left join skills on skills.organisation_id = ${organisation} and skills.code = positions.skill
    where engagements.organisation_id = ${organisation} and engagements.mission_id = ${mission_id}
      and status = 'confirmed'
  )`;
  const order = { by: ["place", "name", "id"] } as const;
  const rows = await readWhole(db, people, { ...order, room: roomToDecide() });
  return rows.map(({ name, position }) => ({ name, position }));
}

/**
 * The missions that an artist sees: published, or cancelled since then; the artist is confirmed on them
 * or was told so.
 */
function concerns(organisation: AuthorizedOrganisationId, artist: string) {
  return sql<boolean>`missions.status <> 'draft' and not is_template and missions.id in (
    select mission_id from engagements
    where organisation_id = ${organisation} and artist_id = ${artist} and status = 'confirmed'
    union all
    select mission_id from publications
    where organisation_id = ${organisation} and artist_id = ${artist}
  )`;
}

/** How far each position of a mission is filled. */
const fillingAsJson = (organisation: AuthorizedOrganisationId) => sql<Coverage["positions"]>`(
  select coalesce(json_agg(json_build_object(
    'position_id', id, 'needed', count, 'filled', taken, 'options', (
      select count(*) from engagements
      where organisation_id = ${organisation} and position_id = positions.id
        and status = 'option' and (expires_at is null or expires_at > now())
    )) order by place), '[]')
  from positions
  where organisation_id = ${organisation} and mission_id = missions.id
)`;

function coverage(db: Kysely<DB>, organisation: AuthorizedOrganisationId) {
  return atVenues(db, organisation).select([
    "missions.id as mission_id",
    "starts_at",
    fillingAsJson(organisation).as("positions"),
  ]);
}

/** Applies the filters of a list. */
function narrowed<Row>(
  query: SelectQueryBuilder<DB, "missions" | "venues", Row>,
  { from, to, venue_id, project_id, status, is_template }: Omit<MissionList, "limit" | "cursor">,
) {
  let asked = query.where("is_template", "=", is_template);
  if (from !== undefined) asked = asked.where("ends_at", ">", from.toString());
  if (to !== undefined) asked = asked.where("starts_at", "<", to.toString());
  if (venue_id !== undefined) asked = asked.where("venue_id", "=", venue_id);
  if (project_id !== undefined) asked = asked.where("project_id", "=", project_id);
  if (status !== undefined) asked = asked.where("missions.status", "=", status);
  return asked;
}

/** A page of missions by start, then id: those that are `visible`. */
export async function listMissions(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { visible: { artist_id: only }, ...list }: Bounded<MissionList> & { visible: Visible },
): Promise<MissionPage> {
  let query = narrowed(missions(db, organisation), list);
  if (only !== null) query = query.where(concerns(organisation, only));
  const { items, next_cursor } = await readPage(db, query, { by: ["starts_at", "id"], ...list });
  return { items: items.map(zoned), next_cursor };
}

/** A page of the missions that can be published, by start, then id. */
export async function listPublishable(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { from, to, ...page }: Bounded<Pick<MissionList, "from" | "to" | "limit" | "cursor">>,
): Promise<MissionPage> {
  // One that was cancelled before it was published is told to nobody.
  const query = narrowed(missions(db, organisation), { from, to, is_template: false }).where(
    sql<boolean>`(missions.status <> 'cancelled' or published_at is not null)`,
  );
  const { items, next_cursor } = await readPage(db, query, { by: ["starts_at", "id"], ...page });
  return { items: items.map(zoned), next_cursor };
}

/** A page of the missions that were published, and are no draft again; by start, then id. */
export async function listPublished(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { from, to, ...page }: Bounded<Pick<MissionList, "from" | "to" | "limit" | "cursor">>,
): Promise<MissionPage> {
  const query = narrowed(missions(db, organisation), { from, to, is_template: false })
    .where("missions.status", "<>", "draft")
    .where("published_at", "is not", null);
  const { items, next_cursor } = await readPage(db, query, { by: ["starts_at", "id"], ...page });
  return { items: items.map(zoned), next_cursor };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** How many people missions need, and have: a page by start, then id. */
export async function listCoverage(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  list: Bounded<MissionList>,
): Promise<CoveragePage> {
  const { items, next_cursor } = await readPage(db, narrowed(coverage(db, organisation), list), {
    by: ["starts_at", "mission_id"],
    ...list,
  });
  return { items: items.map(summed), next_cursor };
}

/** How many people missions need, and have; by start. Those not found are left out. */
export async function findCoverage(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Coverage[]> {
  const query = coverage(db, organisation).where(sql<boolean>`missions.id = any(${ids}::uuid[])`);
  const order = { by: ["starts_at", "mission_id"] } as const;
  return (await readWhole(db, query, { ...order, room: roomToDecide() })).map(summed);
}

/**
 * Missions by their ids, with how many people they need and have; by start.
 *
 * @throws DomainError `invalid_input` when they do not fit into the answer
 */
export async function findMissionsWithCoverage(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { ids, room }: { ids: string[]; room: Room },
): Promise<{ mission: Mission; coverage: Coverage }[]> {
  const query = missions(db, organisation)
    .select(fillingAsJson(organisation).as("filling"))
    .where(sql<boolean>`missions.id = any(${ids}::uuid[])`);
  const rows = await readWhole(db, query, { by: ["starts_at", "id"], room });
  return rows.map(({ filling, ...mission }) => ({
    mission: zoned(mission),
    coverage: summed({ mission_id: mission.id, positions: filling }),
  }));
}

function summed({ mission_id, positions }: Pick<Coverage, "mission_id" | "positions">): Coverage {
  return {
    mission_id,
    needed: sum(positions.map(({ needed }) => needed)),
    filled: sum(positions.map(({ filled }) => filled)),
    options: sum(positions.map(({ options }) => options)),
    positions,
  };
}

/** Times with the offset of the venue's zone. */
function zoned(mission: Mission): Mission {
  const { time_zone, starts_at, ends_at, breaks } = mission;
  const inZone = (period: { starts_at: string; ends_at: string }) => ({
    starts_at: withOffsetOf(time_zone, period.starts_at),
    ends_at: withOffsetOf(time_zone, period.ends_at),
  });
  return { ...mission, ...inZone({ starts_at, ends_at }), breaks: breaks.map(inZone) };
}

/** A page of the events of a mission and its engagements, newest first. */
export function listHistory(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  page: Bounded<MissionHistory>,
): Promise<MissionHistoryPage> {
  return listEvents(db, organisation, page);
}

import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import { listEvents } from "../audit/queries.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { pageOf, withOffsetOf } from "../kit/wire.ts";
import type {
  Mission,
  MissionHistory,
  MissionHistoryPage,
  MissionList,
  MissionPage,
} from "./schema.ts";

const breaksAsJson = sql<Mission["breaks"]>`(
  select coalesce(json_agg(pause), '[]')
  from (
    select starts_at, ends_at from mission_breaks
    where organisation_id = missions.organisation_id and mission_id = missions.id
    order by starts_at
  ) as pause
)`.as("breaks");

const positionsAsJson = sql<Mission["positions"]>`(
  select coalesce(json_agg(position), '[]')
  from (
    select id, skill, min_level, count, label from positions
    where organisation_id = missions.organisation_id and mission_id = missions.id
    order by place
  ) as position
)`.as("positions");

function missions(db: Kysely<DB>, organisation: AuthorizedOrganisationId) {
  return db
    .selectFrom("missions")
    .innerJoin("venues", (join) =>
      join
        .onRef("venues.organisation_id", "=", "missions.organisation_id")
        .onRef("venues.id", "=", "missions.venue_id"),
    )
    .select(["missions.id", "project_id", "venue_id", "time_zone", "title", "kind"])
    .select(["starts_at", "ends_at", breaksAsJson, positionsAsJson])
    .select(["missions.notes", "missions.status", "is_template", "missions.version"])
    .where("missions.organisation_id", "=", organisation)
    .$narrowType<Pick<Mission, "kind" | "status">>();
}

/** Missions by their ids, in no order; those that the organisation has not are left out. */
export async function findMissions(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Mission[]> {
  const rows = await missions(db, organisation)
    .where(sql<boolean>`missions.id = any(${ids}::uuid[])`)
    .execute();
  return rows.map(zoned);
}

/** A page of missions by start, then id. */
export async function listMissions(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { from, to, venue_id, project_id, status, is_template, limit, cursor }: MissionList,
): Promise<MissionPage> {
  let query = missions(db, organisation)
    .where("is_template", "=", is_template)
    .orderBy("starts_at")
    .orderBy("missions.id")
    .limit(limit + 1);
  if (from !== undefined) query = query.where("ends_at", ">", from.toString());
  if (to !== undefined) query = query.where("starts_at", "<", to.toString());
  if (venue_id !== undefined) query = query.where("venue_id", "=", venue_id);
  if (project_id !== undefined) query = query.where("project_id", "=", project_id);
  if (status !== undefined) query = query.where("missions.status", "=", status);
  if (cursor !== undefined) {
    const [startsAt, id] = cursor;
    query = query.where(sql<boolean>`(starts_at, missions.id) > (${startsAt.toString()}, ${id})`);
  }
  const rows = await query.execute();
  const { items, next_cursor } = pageOf(rows, limit, (row) => [row.starts_at, row.id]);
  return { items: items.map(zoned), next_cursor };
}

/** Times as the venue's clocks have them. */
function zoned(mission: Mission): Mission {
  const { time_zone, starts_at, ends_at, breaks } = mission;
  const inZone = (period: { starts_at: string; ends_at: string }) => ({
    starts_at: withOffsetOf(time_zone, period.starts_at),
    ends_at: withOffsetOf(time_zone, period.ends_at),
  });
  return { ...mission, ...inZone({ starts_at, ends_at }), breaks: breaks.map(inZone) };
}

/** Of what missions are to refer to, what the organisation has. */
export interface Premises {
  venues: { id: string; time_zone: string }[];
  projects: string[];
  skills: string[];
}

/** What is there stays there until the transaction ends: nobody deletes it meanwhile. */
export async function findPremises(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  wanted: Record<"venues" | "projects" | "skills", string[]>,
): Promise<Premises> {
  const { rows } = await sql<Premises>`
    select
      (select coalesce(json_agg(venue), '[]') from (
       select id, time_zone from venues
       where organisation_id = ${organisation} and id = any(${wanted.venues}::uuid[]) for key share
      ) as venue) as venues,
      array(select id::text from projects
       where organisation_id = ${organisation} and id = any(${wanted.projects}::uuid[]) for key share
      ) as projects,
      array(select code from skills
       where organisation_id = ${organisation} and code = any(${wanted.skills}::text[]) for key share
      ) as skills
  `.execute(db);
  const [premises] = rows;
  if (premises === undefined) throw new Error("A select without from answers one row");
  return premises;
}

/** A page of what was done to a mission and to its engagements, newest first. */
export function listHistory(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  page: MissionHistory,
): Promise<MissionHistoryPage> {
  return listEvents(db, organisation, page);
}

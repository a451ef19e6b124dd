import type { DB } from "@coulisses/database/tables";
import type { World } from "@coulisses/planning";
import { type Kysely, sql } from "kysely";
import type { Coverage } from "./coverage.schema.ts";
import type { Engagement } from "./engagements.schema.ts";
import type { Mission } from "./missions.schema.ts";
import { listEngagementsOn } from "./engagements.queries.ts";
import { loadWorld } from "./world.queries.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { asSpan } from "./spans.ts";
import { findMissionsWithCoverage } from "./missions.queries.ts";
import { type CalendarQuery, mostEngaged, mostShown } from "./calendar.schema.ts";

/** All that a calendar is made of. */
export interface LoadedCalendar {
  missions: { mission: Mission; coverage: Coverage }[];
  engagements: Engagement[];
  /** Of the people shown. */
  world: World;
  /** The time shown. */
  asked: Pick<CalendarQuery, "from" | "to">;
}

/**
 * Loads what a calendar shows, in a constant number of statements; `too many` if that is more than a
 * thousand missions or people, or two thousand engagements.
 *
 * @throws DomainError `invalid_input` when it does not fit into the answer
 */
export async function loadCalendar(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { room, ...query }: CalendarQuery & { room: Room },
): Promise<LoadedCalendar | "too many"> {
  const ids = await findIds(db, organisation, query);
  if (ids.length > mostShown) return "too many";
  const missions = await findMissionsWithCoverage(db, organisation, { ids, room });
  const engagements = await listEngagementsOn(db, organisation, { missions: ids, room });
  if (engagements.length > mostEngaged) return "too many";
  const people = await findPeople(db, organisation, {
    ...query,
    engaged: [...new Set(engagements.map(({ artist_id }) => artist_id))],
  });
  if (people.length > mostShown) return "too many";
  const world = await loadWorld(db, organisation, {
    positions: engagements.map(({ position_id }) => position_id),
    artists: people,
    also: [asSpan({ starts_at: query.from, ends_at: query.to })],
    room,
  });
  return { missions, engagements, world, asked: query };
}

async function findIds(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { from, to, venue_id, project_id, skill, artist_id, status }: CalendarQuery,
): Promise<string[]> {
  let query = db
    .selectFrom("missions")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where("is_template", "=", false)
    .where(
      sql<boolean>`tstzrange(starts_at, ends_at) && tstzrange(${from.toString()}, ${to.toString()})`,
    )
    .limit(mostShown + 1);
  query =
    status === undefined
      ? query.where("status", "<>", "cancelled")
      : query.where("status", "=", status);
  if (venue_id !== undefined) query = query.where("venue_id", "=", venue_id);
  if (project_id !== undefined) query = query.where("project_id", "=", project_id);
  if (skill !== undefined)
    query = query.where(sql<boolean>`exists (
      select from positions
      where organisation_id = ${organisation} and mission_id = missions.id
        and skill = ${skill})`);
  if (artist_id !== undefined)
    query = query.where(sql<boolean>`exists (
      select from engagements
      where organisation_id = ${organisation} and mission_id = missions.id
        and artist_id = ${artist_id} and status in ('option', 'confirmed'))`);
  return (await query.execute()).map(({ id }) => id);
}

/**
 * The artists engaged; and those available or in a planning then, if they have the skill asked for.
 */
async function findPeople(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  asked: CalendarQuery & { engaged: string[] },
): Promise<string[]> {
  const { from, to, skill = null, artist_id = null, engaged } = asked;
  const { rows } = await sql<{ id: string }>`
    select artists.id from artists
    join organisations on organisations.id = organisation_id
    where organisation_id = ${organisation} and (
      artists.id = any(${engaged}::uuid[]) or artists.id = ${artist_id}
      or ${artist_id}::uuid is null and (${isAvailableOrPlanned(organisation, { from, to })}) and (${skill}::text is null or exists (
        select from artist_skills
        where organisation_id = ${organisation} and artist_id = artists.id
          and code = ${skill}
      ))
    )
    order by artists.name, artists.id
    limit ${mostShown + 1}
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** Whether an artist is available within a time, or in a planning; over `artists` and `organisations`. */
export function isAvailableOrPlanned(
  organisation: AuthorizedOrganisationId,
  { from, to }: Pick<CalendarQuery, "from" | "to">,
) {
  return sql<boolean>`
    exists (
      select from availabilities
      where organisation_id = ${organisation} and artist_id = artists.id
        and start < ${to.toString()}::timestamptz at time zone time_zone
        and "end" > ${from.toString()}::timestamptz at time zone time_zone
    ) or exists (
      select from assignments
      where organisation_id = ${organisation} and artist_id = artists.id
        and start < ${to.toString()}::timestamptz at time zone time_zone
        and "end" > ${from.toString()}::timestamptz at time zone time_zone
    )`;
}

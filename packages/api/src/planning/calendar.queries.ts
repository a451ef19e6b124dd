import type { DB } from "@coulisses/database/tables";
import type { World } from "@coulisses/planning";
import { type Kysely, sql } from "kysely";
import type { Coverage } from "./coverage.schema.ts";
import type { Engagement } from "./engagements.schema.ts";
import type { Mission } from "./missions.schema.ts";
import { isLive, listEngagementsOn } from "./engagements.queries.ts";
import { loadWorld } from "./world.queries.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import type { Room } from "../kit/room.ts";
import { asSpan } from "./spans.ts";
import { findMissionsWithCoverage } from "./missions.queries.ts";
import { isPaged, peopleShown, type PersonFound } from "./calendar.rules.ts";
import { type CalendarQuery, mostOnPages, mostShown } from "./calendar.schema.ts";

/** All that a calendar is made of. */
export interface LoadedCalendar {
  missions: { mission: Mission; coverage: Coverage }[];
  engagements: Engagement[];
  /** Of the people shown. */
  world: World;
  /** The time shown. */
  asked: Pick<CalendarQuery, "from" | "to">;
  /** Of a page. */
  next_cursor?: string | null;
}

/**
 * Loads what a calendar shows, or a page of it, in a constant number of statements; `too many` if that is more
 * than one answer shows.
 *
 * @throws DomainError `invalid_input` when it does not fit into the answer
 */
export async function loadCalendar(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { room, ...query }: CalendarQuery & { room: Room },
): Promise<LoadedCalendar | "too many"> {
  const isPage = isPaged(query);
  const found = await findIds(db, organisation, query);
  if (found.length > (isPage ? mostOnPages : mostShown)) return "too many";
  const all = found.map(({ id }) => id);
  const shown = peopleShown(await findPeople(db, organisation, { ...query, missions: all }), query);
  if (shown === "too many") return shown;
  const { people, ...next } = shown;
  const engagements = await listEngagementsOn(db, organisation, {
    missions: all,
    room,
    ...(isPage && { artists: people }),
  });
  const ids = missionsShown(found, engagements, query);
  if (ids.length > mostShown) return "too many";
  const missions = await findMissionsWithCoverage(db, organisation, { ids, room });
  const world = await loadWorld(db, organisation, {
    positions: engagements.map(({ position_id }) => position_id),
    artists: people,
    also: [asSpan({ starts_at: query.from, ends_at: query.to })],
    room,
  });
  return { missions, engagements, world, asked: query, ...next };
}

/** A page shows the missions of its engagements; the first one also those on which nobody is engaged. */
function missionsShown(
  found: readonly { id: string; is_engaged: boolean }[],
  engagements: readonly Engagement[],
  { cursor }: Pick<CalendarQuery, "cursor">,
): string[] {
  const others = cursor === undefined ? found.filter(({ is_engaged }) => !is_engaged) : [];
  const engaged = engagements.map(({ mission_id }) => mission_id);
  return [...new Set([...others.map(({ id }) => id), ...engaged])];
}

/** The missions in time that pass the filters, in no order. Only pages need to know whether anybody is engaged. */
async function findIds(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { from, to, venue_id, project_id, skill, artist_id, status, ...page }: CalendarQuery,
): Promise<{ id: string; is_engaged: boolean }[]> {
  const isEngaged = sql<boolean>`exists (
    select from engagements
    where organisation_id = ${organisation} and mission_id = missions.id
      and (status = 'confirmed' or status = 'option' and ${isLive}))`;
  let query = db
    .selectFrom("missions")
    .select("id")
    .select((isPaged(page) ? isEngaged : sql<boolean>`false`).as("is_engaged"))
    .where("organisation_id", "=", organisation)
    .where("is_template", "=", false)
    .where(
      sql<boolean>`tstzrange(starts_at, ends_at) && tstzrange(${from.toString()}, ${to.toString()})`,
    )
    .limit((isPaged(page) ? mostOnPages : mostShown) + 1);
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
  return query.execute();
}

/**
 * The artists engaged, and how often; and those available or in a planning then, if they have the skill asked for. By
 * name, one more than asked for.
 */
async function findPeople(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  asked: CalendarQuery & { missions: string[] },
): Promise<PersonFound[]> {
  const { from, to, skill = null, artist_id = null, missions, limit = mostShown } = asked;
  const [name, id] = asked.cursor ?? [null, null];
  const { rows } = await sql<PersonFound>`
    with engaged as (
      select artist_id, count(*)::integer as count from engagements
      where organisation_id = ${organisation} and mission_id = any(${missions}::uuid[])
        and (status = 'confirmed' or status = 'option' and ${isLive})
      group by artist_id
    )
    select artists.id, artists.name, coalesce(count, 0) as engaged from artists
    join organisations on organisations.id = organisation_id
    left join engaged on engaged.artist_id = artists.id
    where organisation_id = ${organisation} and (
      count > 0 or artists.id = ${artist_id}
      or ${artist_id}::uuid is null and (${isAvailableOrPlanned(organisation, { from, to })}) and (${skill}::text is null or exists (
        select from artist_skills
        where organisation_id = ${organisation} and artist_id = artists.id
          and code = ${skill}
      ))
    ) and (${id}::uuid is null or (artists.name, artists.id) > (${name}, ${id}::uuid))
    order by artists.name, artists.id
    limit ${limit + 1}
  `.execute(db);
  return rows;
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

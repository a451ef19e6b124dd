import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import { isAvailableOrPlanned } from "./calendar.queries.ts";
import { mostPositions, type WorldQuery } from "./world.schema.ts";

type Window = Pick<WorldQuery, "from" | "to">;

/** A position within a time, and the venue of its mission. A mission without positions has one row. */
interface Planned {
  position_id: string | null;
  venue_id: string;
  /** How long the mission is. */
  seconds: number;
}

/** The positions of the missions within a time; one more than the most if there are too many. */
export async function findPlanned(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { from, to }: Window,
): Promise<Planned[]> {
  const { rows } = await sql<Planned>`
    select positions.id as position_id, venue_id,
      extract(epoch from ends_at - starts_at)::float8 as seconds
    from missions
    left join positions on positions.organisation_id = ${organisation}
      and positions.mission_id = missions.id
    where missions.organisation_id = ${organisation} and not is_template and status <> 'cancelled'
      and tstzrange(starts_at, ends_at) && tstzrange(${from.toString()}, ${to.toString()})
    limit ${mostPositions + 1}
  `.execute(db);
  return rows;
}

/** A page of the people whom the calendar of a time shows: engaged then, available, or in a planning. */
export function listPeople(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { from, to, ...page }: Bounded<WorldQuery>,
): Promise<{ items: { id: string; name: string }[]; next_cursor: string | null }> {
  const people = sql<{ id: string; name: string }>`(
    select artists.id, artists.name from artists
    join organisations on organisations.id = organisation_id
    where organisation_id = ${organisation} and (
      exists (
        select from engagements
        where organisation_id = ${organisation} and artist_id = artists.id
          and status in ('option', 'confirmed')
          and during && tstzrange(${from.toString()}, ${to.toString()})
      ) or ${isAvailableOrPlanned(organisation, { from, to })}
    )
  )`;
  return readPage(db, people, { by: ["name", "id"], ...page });
}

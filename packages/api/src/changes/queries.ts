import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";

/** The newest event of each chain of the audit log. */
export function readHeads(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
): Promise<{ chain: number; height: number }[]> {
  return db
    .selectFrom("audit_chains")
    .select(["chain", sql<number>`height::float8`.as("height")])
    .where("organisation_id", "=", organisation)
    .execute();
}

/**
 * The newest event of each chain as it was some seconds ago. A page that begins to follow changes has loaded
 * what it shows a moment before: it follows from a little earlier.
 */
export function readHeadsBefore(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  seconds: number,
): Promise<{ chain: number; height: number }[]> {
  return db
    .with("recent", (query) =>
      query
        .selectFrom("audit_events")
        .select(({ fn }) => ["chain", fn.min("height").as("first")])
        .where("organisation_id", "=", organisation)
        .where("at", ">", sql<string>`clock_timestamp() - make_interval(secs => ${seconds})`)
        .groupBy("chain"),
    )
    .selectFrom("audit_chains as head")
    .leftJoin("recent", "recent.chain", "head.chain")
    .select([
      "head.chain",
      sql<number>`coalesce(recent.first - 1, head.height)::float8`.as("height"),
    ])
    .where("head.organisation_id", "=", organisation)
    .execute();
}

/** A change as the audit log has it, without its values. */
export interface RecordedChange {
  chain: number;
  height: number;
  event_id: string;
  noun: string;
  noun_id: string;
  actor_kind: "open" | "person" | "key" | "command";
  actor_id: string | null;
  missions: string[];
  engagements: string[];
  artists: string[];
  is_partial: boolean;
}

/** A change of more things does not list them. */
const mostThings = 200;

/** The changes that were committed after a position, in the order in which they were made, up to `most`. */
export async function listChangesAfter(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { position, most }: { position: ReadonlyMap<number, number>; most: number },
): Promise<RecordedChange[]> {
  const [chains, heights] = [[...position.keys()], [...position.values()]];
  const { rows } = await sql<RecordedChange>`
    select event.chain, event.height::float8 as height, event.id as event_id, event.noun,
      event.noun_id, event.actor_kind, event.actor_id, things.missions, things.engagements,
      things.artists, json_array_length(event.digests) > ${mostThings} as is_partial
    from audit_chains as head
    left join unnest(${chains}::integer[], ${heights}::bigint[]) as seen (chain, height)
      on seen.chain = head.chain
    cross join lateral (
      select * from audit_events
      where organisation_id = ${organisation} and chain = head.chain
        and height > coalesce(seen.height, 0)
      order by height limit ${most}
    ) as event
    cross join lateral (
      select
        coalesce(array_agg(distinct audit_mission(before, after)) filter (
          where coalesce(after -> 'positions', before -> 'positions', after -> 'position_id')
            is not null), '{}') as missions,
        coalesce(array_agg(distinct after ->> 'id') filter (
          where after -> 'position_id' is not null), '{}') as engagements,
        coalesce(array_agg(distinct artist_id) filter (where artist_id is not null), '{}')
          as artists
      from audit_values
      where organisation_id = ${organisation} and event_id = event.id
        and json_array_length(event.digests) <= ${mostThings}
    ) as things
    where head.organisation_id = ${organisation} and head.height > coalesce(seen.height, 0)
    order by event.at, event.chain, event.height limit ${most}
  `.execute(db);
  return rows;
}

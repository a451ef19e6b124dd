import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import { translated } from "./finding-messages.ts";
import type { Overridden } from "./findings.schema.ts";
import type { AuthorizedOrganisationId, Visible } from "../kit/context.ts";
import { type Bounded, readPage, readWhole } from "../kit/page.ts";
import { type Room, roomToDecide } from "../kit/room.ts";
import { withOffsetOf } from "../kit/time.ts";
import type { Engagement, EngagementList, EngagementPage } from "./engagements.schema.ts";

type Row = Omit<Engagement, "status" | "rank"> & {
  status: Engagement["status"];
  rank: number | null;
  time_zone: string;
};

/** A live option: one that has not expired. */
export const isLive = sql<boolean>`(expires_at is null or expires_at > now())`;

function engagements(db: Kysely<DB>, organisation: AuthorizedOrganisationId) {
  return db
    .selectFrom("engagements")
    .innerJoin("missions", (join) =>
      join
        .on("missions.organisation_id", "=", organisation)
        .onRef("missions.id", "=", "engagements.mission_id"),
    )
    .innerJoin("venues", (join) =>
      join
        .on("venues.organisation_id", "=", organisation)
        .onRef("venues.id", "=", "missions.venue_id"),
    )
    .innerJoin("artists", (join) =>
      join
        .on("artists.organisation_id", "=", organisation)
        .onRef("artists.id", "=", "engagements.artist_id"),
    )
    .select(["engagements.id", "mission_id", "position_id", "artist_id", "time_zone"])
    .select(
      sql<Engagement["artist"]>`json_build_object('id', artists.id, 'name', artists.name)`.as(
        "artist",
      ),
    )
    .select([
      sql<Engagement["status"]>`case
        when engagements.status = 'option' and not ${isLive} then 'expired' else engagements.status
      end`.as("status"),
      sql<number | null>`case when engagements.status = 'option' and ${isLive} then (
        select count(*)::integer + 1 from engagements as earlier
        where earlier.organisation_id = ${organisation}
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

/**
 * Engagements by their ids, in that order; those not found are left out.
 *
 * @throws DomainError `invalid_input` when they are too large to decide about together
 */
export async function findEngagements(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Engagement[]> {
  const query = engagements(db, organisation).where(
    sql<boolean>`engagements.id = any(${ids}::uuid[])`,
  );
  const rows = await readWhole(db, query, { by: ["id"], room: roomToDecide() });
  const byId = new Map(rows.map((row) => [row.id, zoned(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * The options, also expired ones, and the confirmed engagements on missions.
 *
 * @throws DomainError `invalid_input` when they are too large to decide about together
 */
export async function findEngagedOn(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  missions: string[],
): Promise<Engagement[]> {
  const query = engagements(db, organisation)
    .where(sql<boolean>`mission_id = any(${missions}::uuid[])`)
    .where("engagements.status", "in", ["option", "confirmed"]);
  const rows = await readWhole(db, query, { by: ["id"], room: roomToDecide() });
  return rows.map(zoned);
}

/**
 * Options and confirmed engagements on missions, if given of these artists, by start, then as they were placed.
 *
 * @throws DomainError `invalid_input` when they do not fit into the answer
 */
export async function listEngagementsOn(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { missions, artists, room }: { missions: string[]; artists?: string[]; room: Room },
): Promise<Engagement[]> {
  let query = engagements(db, organisation)
    .select("placed_at")
    .where(sql<boolean>`mission_id = any(${missions}::uuid[])`)
    .where(
      sql<boolean>`(engagements.status = 'confirmed' or engagements.status = 'option' and ${isLive})`,
    );
  if (artists !== undefined) query = query.where(sql<boolean>`artist_id = any(${artists}::uuid[])`);
  const rows = await readWhole(db, query, { by: ["starts_at", "placed_at", "id"], room });
  return rows.map(({ placed_at: _placed, ...row }) => zoned(row));
}

/** An engagement; undefined if not found, or if it is not `visible`. */
export async function findEngagement(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { engagement_id, visible: { artist_id: only } }: { engagement_id: string; visible: Visible },
): Promise<Engagement | undefined> {
  let query = engagements(db, organisation).where("engagements.id", "=", engagement_id);
  if (only !== null) query = query.where(isToldTo(organisation, only));
  const row = await query.executeTakeFirst();
  return row && asSeenBy(only, zoned(row));
}

/**
 * The engagements that an artist sees: their own, on missions that are published, or cancelled since
 * then; confirmed, or cancelled after they were told of it.
 */
function isToldTo(organisation: AuthorizedOrganisationId, artist: string) {
  return sql<boolean>`engagements.artist_id = ${artist}
    and missions.status <> 'draft' and not is_template
    and (engagements.status = 'confirmed' or engagements.status = 'cancelled' and exists (
      select from publications
      where organisation_id = ${organisation}
        and mission_id = engagements.mission_id and artist_id = engagements.artist_id
        and engagements.id::text in (select json_array_elements_text(told -> 'engagements'))
    ))`;
}

/** Hides from the artist what only planners see: rank and overrides. */
function asSeenBy(only: string | null, engagement: Engagement): Engagement {
  return only === null
    ? engagement
    : { ...engagement, rank: null, override_reason: null, overridden: [] };
}

/** A page of engagements by start, then id: those that are `visible`. */
export async function listEngagements(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  {
    mission_id,
    artist_id,
    from,
    to,
    visible: { artist_id: only },
    ...page
  }: Bounded<EngagementList> & { visible: Visible },
): Promise<EngagementPage> {
  let query = engagements(db, organisation);
  if (only !== null) query = query.where(isToldTo(organisation, only));
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
    overridden: translated(engagement.overridden),
    starts_at: withOffsetOf(time_zone, engagement.starts_at),
    ends_at: withOffsetOf(time_zone, engagement.ends_at),
  };
}

/** A live option or a confirmed engagement. */
interface LiveEngagement {
  id: string;
  mission_id: string;
  position_id: string;
  artist_id: string;
  status: "option" | "confirmed";
}

/** The live options and confirmed engagements on missions. */
export async function loadLiveEngagements(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  missions: string[],
): Promise<LiveEngagement[]> {
  const { rows } = await sql<LiveEngagement>`
    select id, mission_id, position_id, artist_id, status from engagements
    where organisation_id = ${organisation} and mission_id = any(${missions}::uuid[])
      and (status = 'confirmed' or status = 'option' and ${isLive})
    order by placed_at, id
  `.execute(db);
  return rows;
}

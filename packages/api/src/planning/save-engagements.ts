import type { World } from "@coulisses/planning";
import { sql } from "kysely";
import type { Versioned } from "./change-plan.ts";
import { isLive } from "./engagements.queries.ts";
import type { Engagement, EngagementsCreate } from "./engagements.schema.ts";
import { type Locked, requireLocked } from "./locks.ts";

interface Wanted {
  position_id: string;
  artist_id: string;
}

/**
 * Cancels expired options, to make room for a new engagement of the same artist on the same mission.
 *
 * @returns the options cancelled
 */
export async function freeExpired(
  locked: Locked,
  wanted: { mission_id: string | null; artist_id: string }[],
): Promise<Versioned[]> {
  const artists = wanted.map(({ artist_id }) => artist_id);
  requireLocked(locked, { artists });
  const { rows } = await sql<Versioned>`
    update engagements set status = 'cancelled', reason = 'expired', version = version + 1
    from unnest(${wanted.map(({ mission_id }) => mission_id)}::uuid[], ${artists}::uuid[])
      as again (mission_id, artist_id)
    where organisation_id = ${locked.organisation} and status = 'option' and not ${isLive}
      and engagements.mission_id = again.mission_id and engagements.artist_id = again.artist_id
    returning engagements.id, version
  `.execute(locked.trx);
  return rows;
}

/** Which artist has a live engagement on which mission, as `mission artist`. */
export async function loadEngagedKeys(
  { trx, organisation }: Locked,
  wanted: Wanted[],
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select mission_id || ' ' || artist_id as key from engagements
    where organisation_id = ${organisation}
      and (status = 'confirmed' or status = 'option' and ${isLive})
      and artist_id = any(${wanted.map(({ artist_id }) => artist_id)}::uuid[])
      and mission_id in (
        select mission_id from positions
        where organisation_id = ${organisation}
          and id = any(${wanted.map(({ position_id }) => position_id)}::uuid[])
      )
  `.execute(trx);
  return new Set(rows.map(({ key }) => key));
}

type Override = Pick<Engagement, "override_reason" | "overridden">;

type Placed = Omit<EngagementsCreate["engagements"][number], "override_reason"> & {
  id: string;
} & Override;

export async function insertEngagements(locked: Locked, placed: Placed[]): Promise<void> {
  const { trx, organisation } = locked;
  const artists = placed.map(({ artist_id }) => artist_id);
  const positions = placed.map(({ position_id }) => position_id);
  requireLocked(locked, { artists, positions });
  const expiries = placed.map(({ status, expires_at }) =>
    status === "option" ? (expires_at?.toString() ?? null) : null,
  );
  await sql`
    insert into engagements (organisation_id, id, mission_id, position_id, artist_id, status,
      during, expires_at, override_reason, overridden, cachets)
    select ${organisation}, placed.id, mission_id, position_id, artist_id, placed.status,
      tstzrange(starts_at, ends_at), expires_at, placed.override_reason, placed.overridden, cachets
    from unnest(
      ${placed.map(({ id }) => id)}::uuid[],
      ${positions}::uuid[],
      ${artists}::uuid[],
      ${placed.map(({ status }) => status)}::text[],
      ${expiries}::timestamptz[],
      ${placed.map(({ override_reason }) => override_reason)}::text[],
      ${placed.map(({ overridden }) => JSON.stringify(overridden))}::json[],
      ${placed.map(({ cachets = null }) => cachets)}::smallint[]
    ) with ordinality
      as placed (id, position_id, artist_id, status, expires_at, override_reason, overridden,
        cachets, place)
    join positions on positions.organisation_id = ${organisation}
      and positions.id = placed.position_id
    join missions on missions.organisation_id = ${organisation} and missions.id = mission_id
    order by placed.place
  `.execute(trx);
}

type Confirmed = Wanted & { id: string; cachets: number | null } & Override;

export async function saveConfirmed(locked: Locked, confirmed: Confirmed[]): Promise<void> {
  requireLocked(locked, { artists: confirmed.map(({ artist_id }) => artist_id) });
  await sql`
    update engagements set status = 'confirmed', decided_at = statement_timestamp(),
      override_reason = decided.override_reason, overridden = decided.overridden,
      version = version + 1,
      cachets = coalesce(decided.cachets, engagements.cachets)
    from unnest(
      ${confirmed.map(({ id }) => id)}::uuid[],
      ${confirmed.map(({ override_reason }) => override_reason)}::text[],
      ${confirmed.map(({ overridden }) => JSON.stringify(overridden))}::json[],
      ${confirmed.map(({ cachets }) => cachets)}::smallint[]
    ) as decided (id, override_reason, overridden, cachets)
    where organisation_id = ${locked.organisation} and engagements.id = decided.id
  `.execute(locked.trx);
}

/** Ends an engagement, and frees its position. */
export async function saveEnd(locked: Locked, { before, to, reason = null }: End): Promise<void> {
  const { trx, organisation } = locked;
  requireLocked(locked, { artists: [before.artist_id], positions: [before.position_id] });
  await trx
    .updateTable("engagements")
    .set({ status: to, reason })
    .set({ version: sql`version + 1`, decided_at: sql`statement_timestamp()` })
    .where("organisation_id", "=", organisation)
    .where("id", "=", before.id)
    .execute();
  if (before.status === "confirmed")
    await trx
      .updateTable("positions")
      .set({ taken: sql`taken - 1` })
      .where("organisation_id", "=", organisation)
      .where("id", "=", before.position_id)
      .execute();
}

interface End {
  before: Engagement;
  to: "declined" | "cancelled";
  reason: string | null | undefined;
}

/** Saves how many are confirmed on positions, where that has changed. */
export async function saveTaken(locked: Locked, { positions: all }: World): Promise<void> {
  const counted = Object.values(all);
  const positions = counted.map(({ id }) => id);
  requireLocked(locked, { positions });
  await sql`
    update positions set taken = counted.taken
    from unnest(${positions}::uuid[], ${counted.map(({ taken }) => taken)}::integer[])
      as counted (id, taken)
    where organisation_id = ${locked.organisation} and positions.id = counted.id
      and positions.taken <> counted.taken
  `.execute(locked.trx);
}

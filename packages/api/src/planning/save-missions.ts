import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError } from "../kit/errors.ts";
import { type Locked, requireLocked } from "./locks.ts";
import {
  asText,
  hasBreaks,
  hasPositions,
  type Period,
  type WantedMission,
} from "./missions.rules.ts";
import type { Mission, PositionInput } from "./missions.schema.ts";

/**
 * Saves the changed parts of missions, in a constant number of statements.
 *
 * @throws DomainError `conflict` when a position would take fewer people than are confirmed, or a position
 *   with engagements would be removed
 */
export async function saveMissions(
  locked: Locked,
  changes: { before: Mission; wanted: WantedMission }[],
): Promise<void> {
  requireLocked(locked, { missions: changes.map(({ before }) => before.id) });
  await saveFields(locked, changes);
  await replaceBreaks(
    locked,
    changes.filter(({ before, wanted }) => !hasBreaks(before, wanted)),
  );
  await replacePositions(
    locked,
    changes.filter(({ before, wanted }) => !hasPositions(before, wanted)),
  );
}

type Changes = Parameters<typeof saveMissions>[1];

async function saveFields({ trx, organisation }: Locked, changes: Changes): Promise<void> {
  const wanted = changes.map((change) => change.wanted);
  const times = wanted.map(({ period }) => asText(period));
  await sql`
    update missions set venue_id = wanted.venue_id, project_id = wanted.project_id,
      title = wanted.title, kind = wanted.kind, notes = wanted.notes, status = wanted.status,
      is_template = wanted.is_template, starts_at = wanted.starts_at, ends_at = wanted.ends_at,
      version = version + 1
    from unnest(
      ${changes.map(({ before }) => before.id)}::uuid[],
      ${wanted.map(({ venue_id }) => venue_id)}::uuid[],
      ${wanted.map(({ project_id }) => project_id)}::uuid[],
      ${wanted.map(({ title }) => title)}::text[],
      ${wanted.map(({ kind }) => kind)}::text[],
      ${wanted.map(({ notes }) => notes)}::text[],
      ${wanted.map(({ status }) => status)}::text[],
      ${wanted.map(({ is_template }) => is_template)}::boolean[],
      ${times.map(({ starts_at }) => starts_at)}::timestamptz[],
      ${times.map(({ ends_at }) => ends_at)}::timestamptz[]
    ) as wanted
      (id, venue_id, project_id, title, kind, notes, status, is_template, starts_at, ends_at)
    where organisation_id = ${organisation} and missions.id = wanted.id
  `.execute(trx);
}

async function replaceBreaks({ trx, organisation }: Locked, changes: Changes): Promise<void> {
  const withBreaks = changes.flatMap(({ before }) => (before.breaks.length > 0 ? before.id : []));
  if (withBreaks.length > 0)
    await trx
      .deleteFrom("mission_breaks")
      .where("organisation_id", "=", organisation)
      .where(sql<boolean>`mission_id = any(${withBreaks}::uuid[])`)
      .execute();
  const breaks = changes.map(({ before, wanted }) => ({ id: before.id, breaks: wanted.breaks }));
  if (breaks.some((one) => one.breaks.length > 0)) await saveBreaks(trx, organisation, breaks);
}

/** @throws DomainError as `saveMissions` */
async function replacePositions(locked: Locked, changes: Changes): Promise<void> {
  if (changes.length === 0) return;
  const positions = changes.flatMap(({ before }) => before.positions);
  requireLocked(locked, { positions: positions.map(({ id }) => id) });
  const kept = changes.flatMap(({ wanted }) => wanted.positions);
  await removePositions(locked, { before: { positions }, kept });
  await savePositions(
    locked.trx,
    locked.organisation,
    changes.map(({ before, wanted }) => ({ id: before.id, positions: wanted.positions })),
  );
}

/** @throws DomainError `conflict` when people are or were engaged on one of them */
export async function removeMissions(locked: Locked, missions: Mission[]): Promise<void> {
  const ids = missions.map(({ id }) => id);
  requireLocked(locked, { missions: ids });
  const positions = missions.flatMap((mission) => mission.positions);
  await removePositions(locked, { before: { positions }, kept: [] });
  await locked.trx
    .deleteFrom("missions")
    .where("organisation_id", "=", locked.organisation)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
}

export async function saveBreaks(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missions: { id: string; breaks: Period[] }[],
): Promise<void> {
  const pauses = missions.flatMap(({ id, breaks }) =>
    breaks.map((pause) => ({ id, ...asText(pause) })),
  );
  await sql`
    insert into mission_breaks (organisation_id, mission_id, starts_at, ends_at)
    select ${organisation}, pause.id, pause.starts_at, pause.ends_at
    from unnest(
      ${pauses.map(({ id }) => id)}::uuid[],
      ${pauses.map(({ starts_at }) => starts_at)}::timestamptz[],
      ${pauses.map(({ ends_at }) => ends_at)}::timestamptz[]
    ) as pause (id, starts_at, ends_at)
  `.execute(trx);
}

/**
 * Removes the positions that are not kept.
 *
 * @throws DomainError `conflict` when a removed one has engagements, or more people are confirmed on a
 *   kept one than it would take
 */
async function removePositions(
  locked: Locked,
  { before, kept }: { before: Pick<Mission, "positions">; kept: PositionInput[] },
): Promise<void> {
  const { trx, organisation } = locked;
  const wanted = new Map(kept.map(({ id, count }) => [id, count]));
  const removed = before.positions.map(({ id }) => id).filter((id) => !wanted.has(id));
  const lowered = before.positions
    .map(({ id, count: was }) => ({ id, was, count: wanted.get(id) ?? was }))
    .filter(({ was, count }) => count < was);
  if (removed.length > 0) await refuseEngaged(locked, removed);
  if (lowered.length > 0) await refuseOverfull(locked, lowered);
  if (removed.length === 0) return;
  await trx
    .deleteFrom("positions")
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`id = any(${removed}::uuid[])`)
    .execute();
}

/** Engagements, also ended ones, keep their position. */
async function refuseEngaged({ trx, organisation }: Locked, removed: string[]): Promise<void> {
  const engaged = await trx
    .selectFrom("engagements")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`position_id = any(${removed}::uuid[])`)
    .executeTakeFirst();
  if (engaged !== undefined) throw new DomainError("conflict", { reason: "engaged_before" });
}

/** Confirmed engagements keep their position. */
async function refuseOverfull(
  { trx, organisation }: Locked,
  lowered: { id: string; count: number }[],
): Promise<void> {
  const { rows } = await sql<{ taken: number }>`
    select taken from positions
    join unnest(
      ${lowered.map(({ id }) => id)}::uuid[], ${lowered.map(({ count }) => count)}::integer[]
    ) as sent (id, wanted) on sent.id = positions.id
    where organisation_id = ${organisation} and taken > wanted
  `.execute(trx);
  if (rows[0] !== undefined)
    throw new DomainError("conflict", {
      reason: "position_taken",
      params: { taken: rows[0].taken },
    });
}

export async function savePositions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missions: { id: string; positions: PositionInput[] }[],
): Promise<void> {
  const sent = missions.flatMap(({ id: mission_id, positions }) =>
    positions.map((position) => ({
      ...position,
      id: position.id ?? crypto.randomUUID(),
      mission_id,
    })),
  );
  await sql`
    insert into positions
      (organisation_id, id, mission_id, place, skill, min_level, count, label)
    select ${organisation}, sent.id, mission_id, place, skill, min_level, count, label
    from unnest(
      ${sent.map(({ id }) => id)}::uuid[],
      ${sent.map(({ mission_id }) => mission_id)}::uuid[],
      ${sent.map(({ skill = null }) => skill)}::text[],
      ${sent.map(({ min_level = null }) => min_level)}::smallint[],
      ${sent.map(({ count }) => count)}::integer[],
      ${sent.map(({ label = null }) => label)}::text[]
    ) with ordinality as sent (id, mission_id, skill, min_level, count, label, place)
    on conflict (organisation_id, id) do update set
      place = excluded.place, skill = excluded.skill, min_level = excluded.min_level,
      count = excluded.count, label = excluded.label
      where positions.mission_id = excluded.mission_id
  `.execute(trx);
}

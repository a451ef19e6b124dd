import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, invalidInput } from "../kit/errors.ts";
import type { Mission, PositionInput } from "./schema.ts";

/**
 * Removes the positions that are not kept.
 *
 * @throws DomainError `conflict` when people are or were engaged on one, or more are confirmed on one
 *   that is kept than it would take
 */
export async function removePositions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { before, kept }: { before: Pick<Mission, "positions">; kept: PositionInput[] },
): Promise<void> {
  const known = before.positions.map(({ id }) => id);
  const removed = known.filter((id) => !kept.some((position) => position.id === id));
  await refuseLosses(trx, organisation, { removed, kept });
  await trx
    .deleteFrom("positions")
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`id = any(${removed}::uuid[])`)
    .execute();
}

/** Whoever is confirmed keeps their place, and what was stays on the position that it was on. */
async function refuseLosses(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { removed, kept }: { removed: string[]; kept: PositionInput[] },
): Promise<void> {
  const engaged = await trx
    .selectFrom("engagements")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`position_id = any(${removed}::uuid[])`)
    .executeTakeFirst();
  if (engaged !== undefined)
    throw new DomainError("conflict", "People are or were engaged on it, and that is kept");
  const { rows } = await sql<{ taken: number }>`
    select taken from positions
    join unnest(
      ${kept.map(({ id = null }) => id)}::uuid[], ${kept.map(({ count }) => count)}::integer[]
    ) as sent (id, wanted) on sent.id = positions.id
    where organisation_id = ${organisation} and taken > wanted
  `.execute(trx);
  if (rows[0] !== undefined)
    throw new DomainError("conflict", `The position has ${rows[0].taken} confirmed`);
}

/** A position that is to be kept is one of the mission's, and once; ids of new ones are ours to make. */
export function refuseStrangers(known: { id: string }[], positions: PositionInput[]): void {
  const strange = positions.find(({ id: sent }) => sent && !known.some(({ id }) => id === sent));
  if (strange?.id !== undefined)
    throw new DomainError("not_found", `Position ${strange.id} not found`);
  const ids = positions.map(({ id }) => id);
  const again = ids.findIndex((id, i) => id !== undefined && ids.indexOf(id) < i);
  if (again >= 0)
    throw invalidInput([{ path: ["positions", again, "id"], message: "Is there twice" }]);
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

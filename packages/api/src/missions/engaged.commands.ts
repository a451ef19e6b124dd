import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import { findEngagements, lockArtists, readWorld } from "../engagements/queries.ts";
import { findingsOn } from "../engagements/rules.ts";
import type { Engagement } from "../engagements/schema.ts";
import type { RecordedValues } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError } from "../kit/errors.ts";
import { asText, type Period } from "./rules.ts";
import type { Mission } from "./schema.ts";

export interface EngagedOn {
  id: string;
  mission_id: string;
  artist_id: string;
  position_id: string;
  status: string;
}

/**
 * Who is on missions, none of whom is engaged elsewhere, nor anybody here, until the transaction
 * ends; nor does anybody else change the missions. They are locked before their positions, so that
 * none is added which is not locked.
 *
 * @param concerned who is to be engaged on them too
 */
export async function lockEngaged(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { missions, concerned = [] }: { missions: string[]; concerned?: string[] },
): Promise<EngagedOn[]> {
  const read = () =>
    trx
      .selectFrom("engagements")
      .select(["id", "mission_id", "artist_id", "position_id", "status"])
      .where("organisation_id", "=", organisation)
      .where(sql<boolean>`mission_id = any(${missions}::uuid[])`)
      .where("status", "in", ["option", "confirmed"])
      .execute();
  const locked = [...(await read()).map(({ artist_id }) => artist_id), ...concerned];
  await lockArtists(trx, organisation, locked);
  await trx
    .selectFrom("missions")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`id = any(${missions}::uuid[])`)
    .orderBy("id")
    .forUpdate()
    .execute();
  await trx
    .selectFrom("positions")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`mission_id = any(${missions}::uuid[])`)
    .orderBy("id")
    .forUpdate()
    .execute();
  const engaged = await read();
  if (engaged.some(({ artist_id }) => !locked.includes(artist_id)))
    throw new DomainError("conflict", "Somebody was engaged on it at this moment: try again");
  return engaged;
}

interface Move {
  before: Mission;
  engaged: EngagedOn[];
  period: Period;
  /** The organisation's. */
  time_zone: string;
}

/** Takes whoever is engaged along. @throws DomainError `conflict` when one would be in two places */
export async function moveEngaged(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { before, engaged, period, time_zone }: Move,
): Promise<void> {
  const world = await readWorld(trx, organisation, {
    positions: before.positions.map(({ id }) => id),
    artists: engaged.map(({ artist_id }) => artist_id),
    time_zone,
    also: [period],
  });
  const findings = engaged
    .filter(({ status }) => status === "confirmed")
    .flatMap(({ id: own, artist_id, position_id }) => {
      const place = world.places.get(position_id);
      const candidate = world.candidates.get(artist_id);
      if (place === undefined || candidate === undefined) return [];
      return findingsOn({ place: { ...place, ...period }, candidate, own }, world);
    })
    .filter(({ rule }) => rule === "overlap");
  if (findings[0] !== undefined)
    throw new DomainError("conflict", findings[0].message, { current: { findings } });
  const { starts_at, ends_at } = asText(period);
  await sql`
    update engagements set during = tstzrange(${starts_at}, ${ends_at}), version = version + 1
    where organisation_id = ${organisation} and mission_id = ${before.id}
      and status in ('option', 'confirmed')
  `.execute(trx);
}

export async function cancelEngaged(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missionId: string,
): Promise<void> {
  await sql`
    update engagements set status = 'cancelled', reason = 'mission cancelled',
      decided_at = clock_timestamp(), version = version + 1
    where organisation_id = ${organisation} and mission_id = ${missionId}
      and status in ('option', 'confirmed')
  `.execute(trx);
  await sql`
    update positions set taken = 0
    where organisation_id = ${organisation} and mission_id = ${missionId} and taken > 0
  `.execute(trx);
}

/** What became of engagements, for the record of what was done to their mission. */
export async function becomingOf(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  before: Engagement[],
): Promise<RecordedValues[]> {
  const ids = before.map(({ id }) => id);
  const after = new Map((await findEngagements(trx, organisation, ids)).map((is) => [is.id, is]));
  return before.map((was) => ({
    artist_id: was.artist_id,
    before: was,
    after: after.get(was.id) ?? null,
  }));
}

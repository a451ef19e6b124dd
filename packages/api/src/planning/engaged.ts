import {
  type Finding,
  findingsOn,
  isFinal,
  newBlocks,
  overriding,
  questionOf,
} from "@coulisses/planning";
import { sql } from "kysely";
import { findEngagements } from "./engagements.queries.ts";
import type { Engagement } from "./engagements.schema.ts";
import { engagementBecame, type PlanValues } from "./change-plan.ts";
import type { Locked } from "./locks.ts";
import { readWorld } from "./world.queries.ts";
import { messageOf, overriddenOf, told } from "./findings.ts";
import type { Overridden } from "./findings.schema.ts";
import { DomainError } from "../kit/errors.ts";
import { mapInTurns } from "../kit/turns.ts";

export interface EngagedOn {
  id: string;
  mission_id: string;
  artist_id: string;
  position_id: string;
  status: string;
  overridden: Overridden[];
}

/**
 * Who is on the missions that are locked.
 *
 * @throws DomainError `conflict` when somebody was engaged on them while they were being locked
 */
export async function readEngaged({
  trx,
  organisation,
  artists,
  missions,
}: Locked): Promise<EngagedOn[]> {
  const engaged = await trx
    .selectFrom("engagements")
    .select(["id", "mission_id", "artist_id", "position_id", "status"])
    .select(sql<Overridden[]>`overridden`.as("overridden"))
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`mission_id = any(${[...missions]}::uuid[])`)
    .where("status", "in", ["option", "confirmed"])
    .execute();
  if (engaged.some(({ artist_id }) => !artists.has(artist_id)))
    throw new DomainError("conflict", "Somebody was engaged on it at this moment: try again");
  return engaged;
}

/** Whether somebody may confirm in spite of what blocks, and why they do. */
export interface Override {
  reason?: string | undefined;
  may_override: boolean;
}

/**
 * What blocks whoever is confirmed on a mission, as it is; in the order of those who are engaged, and
 * nothing for an option.
 */
export async function blocksOn(
  { trx, organisation }: Locked,
  engaged: EngagedOn[],
): Promise<Finding[][]> {
  const confirmed = engaged.filter(({ status }) => status === "confirmed");
  if (confirmed.length === 0) return engaged.map(() => []);
  const world = await readWorld(trx, organisation, {
    positions: confirmed.map(({ position_id }) => position_id),
    artists: confirmed.map(({ artist_id }) => artist_id),
  });
  return mapInTurns(engaged, ({ id: own, status, ...item }) => {
    const question = questionOf(item, world);
    if (status !== "confirmed" || question === undefined) return [];
    return findingsOn({ ...question, own }, world).filter(({ level }) => level === "block");
  });
}

interface Carried {
  mission_id: string;
  engaged: EngagedOn[];
  /** What blocked each before the mission changed. */
  before: Finding[][];
  override: Override;
}

/**
 * Takes people along with a mission that has changed. Those who are confirmed are judged anew: what
 * blocks stops the change, unless it is overridden now, or blocked or was overridden before and is no
 * worse.
 *
 * @throws DomainError `conflict`, with the findings
 */
export async function carryEngaged(
  locked: Locked,
  { mission_id, engaged, before, override }: Carried,
): Promise<void> {
  const { trx, organisation } = locked;
  const now = await blocksOn(locked, engaged);
  const judged = engaged.map(({ id, overridden }, i) => {
    const blocks = newBlocks(now[i] ?? [], [...(before[i] ?? []), ...overridden]);
    return { id, blocks, overridden: overriding(blocks.map(overriddenOf), overridden) };
  });
  const blocked = judged.filter(({ blocks }) => blocks.length > 0);
  refuseBlocked(
    blocked.flatMap(({ blocks }) => blocks),
    override,
  );
  const ids = blocked.map(({ id }) => id);
  await sql`
    update engagements set during = tstzrange(starts_at, ends_at), version = engagements.version + 1,
      override_reason = case when engagements.id = any(${ids}::uuid[])
        then ${override.reason ?? null} else override_reason end,
      overridden = coalesce((
        select now.overridden
        from unnest(
          ${ids}::uuid[], ${blocked.map(({ overridden }) => JSON.stringify(overridden))}::json[]
        ) as now (id, overridden)
        where now.id = engagements.id
      ), engagements.overridden)
    from missions
    where engagements.organisation_id = ${organisation} and mission_id = ${mission_id}
      and missions.organisation_id = ${organisation} and missions.id = mission_id
      and engagements.status in ('option', 'confirmed')
      and (during <> tstzrange(starts_at, ends_at) or engagements.id = any(${ids}::uuid[]))
  `.execute(trx);
}

function refuseBlocked(findings: Finding[], override: Override): void {
  const worst = findings.find(isFinal) ?? findings[0];
  if (worst === undefined) return;
  const canBe = !isFinal(worst) && override.reason !== undefined;
  if (canBe && override.may_override) return;
  const message = messageOf(worst);
  const detail = canBe ? `${message}. Your role may not override that` : message;
  throw new DomainError("conflict", detail, { current: { findings: told(findings) } });
}

export async function cancelEngaged(
  { trx, organisation }: Locked,
  missionId: string,
): Promise<void> {
  await sql`
    update engagements set status = 'cancelled', reason = 'mission cancelled',
      decided_at = statement_timestamp(), version = version + 1
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
  { trx, organisation }: Locked,
  before: Engagement[],
): Promise<PlanValues[]> {
  const ids = before.map(({ id }) => id);
  const were = new Map(before.map((was) => [was.id, was]));
  return (await findEngagements(trx, organisation, ids))
    .map((is) => engagementBecame(were.get(is.id) ?? null, is))
    .filter((became) => became.after?.version !== became.before?.version);
}

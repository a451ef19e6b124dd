import {
  type Finding,
  findingsOn,
  isFinal,
  type Move,
  moveMissions,
  newBlocks,
  mergeOverridden,
  questionOf,
  type Span,
  type World,
} from "@coulisses/planning";
import { sql } from "kysely";
import { findVenuesById } from "../venues/queries.ts";
import { findEngagements, findPlacedOn } from "./engagements.queries.ts";
import type { Engagement } from "./engagements.schema.ts";
import { engagementBecame, type PlanValues } from "./change-plan.ts";
import { type Locked, requireLocked } from "./locks.ts";
import { readWorld } from "./world.queries.ts";
import { overriddenOf, roleMayNotOverride, withMessages } from "./finding-messages.ts";
import { DomainError } from "../kit/errors.ts";
import { mapInTurns } from "../kit/turns.ts";

/**
 * Who is on the missions that are locked, as an option or confirmed; also whose option has expired.
 *
 * @throws DomainError `conflict` when somebody was engaged on them while they were being locked
 */
export async function readEngaged({
  trx,
  organisation,
  artists,
  missions,
}: Locked): Promise<Engagement[]> {
  const engaged = await findPlacedOn(trx, organisation, [...missions]);
  if (engaged.some(({ artist_id }) => !artists.has(artist_id)))
    throw new DomainError("conflict", { reason: "engaged_at_once" });
  return engaged;
}

/** Whether somebody may confirm in spite of what blocks, and why they do. */
export interface Override {
  reason?: string | undefined;
  may_override: boolean;
}

/**
 * All that decides about those who are confirmed on a mission; undefined if nobody is.
 *
 * @param read `also`: where the mission would be, and when
 */
export async function readWorldOf(
  { trx, organisation }: Locked,
  { engaged, also }: { engaged: Engagement[]; also: (Span & { venue_id: string })[] },
): Promise<World | undefined> {
  const confirmed = engaged.filter(({ status }) => status === "confirmed");
  if (confirmed.length === 0) return undefined;
  return readWorld(trx, organisation, {
    positions: confirmed.map(({ position_id }) => position_id),
    artists: confirmed.map(({ artist_id }) => artist_id),
    also,
  });
}

/** The world as it is once the one mission is elsewhere, or at another time. */
export async function moved(
  { trx, organisation }: Locked,
  world: World | undefined,
  to: Omit<Move, "venue" | "time_zone">,
): Promise<World | undefined> {
  if (world === undefined) return undefined;
  const here = Object.values(world.positions).find(({ venue_id }) => venue_id === to.venue_id);
  if (here !== undefined)
    return moveMissions(world, [{ ...to, venue: here.venue, time_zone: here.time_zone }]);
  const [there] = await findVenuesById(trx, organisation, [to.venue_id]);
  if (there === undefined) throw new Error("A mission is at a venue");
  return moveMissions(world, [{ ...to, venue: there.name, time_zone: there.time_zone }]);
}

/** What blocks those who are confirmed, in the order of those who are engaged; nothing for an option. */
export async function blocksIn(
  world: World | undefined,
  engaged: Engagement[],
): Promise<Finding[][]> {
  if (world === undefined) return engaged.map(() => []);
  return mapInTurns(engaged, ({ id: engagement_id, status, ...item }) => {
    const question = questionOf({ ...item, engagement_id }, world);
    if (status !== "confirmed" || question === undefined) return [];
    return findingsOn(question, world).filter(({ level }) => level === "block");
  });
}

interface Carried {
  mission_id: string;
  engaged: Engagement[];
  /** What blocked each before the mission changed, and blocks them now. */
  before: Finding[][];
  now: Finding[][];
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
  { mission_id, engaged, before, now, override }: Carried,
): Promise<void> {
  const { trx, organisation } = locked;
  requireLocked(locked, { artists: engaged.map(({ artist_id }) => artist_id) });
  const judged = engaged.map(({ id, overridden }, i) => {
    const blocks = newBlocks(now[i] ?? [], [...(before[i] ?? []), ...overridden]);
    return { id, blocks, overridden: mergeOverridden(blocks.map(overriddenOf), overridden) };
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
  const said = canBe ? roleMayNotOverride(worst) : worst;
  throw new DomainError("conflict", said, { current: { findings: withMessages(findings) } });
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
  if (before.length === 0) return [];
  const ids = before.map(({ id }) => id);
  const were = new Map(before.map((was) => [was.id, was]));
  return (await findEngagements(trx, organisation, ids))
    .map((is) => engagementBecame(were.get(is.id) ?? null, is))
    .filter((became) => became.after?.version !== became.before?.version);
}

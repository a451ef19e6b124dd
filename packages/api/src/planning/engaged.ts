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
import { findEngagements, findEngagedOn } from "./engagements.queries.ts";
import type { Engagement } from "./engagements.schema.ts";
import type { Overridden } from "./findings.schema.ts";
import { engagementBecame, type PlanValues } from "./change-plan.ts";
import { type Locked, requireLocked } from "./locks.ts";
import { loadWorld } from "./world.queries.ts";
import { overriddenOf, roleMayNotOverride, withMessages } from "./finding-messages.ts";
import { DomainError } from "../kit/errors.ts";
import { mapInTurns } from "../kit/turns.ts";

/**
 * The options, also expired ones, and confirmed engagements on the locked missions.
 *
 * @throws DomainError `conflict` when somebody was engaged on them while they were being locked
 */
export async function loadEngaged({
  trx,
  organisation,
  artists,
  missions,
}: Locked): Promise<Engagement[]> {
  const engaged = await findEngagedOn(trx, organisation, [...missions]);
  if (engaged.some(({ artist_id }) => !artists.has(artist_id)))
    throw new DomainError("conflict", { reason: "engaged_at_once" });
  return engaged;
}

/** Whether a planner may override findings that block, and their reason to do so. */
export interface Override {
  reason?: string | undefined;
  may_override: boolean;
}

/**
 * The world that decides about those confirmed on missions; undefined if nobody is.
 *
 * @param wanted `also`: other times and venues to read around
 */
export async function loadEngagedWorld(
  { trx, organisation }: Locked,
  { engaged, also }: { engaged: Engagement[]; also: (Span & { venue_id: string })[] },
): Promise<World | undefined> {
  const confirmed = engaged.filter(({ status }) => status === "confirmed");
  if (confirmed.length === 0) return undefined;
  return loadWorld(trx, organisation, {
    positions: confirmed.map(({ position_id }) => position_id),
    artists: confirmed.map(({ artist_id }) => artist_id),
    also,
  });
}

/** The world after missions move to other venues or times, or their requirements change. */
export async function moveInWorld(
  { trx, organisation }: Locked,
  world: World | undefined,
  moves: Omit<Move, "venue" | "time_zone">[],
): Promise<World | undefined> {
  if (world === undefined) return undefined;
  const known = Object.values(world.positions);
  const venues = new Map(
    known.map(({ venue_id, venue, time_zone }) => [venue_id, { venue, time_zone }]),
  );
  const unknown = moves.map(({ venue_id }) => venue_id).filter((id) => !venues.has(id));
  if (unknown.length > 0)
    for (const { id, name, time_zone } of await findVenuesById(trx, organisation, unknown))
      venues.set(id, { venue: name, time_zone });
  const complete = moves.map((move): Move => {
    const at = venues.get(move.venue_id);
    if (at === undefined) throw new Error("A mission is at a venue");
    return { ...move, venue: at.venue, time_zone: at.time_zone };
  });
  return moveMissions(world, complete);
}

/** The findings that block each engagement, in the given order; none for an option. */
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

/** What to keep of an engagement whose mission changes. */
export interface JudgedEngagement {
  id: string;
  mission_id: string;
  artist_id: string;
  /** Block because of the change; empty if nothing does. */
  blocks: Finding[];
  /** What is overridden of the engagement if these blocks are. */
  overridden: Overridden[];
}

/**
 * Judges those engaged on missions that change. What blocked before the change, or was overridden
 * then, does not block the change unless it becomes worse.
 *
 * @param found the findings that block, in the order of `engaged`
 */
export function judgeEngaged(
  engaged: Engagement[],
  { blocksBefore, blocksAfter }: { blocksBefore: Finding[][]; blocksAfter: Finding[][] },
): JudgedEngagement[] {
  return engaged.map(({ id, mission_id, artist_id, overridden }, i) => {
    const blocks = newBlocks(blocksAfter[i] ?? [], [...(blocksBefore[i] ?? []), ...overridden]);
    const merged = mergeOverridden(blocks.map(overriddenOf), overridden);
    return { id, mission_id, artist_id, blocks, overridden: merged };
  });
}

/**
 * @param about `missions`: those judged
 * @throws DomainError `conflict`, with the findings, unless they can be and are overridden
 */
export function refuseBlocked(
  judged: JudgedEngagement[],
  { override, missions }: { override: Override; missions: { id: string; title: string }[] },
): void {
  const findings = judged.flatMap(({ blocks }) => blocks);
  const worst = findings.find(isFinal) ?? findings[0];
  if (worst === undefined) return;
  const isOverridden = !isFinal(worst) && override.reason !== undefined;
  if (isOverridden && override.may_override) return;
  const reason = isOverridden ? roleMayNotOverride(worst) : worst;
  const byId = new Map(missions.map((mission) => [mission.id, mission]));
  const found = judged.flatMap(({ mission_id, blocks }) =>
    withMessages(blocks).map((finding) => ({ ...finding, mission: byId.get(mission_id) })),
  );
  throw new DomainError("conflict", reason, { current: { findings: found } });
}

/** Gives engagements the new times of their missions, and keeps what was overridden for that. */
export async function saveEngagedOn(
  locked: Locked,
  {
    missions,
    judged,
    override,
  }: { missions: string[]; judged: JudgedEngagement[]; override: Override },
): Promise<void> {
  const { trx, organisation } = locked;
  requireLocked(locked, { artists: judged.map(({ artist_id }) => artist_id) });
  const blocked = judged.filter(({ blocks }) => blocks.length > 0);
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
    where engagements.organisation_id = ${organisation} and mission_id = any(${missions}::uuid[])
      and missions.organisation_id = ${organisation} and missions.id = mission_id
      and engagements.status in ('option', 'confirmed')
      and (during <> tstzrange(starts_at, ends_at) or engagements.id = any(${ids}::uuid[]))
  `.execute(trx);
}

/** Cancels the engagements on missions that are cancelled. */
export async function cancelEngaged(
  { trx, organisation }: Locked,
  missions: string[],
): Promise<void> {
  if (missions.length === 0) return;
  await sql`
    update engagements set status = 'cancelled', reason = 'mission cancelled',
      decided_at = statement_timestamp(), version = version + 1
    where organisation_id = ${organisation} and mission_id = any(${missions}::uuid[])
      and status in ('option', 'confirmed')
  `.execute(trx);
  await sql`
    update positions set taken = 0
    where organisation_id = ${organisation} and mission_id = any(${missions}::uuid[]) and taken > 0
  `.execute(trx);
}

/** The changes of the engagements on missions, for the record. */
export async function engagementsBecame(
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

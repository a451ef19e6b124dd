import type { CodedReason } from "@coulisses/messages";
import type { DB } from "@coulisses/database/tables";
import {
  assumeConfirmed,
  assumeEnded,
  type Candidate,
  closedRefusal,
  findingsOn,
  newBlocks,
  type Status,
  toInstant,
  undoRefusal,
  type World,
} from "@coulisses/planning";
import { sql, type Transaction } from "kysely";
import type { WholeEvent } from "../audit/schema.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError } from "../kit/errors.ts";
import { mapInTurns } from "../kit/turns.ts";
import { engagementBecame, type PlanChange } from "./change-plan.ts";
import { requireQuestion } from "./required.ts";
import { withMessages } from "./finding-messages.ts";
import { findEngagements } from "./engagements.queries.ts";
import type { Engagement } from "./engagements.schema.ts";
import { lock, type Locked, requireLocked } from "./locks.ts";
import { parseRecorded, refuseChanged } from "./recorded.ts";
import { type RecordedEngagement, recordedEngagements } from "./recorded.schema.ts";
import { freeExpired, loadEngagedKeys, saveTaken } from "./save-engagements.ts";
import { loadWorld } from "./world.queries.ts";

/**
 * Puts engagements back to what they were before an event, all or none; those that it made become
 * cancelled. Whoever is to be confirmed again must fit, as if confirmed now.
 *
 * @throws DomainError `stale`, with the engagement as it is, when it was changed since; `conflict`,
 *   with the findings, when one cannot be what it was
 */
export async function undoEngagements(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  event: WholeEvent,
): Promise<PutBack> {
  const changes = event.changes.map((change) => parseRecorded(change, recordedEngagements));
  const left = changes.map(({ after }) => after);
  const locked = await lock(trx, organisation, {
    positions: left.map(({ position_id }) => position_id),
    artists: left.map(({ artist_id }) => artist_id),
  });
  const ids = left.map(({ id }) => id);
  refuseChanged(left, await findEngagements(trx, organisation, ids));
  return putBack(locked, changes);
}

/** What became of what was put back. */
type PutBack = Pick<PlanChange<unknown>, "values" | "freed">;

interface Back extends Pick<
  Engagement,
  | "id"
  | "mission_id"
  | "position_id"
  | "artist_id"
  | "expires_at"
  | "reason"
  | "cachets"
  | "override_reason"
  | "overridden"
> {
  /** As it is. */
  engagement: Engagement;
  to: Status;
  /** When that was decided; null for now. */
  decided_at: string | null;
}

/**
 * Makes engagements what they were.
 *
 * @returns what became of them
 * @throws DomainError `conflict`, with the findings, when one cannot be what it was
 */
export async function putBack(locked: Locked, changes: RecordedEngagement[]): Promise<PutBack> {
  const { trx, organisation } = locked;
  const ids = changes.map(({ after }) => after.id);
  const before = await findEngagements(trx, organisation, ids);
  const recorded = new Map(changes.map((change) => [change.after.id, change.before]));
  const backs = before.map((engagement) => backOf(engagement, recorded.get(engagement.id) ?? null));
  const revived = backs.filter(({ engagement, to }) => isLive(to) && !isLive(engagement.status));
  const freed = await freeExpired(locked, revived);
  const there = await loadEngagedKeys(locked, revived);
  const world = await loadWorld(trx, organisation, {
    positions: backs.map(({ position_id }) => position_id),
    artists: backs.map(({ artist_id }) => artist_id),
  });
  const ending = backs.filter(({ engagement, to }) => isLive(engagement.status) && !isLive(to));
  const filled = there.difference(new Set(ending.map(key)));
  const judged = await judge(backs, {
    world,
    taken: new Set(revived.filter((back) => filled.has(key(back)))),
  });
  // Those that end make room for the others: the constraints see one after the other.
  for (const live of [false, true])
    await write(locked, {
      backs: backs.filter(({ to }) => isLive(to) === live),
      world: judged,
    });
  await saveTaken(locked, judged);
  const after = await findEngagements(trx, organisation, ids);
  return { values: after.map((is, i) => engagementBecame(before[i] ?? null, is)), freed };
}

function key({ mission_id, artist_id }: Back): string {
  return `${mission_id} ${artist_id}`;
}

function isLive(status: Engagement["status"]): boolean {
  return status !== "declined" && status !== "cancelled";
}

function backOf(engagement: Engagement, was: RecordedEngagement["before"]): Back {
  if (was === null)
    return { ...engagement, engagement, to: "cancelled", reason: "undone", decided_at: null };
  const to = was.status === "expired" ? "option" : was.status;
  return { ...engagement, ...was, engagement, to };
}

/**
 * An undo overrides nothing, but what was overridden stays so, as far as it is no worse.
 *
 * @throws DomainError `conflict`, with the findings, when one cannot be what it was
 */
async function judge(
  backs: Back[],
  { world: before, taken }: { world: World; taken: Set<Back> },
): Promise<World> {
  let world = before;
  for (const { engagement, to } of backs)
    if (engagement.status === "confirmed" && to !== "confirmed")
      world = assumeEnded(world, engagement);
  await mapInTurns(backs, (back) => {
    const { engagement, to } = back;
    const { position, candidate } = requireQuestion(engagement, world);
    const isBack = to === "confirmed" && engagement.status !== "confirmed";
    const findings = isBack
      ? findingsOn({ position, candidate, engagement_id: engagement.id }, world)
      : [];
    const [blocking] = newBlocks(findings, back.overridden);
    const refusal =
      undoRefusal(engagement.status, to) ??
      (isLive(to) ? closedRefusal(position) : undefined) ??
      (taken.has(back) ? engagedAgain(candidate) : undefined) ??
      blocking;
    if (refusal !== undefined)
      throw new DomainError("conflict", refusal, { current: { findings: withMessages(findings) } });
    if (isBack) world = assumeConfirmed(world, engagement);
  });
  return world;
}

function engagedAgain({ name }: Candidate): CodedReason {
  return { reason: "engaged_again", params: { name } };
}

/** Whoever is engaged again is so when the mission is by now. */
async function write(
  locked: Locked,
  { backs, world }: { backs: Back[]; world: World },
): Promise<void> {
  requireLocked(locked, { artists: backs.map(({ artist_id }) => artist_id) });
  const now = Temporal.Now.instant().toString();
  const positions = backs.map((back) => requireQuestion(back, world).position);
  await sql`
    update engagements set status = back.status, expires_at = back.expires_at,
      decided_at = back.decided_at, reason = back.reason,
      cachets = back.cachets, override_reason = back.override_reason,
      overridden = back.overridden, version = version + 1,
      during = case when back.status in ('option', 'confirmed')
        then tstzrange(starts_at, ends_at) else during end
    from unnest(
      ${backs.map(({ id }) => id)}::uuid[],
      ${backs.map(({ to }) => to)}::text[],
      ${backs.map(({ expires_at }) => expires_at)}::timestamptz[],
      ${backs.map(({ decided_at }) => decided_at ?? now)}::timestamptz[],
      ${backs.map(({ reason }) => reason)}::text[],
      ${backs.map(({ cachets }) => cachets)}::smallint[],
      ${backs.map(({ override_reason }) => override_reason)}::text[],
      ${backs.map(({ overridden }) => JSON.stringify(overridden))}::json[],
      ${positions.map(({ start }) => toInstant(start).toString())}::timestamptz[],
      ${positions.map(({ end }) => toInstant(end).toString())}::timestamptz[]
    ) as back (id, status, expires_at, decided_at, reason, cachets, override_reason,
      overridden, starts_at, ends_at)
    where organisation_id = ${locked.organisation} and engagements.id = back.id
  `.execute(locked.trx);
}

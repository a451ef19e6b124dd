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
import { engagementBecame, type PlanChange, type Versioned } from "./change-plan.ts";
import { concernedBy, requireQuestion } from "./required.ts";
import { withMessages } from "./finding-messages.ts";
import { findEngagements } from "./engagements.queries.ts";
import type { Engagement } from "./engagements.schema.ts";
import { lock, type Locked, requireLocked } from "./locks.ts";
import { parseRecorded, refuseChanged } from "./recorded.ts";
import { contents, type RecordedEngagement, recordedEngagements } from "./recorded.schema.ts";
import { freeExpired, loadEngagedKeys, saveTaken } from "./save-engagements.ts";
import { loadWorld } from "./world.queries.ts";

/**
 * Restores engagements to what they were before an event, all or none; those that the event created are
 * cancelled. An artist who is confirmed again is judged as for a new confirmation.
 *
 * @throws DomainError `stale`, with the engagement as it is, when it was changed since; `conflict`,
 *   with the findings, when one cannot be restored
 */
export async function undoEngagements(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  event: WholeEvent,
): Promise<Restored> {
  const changes = event.changes.map((change) => parseRecorded(change, recordedEngagements));
  const left = changes.map(({ after }) => after);
  const locked = await lock(trx, organisation, concernedBy(left));
  const ids = left.map(({ id }) => id);
  await refuseChanged(trx, organisation, {
    event,
    left,
    current: await findEngagements(trx, organisation, ids),
    content: contents.engagement,
  });
  return restoreEngagements(locked, changes);
}

type Restored = Pick<PlanChange<unknown>, "values" | "freed">;

/** How to restore one engagement: its values before the event. */
interface Restoration extends Pick<
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
  /** The engagement as it is. */
  engagement: Engagement;
  to: Status;
  /** When that was decided; null for now. */
  decided_at: string | null;
}

/**
 * Restores engagements on missions that are locked.
 *
 * @throws DomainError `conflict`, with the findings, when one cannot be restored
 */
export async function restoreEngagements(
  locked: Locked,
  changes: RecordedEngagement[],
): Promise<Restored> {
  const { trx, organisation } = locked;
  const ids = changes.map(({ after }) => after.id);
  const before = await findEngagements(trx, organisation, ids);
  const restorations = restorationsOf(before, changes);
  const { freed, blocked } = await makeRoom(locked, restorations);
  const loaded = await loadWorld(trx, organisation, concernedBy(restorations));
  const world = await judge(restorations, { world: loaded, blocked });
  await save(locked, { restorations, world });
  const after = await findEngagements(trx, organisation, ids);
  return { values: after.map((is, i) => engagementBecame(before[i] ?? null, is)), freed };
}

function restorationsOf(before: Engagement[], changes: RecordedEngagement[]): Restoration[] {
  const recorded = new Map(changes.map((change) => [change.after.id, change.before]));
  return before.map((engagement) => restorationOf(engagement, recorded.get(engagement.id) ?? null));
}

function restorationOf(engagement: Engagement, was: RecordedEngagement["before"]): Restoration {
  if (was === null)
    return { ...engagement, engagement, to: "cancelled", reason: "undone", decided_at: null };
  const to = was.status === "expired" ? "option" : was.status;
  return { ...engagement, ...was, engagement, to };
}

/**
 * Cancels expired options that are in the way of restored engagements.
 *
 * @returns also the restorations whose artist has another engagement on the mission by now
 */
async function makeRoom(
  locked: Locked,
  restorations: Restoration[],
): Promise<{ freed: Versioned[]; blocked: Set<Restoration> }> {
  const revived = restorations.filter(
    ({ engagement, to }) => isLive(to) && !isLive(engagement.status),
  );
  const ending = restorations.filter(
    ({ engagement, to }) => isLive(engagement.status) && !isLive(to),
  );
  const freed = await freeExpired(locked, revived);
  const engagedKeys = await loadEngagedKeys(locked, revived);
  const others = engagedKeys.difference(new Set(ending.map(key)));
  return { freed, blocked: new Set(revived.filter((one) => others.has(key(one)))) };
}

function key({ mission_id, artist_id }: Restoration): string {
  return `${mission_id} ${artist_id}`;
}

function isLive(status: Engagement["status"]): boolean {
  return status !== "declined" && status !== "cancelled";
}

/**
 * Judges each in the world in which those before it are restored. An undo overrides nothing; what was
 * overridden stays so, unless it is worse by now.
 *
 * @throws DomainError `conflict`, with the findings, when one cannot be restored
 */
async function judge(
  restorations: Restoration[],
  { world: before, blocked }: { world: World; blocked: Set<Restoration> },
): Promise<World> {
  let world = before;
  for (const { engagement, to } of restorations)
    if (engagement.status === "confirmed" && to !== "confirmed")
      world = assumeEnded(world, engagement);
  await mapInTurns(restorations, (one) => {
    const { engagement, to } = one;
    const { position, candidate } = requireQuestion(engagement, world);
    const isConfirmed = to === "confirmed" && engagement.status !== "confirmed";
    const question = { position, candidate, engagement_id: engagement.id };
    const findings = isConfirmed ? findingsOn(question, world) : [];
    const [block] = newBlocks(findings, one.overridden);
    const refusal =
      undoRefusal(engagement.status, to) ??
      (isLive(to) ? closedRefusal(position) : undefined) ??
      (blocked.has(one) ? engagedAgain(candidate) : undefined) ??
      block;
    if (refusal !== undefined)
      throw new DomainError("conflict", refusal, { current: { findings: withMessages(findings) } });
    if (isConfirmed) world = assumeConfirmed(world, engagement);
  });
  return world;
}

function engagedAgain({ name }: Candidate): CodedReason {
  return { reason: "engaged_again", params: { name } };
}

async function save(
  locked: Locked,
  { restorations, world }: { restorations: Restoration[]; world: World },
): Promise<void> {
  // Those that end come first: the constraints check each statement.
  const ending = restorations.filter(({ to }) => !isLive(to));
  const live = restorations.filter(({ to }) => isLive(to));
  await write(locked, { restorations: ending, world });
  await write(locked, { restorations: live, world });
  await saveTaken(locked, world);
}

/** A restored engagement takes the times that its mission has now. */
async function write(
  locked: Locked,
  { restorations, world }: { restorations: Restoration[]; world: World },
): Promise<void> {
  requireLocked(locked, { artists: restorations.map(({ artist_id }) => artist_id) });
  const now = Temporal.Now.instant().toString();
  const positions = restorations.map((one) => requireQuestion(one, world).position);
  await sql`
    update engagements set status = back.status, expires_at = back.expires_at,
      decided_at = back.decided_at, reason = back.reason,
      cachets = back.cachets, override_reason = back.override_reason,
      overridden = back.overridden, version = version + 1,
      during = case when back.status in ('option', 'confirmed')
        then tstzrange(starts_at, ends_at) else during end
    from unnest(
      ${restorations.map(({ id }) => id)}::uuid[],
      ${restorations.map(({ to }) => to)}::text[],
      ${restorations.map(({ expires_at }) => expires_at)}::timestamptz[],
      ${restorations.map(({ decided_at }) => decided_at ?? now)}::timestamptz[],
      ${restorations.map(({ reason }) => reason)}::text[],
      ${restorations.map(({ cachets }) => cachets)}::smallint[],
      ${restorations.map(({ override_reason }) => override_reason)}::text[],
      ${restorations.map(({ overridden }) => JSON.stringify(overridden))}::json[],
      ${positions.map(({ start }) => toInstant(start).toString())}::timestamptz[],
      ${positions.map(({ end }) => toInstant(end).toString())}::timestamptz[]
    ) as back (id, status, expires_at, decided_at, reason, cachets, override_reason,
      overridden, starts_at, ends_at)
    where organisation_id = ${locked.organisation} and engagements.id = back.id
  `.execute(locked.trx);
}

import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, refuseStale } from "../kit/errors.ts";
import { missionBecame, type PlanOutcome, type PlanValues } from "./change-plan.ts";
import {
  blocksIn,
  cancelEngaged,
  engagementsBecame,
  judgeEngaged,
  loadEngaged,
  loadWorldOfConfirmed,
  moveInWorld,
  refuseBlocked,
  saveEngagedOn,
  type Override,
} from "./engaged.ts";
import type { Engagement } from "./engagements.schema.ts";
import { lock, lockMissions, type Locked } from "./locks.ts";
import {
  breaksAlong,
  isAsWanted,
  canChangeFindings,
  type WantedMission,
} from "./missions.rules.ts";
import type { Mission, MissionUpdate } from "./missions.schema.ts";
import { refuseStrangers, requirePremises, requireTimes } from "./premises.ts";
import { requireMission } from "./required.ts";
import { saveMission } from "./save-missions.ts";
import { asSpan, spanOf } from "./spans.ts";

/**
 * Updates the given fields of a mission.
 *
 * @throws DomainError as `createMission`; `not_found`, `stale`; `conflict`, with the findings, when a
 *   finding blocks somebody who is confirmed; `conflict` when a position would take fewer people than are
 *   confirmed, when a position with engagements would be removed, and when a mission with people on it
 *   would become a template
 */
export async function updateMission(
  trx: Transaction<DB>,
  { organisation, may_override }: { organisation: AuthorizedOrganisationId; may_override: boolean },
  { mission_id, expected_version, override_reason, ...update }: MissionUpdate,
): Promise<PlanOutcome<Mission>> {
  const { locked, engaged } = await lockForUpdate(trx, organisation, { mission_id, update });
  const before = await requireMission(trx, organisation, mission_id);
  refuseStale(before, expected_version);
  const wanted = await requireWanted(locked, before, update);
  if (isAsWanted(before, wanted)) return { answer: before };
  const override = { reason: override_reason, may_override };
  const { after, values } = await writeMission(locked, { before, engaged, wanted, override });
  return { answer: after, noun: "mission", id: mission_id, values };
}

type Update = Omit<MissionUpdate, "mission_id" | "expected_version" | "override_reason">;

/** Locks the mission; with its people, unless the update cannot concern them. */
async function lockForUpdate(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { mission_id, update }: { mission_id: string; update: Update },
): Promise<{ locked: Locked; engaged: Engagement[] }> {
  const missions = [mission_id];
  const concernsPeople = Object.keys(update).some((field) => !["title", "notes"].includes(field));
  if (!concernsPeople) return { locked: await lock(trx, organisation, { missions }), engaged: [] };
  const locked = await lockMissions(trx, organisation, { missions });
  return { locked, engaged: await loadEngaged(locked) };
}

/** The mission as the update wants it. @throws DomainError as `createMission` */
async function requireWanted(
  { trx, organisation }: Locked,
  before: Mission,
  update: Update,
): Promise<WantedMission> {
  const merged = merge(before, update);
  refuseStrangers(before.positions, merged.positions);
  const zone = await requirePremises(trx, organisation, { ...merged, before });
  const { period, breaks } = requireTimes(merged, zone);
  return {
    ...merged,
    period,
    breaks: update.breaks === undefined ? breaksAlong(before, period) : breaks,
  };
}

interface Written {
  /** The mission as it is, and the people on it. */
  before: Mission;
  engaged: Engagement[];
  wanted: WantedMission;
  override: Override;
}

/**
 * Writes a mission as it is wanted. Its engagements move with it, or are cancelled with it.
 *
 * @throws DomainError `conflict` as `updateMission`
 */
export async function writeMission(
  locked: Locked,
  written: Written,
): Promise<{ after: Mission; values: PlanValues[] }> {
  const { before, engaged, wanted } = written;
  const isCancelled = wanted.status === "cancelled";
  const isJudged = !isCancelled && engaged.length > 0 && canChangeFindings(before, wanted);
  if (isCancelled && before.status !== "cancelled") await cancelEngaged(locked, before.id);
  else if (wanted.is_template && engaged.length > 0)
    throw new DomainError("conflict", { reason: "engaged_on_template" });
  if (isJudged) await saveWithEngaged(locked, written);
  else await saveMission(locked, { before, wanted });
  const after = await requireMission(locked.trx, locked.organisation, before.id);
  const became = isJudged || isCancelled ? await engagementsBecame(locked, engaged) : [];
  return { after, values: [missionBecame(before, after), ...became] };
}

/**
 * Saves a mission and moves its engagements with it. The people on it are judged before and after the
 * change, so that only findings which the change causes block it.
 *
 * @throws DomainError `conflict`, with the findings
 */
async function saveWithEngaged(
  locked: Locked,
  { before, engaged, wanted, override }: Written,
): Promise<void> {
  const from = { venue_id: before.venue_id, ...spanOf(before) };
  const to = {
    venue_id: wanted.venue_id,
    ...asSpan(wanted.period),
    breaks: wanted.breaks.map(asSpan),
    kind: wanted.kind,
    positions: wanted.positions.flatMap(({ id, skill = null, min_level = null, count }) =>
      id === undefined ? [] : { id, skill, min_level, count },
    ),
  };
  const world = await loadWorldOfConfirmed(locked, { engaged, also: [to] });
  const blocksBefore = await blocksIn(world, engaged);
  await saveMission(locked, { before, wanted });
  // The facts of another project are read back; the engagements still have the old times then.
  const changed =
    before.project_id === wanted.project_id
      ? await moveInWorld(locked, world, { mission_id: before.id, ...to })
      : await loadWorldOfConfirmed(locked, { engaged, also: [from] });
  const blocksAfter = await blocksIn(changed, engaged);
  const judged = judgeEngaged(engaged, { blocksBefore, blocksAfter });
  refuseBlocked(judged, override);
  await saveEngagedOn(locked, { mission_id: before.id, judged, override });
}

/** The given fields, and the present values for the rest. */
function merge(before: Mission, update: Update) {
  const { project_id = before.project_id, notes = before.notes } = update;
  return {
    project_id,
    notes,
    venue_id: update.venue_id ?? before.venue_id,
    title: update.title ?? before.title,
    kind: update.kind ?? before.kind,
    starts_at: update.starts_at ?? Temporal.Instant.from(before.starts_at),
    ends_at: update.ends_at ?? Temporal.Instant.from(before.ends_at),
    breaks: update.breaks ?? [],
    positions: update.positions ?? before.positions,
    status: update.status ?? before.status,
    is_template: update.is_template ?? before.is_template,
  };
}

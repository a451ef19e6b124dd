import type { DB } from "@coulisses/database/tables";
import type { Finding } from "@coulisses/planning";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, refuseStale } from "../kit/errors.ts";
import { missionBecame, type PlanOutcome, type PlanValues } from "./change-plan.ts";
import {
  becomingOf,
  blocksIn,
  cancelEngaged,
  carryEngaged,
  moved,
  readEngaged,
  readWorldOf,
  type Override,
} from "./engaged.ts";
import type { Engagement } from "./engagements.schema.ts";
import { lock, lockMissions, type Locked } from "./locks.ts";
import {
  asksOtherwise,
  breaksAlong,
  isAsWanted,
  isDecisive,
  type WantedMission,
} from "./missions.rules.ts";
import type { Mission, MissionUpdate } from "./missions.schema.ts";
import { refuseStrangers, requirePremises, timesOf } from "./premises.ts";
import { requireMission } from "./required.ts";
import { saveMission } from "./save-missions.ts";
import { asSpan, spanOf } from "./spans.ts";

/**
 * Changes what is given of a mission.
 *
 * @throws DomainError as `createMission`; `not_found`, `stale`; `conflict`, with the findings, when
 *   somebody who is confirmed would be in two places, when a position would take fewer than are
 *   confirmed, or go though people are or were engaged on it, or when people are engaged on what is
 *   to be a template
 */
export async function updateMission(
  trx: Transaction<DB>,
  { organisation, may_override }: { organisation: AuthorizedOrganisationId; may_override: boolean },
  { mission_id, expected_version, override_reason, ...update }: MissionUpdate,
): Promise<PlanOutcome<Mission>> {
  const isOfPeople = Object.keys(update).some((field) => field !== "title" && field !== "notes");
  const missions = [mission_id];
  const locked = isOfPeople
    ? await lockMissions(trx, organisation, { missions })
    : await lock(trx, organisation, { missions });
  const engaged = isOfPeople ? await readEngaged(locked) : [];
  const before = await requireMission(trx, organisation, mission_id);
  refuseStale(before, expected_version);
  const wanted = merged(before, update);
  refuseStrangers(before.positions, wanted.positions);
  const zone = await requirePremises(trx, organisation, { ...wanted, before });
  const { period, breaks } = timesOf(wanted, zone);
  const along = update.breaks === undefined ? breaksAlong(before, period) : breaks;
  const becoming = { ...wanted, period, breaks: along };
  if (isAsWanted(before, becoming)) return { answer: before };
  const override = { reason: override_reason, may_override };
  const written = { before, engaged, wanted: becoming, override };
  const { after, values } = await writeMission(locked, written);
  return { answer: after, noun: "mission", id: mission_id, values };
}

interface Written {
  /** As it is, and who is on it. */
  before: Mission;
  engaged: Engagement[];
  wanted: WantedMission;
  override: Override;
}

/**
 * Makes a mission what it is to be; writes what of it changes. Whoever is engaged goes along, or is
 * cancelled with it.
 *
 * @throws DomainError `conflict` as `updateMission`
 */
export async function writeMission(
  locked: Locked,
  { before, engaged, wanted, override }: Written,
): Promise<{ after: Mission; values: PlanValues[] }> {
  const isCancelled = wanted.status === "cancelled";
  const isJudged = !isCancelled && isDecisive(before, wanted);
  const judgement = isJudged ? await judge(locked, { before, engaged, wanted }) : undefined;
  if (isCancelled && before.status !== "cancelled") await cancelEngaged(locked, before.id);
  else if (wanted.is_template && engaged.length > 0)
    throw new DomainError("conflict", { reason: "engaged_on_template" });
  await saveMission(locked, { before, wanted });
  if (judgement !== undefined && engaged.length > 0)
    await carryEngaged(locked, {
      mission_id: before.id,
      engaged,
      before: judgement.before,
      now: await judgement.now(),
      override,
    });
  const after = await requireMission(locked.trx, locked.organisation, before.id);
  const carried = isJudged || isCancelled ? await becomingOf(locked, engaged) : [];
  return { after, values: [missionBecame(before, after), ...carried] };
}

/** What blocks those who are confirmed before a change, and after it: to be asked once that is written. */
async function judge(
  locked: Locked,
  { before, engaged, wanted }: Omit<Written, "override">,
): Promise<{ before: Finding[][]; now: () => Promise<Finding[][]> }> {
  const { venue_id } = wanted;
  const to = { venue_id, ...asSpan(wanted.period), breaks: wanted.breaks.map(asSpan) };
  // Engagements are where the mission was until `carryEngaged` takes them along.
  const from = { venue_id: before.venue_id, ...spanOf(before) };
  const world = await readWorldOf(locked, { engaged, also: [to] });
  const isMove = !asksOtherwise(before, wanted);
  return {
    before: await blocksIn(world, engaged),
    now: async () =>
      blocksIn(
        isMove
          ? await moved(locked, world, { mission_id: before.id, ...to })
          : await readWorldOf(locked, { engaged, also: [from] }),
        engaged,
      ),
  };
}

/** What a mission is to be: what is given, and what was for the rest. */
function merged(before: Mission, update: Omit<MissionUpdate, "mission_id" | "expected_version">) {
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

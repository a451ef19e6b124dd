import type { DB } from "@coulisses/database/tables";
import { assumeConfirmed, closedRefusal, findingsOn, transitionRefusal } from "@coulisses/planning";
import type { Transaction } from "kysely";
import { notFound, refuseStale } from "../kit/errors.ts";
import { mapInTurns } from "../kit/turns.ts";
import type { PlanOutcome } from "./change-plan.ts";
import { findEngagements } from "./engagements.queries.ts";
import type { EngagementsConfirm } from "./engagements.schema.ts";
import { lock } from "./locks.ts";
import { saveConfirmed, saveTaken } from "./save-engagements.ts";
import { readWorld } from "./world.queries.ts";
import {
  type Decided,
  outcomesOf,
  overrideOf,
  type Planner,
  refusalOf,
  refuseAll,
} from "./verdicts.ts";
import { concernedBy, requireQuestion, requireEngagements } from "./required.ts";

/**
 * Confirms options (ferme).
 *
 * @throws DomainError `not_found`; with mode `all` also `stale`, and `conflict`, with the findings, when
 *   one of them cannot be confirmed
 */
export async function confirmEngagements(
  trx: Transaction<DB>,
  planner: Planner,
  { engagements, mode }: EngagementsConfirm,
): Promise<PlanOutcome<Decided>> {
  const { organisation } = planner;
  const ids = engagements.map(({ engagement_id }) => engagement_id);
  const asked = await requireEngagements(trx, organisation, ids);
  const concerned = concernedBy(asked);
  const locked = await lock(trx, organisation, concerned);
  let world = await readWorld(trx, organisation, concerned);
  const before = await requireEngagements(trx, organisation, ids);
  const verdicts = await mapInTurns(engagements, (item, i) => {
    const engagement = before[i];
    if (engagement === undefined) throw notFound("engagement", item.engagement_id);
    const { position, candidate } = requireQuestion(engagement, world);
    const findings = findingsOn({ position, candidate, engagement_id: engagement.id }, world);
    if (mode === "all") refuseStale(engagement, item.expected_version);
    const isStale = ![undefined, engagement.version].includes(item.expected_version);
    const refusal =
      (isStale ? { reason: "changed_since" as const } : undefined) ??
      (before.indexOf(engagement) < i ? { reason: "named_twice" as const } : undefined) ??
      closedRefusal(position) ??
      transitionRefusal(engagement.status, "confirmed") ??
      refusalOf(findings, item, planner);
    if (refusal === undefined) world = assumeConfirmed(world, engagement);
    const { override_reason, cachets = null } = item;
    return { ...engagement, override_reason, cachets, position, findings, refusal };
  });
  refuseAll(mode, verdicts);
  const confirmed = verdicts.filter(({ refusal }) => refusal === undefined);
  await saveConfirmed(
    locked,
    confirmed.map((item) => ({ ...item, ...overrideOf(item) })),
  );
  await saveTaken(locked, world);
  const after = await findEngagements(
    trx,
    organisation,
    confirmed.map(({ id }) => id),
  );
  return outcomesOf(verdicts, { before, after });
}

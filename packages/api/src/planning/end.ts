import type { DB } from "@coulisses/database/tables";
import { transitionRefusal } from "@coulisses/planning";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, notFound, refuseStale } from "../kit/errors.ts";
import { engagementBecame, type PlanChange } from "./change-plan.ts";
import type { Engagement, EngagementEnd } from "./engagements.schema.ts";
import { lock } from "./locks.ts";
import { saveEnd } from "./save-engagements.ts";
import { concernedBy, requireEngagements } from "./required.ts";

/**
 * Declines or cancels an engagement. It stays on record, and its position is free again.
 *
 * @throws DomainError `not_found`, `stale`, `conflict` when it has ended already
 */
export async function endEngagement(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { engagement_id, reason, expected_version, to }: EngagementEnd & { to: "declined" | "cancelled" },
): Promise<PlanChange<Engagement>> {
  const [asked] = await requireEngagements(trx, organisation, [engagement_id]);
  if (asked === undefined) throw notFound("engagement", engagement_id);
  const locked = await lock(trx, organisation, concernedBy([asked]));
  const [before] = await requireEngagements(trx, organisation, [engagement_id]);
  if (before === undefined) throw notFound("engagement", engagement_id);
  refuseStale(before, expected_version);
  const refusal = transitionRefusal(before.status, to);
  if (refusal !== undefined) throw new DomainError("conflict", refusal, { current: before });
  await saveEnd(locked, { before, to, reason });
  const [after] = await requireEngagements(trx, organisation, [engagement_id]);
  if (after === undefined) throw notFound("engagement", engagement_id);
  const values = [engagementBecame(before, after)];
  return { answer: after, noun: "engagement", id: after.id, values };
}

import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import type { PlanChange } from "./change-plan.ts";
import type { Bare } from "./effect.schema.ts";
import { createEngagements } from "./place.ts";
import { endEngagement } from "./end.ts";
import type { Planner } from "./verdicts.ts";
import { findEngagements } from "./engagements.queries.ts";
import type { EngagementReplace, Replacement } from "./engagements.schema.ts";
import { findReplacements } from "./candidates.ts";
import { lock } from "./locks.ts";
import { notFound } from "../kit/errors.ts";

/**
 * Cancels an engagement and lists the artists who could replace it; or engages a given artist in its place
 * at once, confirmed or as an option.
 *
 * @throws DomainError `not_found`, `stale`; `conflict` when it has ended already, or the given artist
 *   cannot be engaged: then nothing is cancelled either
 */
export async function replaceEngagement(
  trx: Transaction<DB>,
  planner: Planner,
  { limit, artist_id, status, override_reason, ...end }: EngagementReplace,
): Promise<PlanChange<Bare<Replacement>>> {
  const { organisation } = planner;
  const [asked] = await findEngagements(trx, organisation, [end.engagement_id]);
  if (asked === undefined) throw notFound("engagement", end.engagement_id);
  // Locks both artists before the position: each of the two operations below locks only one of them.
  await lock(trx, organisation, { artists: [asked.artist_id, artist_id ?? asked.artist_id] });
  const ended = await endEngagement(trx, organisation, { ...end, to: "cancelled" });
  const { position_id } = asked;
  const replacing =
    artist_id === undefined
      ? undefined
      : await createEngagements(trx, planner, {
          engagements: [{ position_id, artist_id, status, override_reason }],
          mode: "all",
        });
  const artists = await findReplacements(trx, organisation, position_id);
  const others = artists.filter((one) => one.artist_id !== asked.artist_id);
  return {
    ...ended,
    ...(replacing?.freed && { freed: replacing.freed }),
    answer: {
      cancelled: ended.answer,
      replacement: replacing ? (replacing.answer.outcomes[0]?.engagement ?? null) : null,
      artists: others.slice(0, limit),
    },
    values: [...ended.values, ...(replacing?.values ?? [])],
  };
}

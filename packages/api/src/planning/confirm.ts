import type { DB } from "@coulisses/database/tables";
import {
  assumeConfirmed,
  closedRefusal,
  findingsOn,
  transitionRefusal,
  type World,
} from "@coulisses/planning";
import type { Transaction } from "kysely";
import { notFound, refuseStale } from "../kit/errors.ts";
import { mapInTurns } from "../kit/turns.ts";
import type { PlanOutcome } from "./change-plan.ts";
import { findEngagements } from "./engagements.queries.ts";
import type { Engagement, EngagementsConfirm } from "./engagements.schema.ts";
import { lock } from "./locks.ts";
import { saveConfirmed, saveTaken } from "./save-engagements.ts";
import { loadWorld } from "./world.queries.ts";
import {
  type Decided,
  isAccepted,
  outcomesOf,
  overrideOf,
  type Planner,
  refusalOf,
  refuseAll,
  type Verdict,
} from "./verdicts.ts";
import { concernedBy, requireQuestion, requireEngagements } from "./required.ts";

/**
 * Confirms options (ferme).
 *
 * @throws DomainError `not_found`; with mode `all` also `stale`, and `conflict`, with the findings, when
 *   one of them is refused
 */
export async function confirmEngagements(
  trx: Transaction<DB>,
  planner: Planner,
  { engagements: asked, mode }: EngagementsConfirm,
): Promise<PlanOutcome<Decided>> {
  const { organisation } = planner;
  const ids = asked.map(({ engagement_id }) => engagement_id);
  const concerned = concernedBy(await requireEngagements(trx, organisation, ids));
  const locked = await lock(trx, organisation, concerned);
  const loaded = await loadWorld(trx, organisation, concerned);
  const before = await requireEngagements(trx, organisation, ids);
  const { verdicts, world } = await judge(asked, { planner, mode, before, world: loaded });
  refuseAll(mode, verdicts);
  const accepted = verdicts.filter(isAccepted);
  await saveConfirmed(
    locked,
    accepted.map((item) => ({ ...item, ...overrideOf(item) })),
  );
  await saveTaken(locked, world);
  const acceptedIds = accepted.map(({ id }) => id);
  const after = await findEngagements(trx, organisation, acceptedIds);
  return outcomesOf(verdicts, { before, after });
}

interface Loaded extends Pick<EngagementsConfirm, "mode"> {
  planner: Planner;
  /** In the order asked for. */
  before: Engagement[];
  world: World;
}

type Confirmation = Verdict & Pick<Engagement, "position_id" | "cachets">;

/** Judges each in the world in which those before it are confirmed. */
async function judge(
  asked: EngagementsConfirm["engagements"],
  { planner, mode, before, ...loaded }: Loaded,
): Promise<{ verdicts: Confirmation[]; world: World }> {
  let { world } = loaded;
  const verdicts = await mapInTurns(asked, (item, i) => {
    const engagement = before[i];
    if (engagement === undefined) throw notFound("engagement", item.engagement_id);
    const { id, artist_id, position_id } = engagement;
    const question = requireQuestion({ artist_id, position_id, engagement_id: id }, world);
    const findings = findingsOn(question, world);
    if (mode === "all") refuseStale(engagement, item.expected_version);
    const isStale = ![undefined, engagement.version].includes(item.expected_version);
    const refusal =
      (isStale ? { reason: "changed_since" as const } : undefined) ??
      (before.indexOf(engagement) < i ? { reason: "named_twice" as const } : undefined) ??
      closedRefusal(question.position) ??
      transitionRefusal(engagement.status, "confirmed") ??
      refusalOf(findings, item, planner);
    if (refusal === undefined) world = assumeConfirmed(world, engagement);
    const { override_reason, cachets = null } = item;
    return { id, artist_id, position_id, override_reason, cachets, findings, refusal };
  });
  return { verdicts, world };
}

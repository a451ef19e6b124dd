import type { DB } from "@coulisses/database/tables";
import { assumeConfirmed, type Candidate, closedRefusal, findingsOn } from "@coulisses/planning";
import type { Transaction } from "kysely";
import { mapInTurns } from "../kit/turns.ts";
import type { PlanOutcome } from "./change-plan.ts";
import { findEngagements } from "./engagements.queries.ts";
import type { EngagementsCreate } from "./engagements.schema.ts";
import { lock } from "./locks.ts";
import { freeExpired, insertEngagements, readLive, saveTaken } from "./save-engagements.ts";
import { readWorld } from "./world.queries.ts";
import {
  type Planner,
  type Decided,
  type Verdict,
  outcomesOf,
  refuseAll,
  refusalOf,
  overrideOf,
} from "./verdicts.ts";
import { concernedBy, requireQuestion } from "./required.ts";
import type { Detail } from "../kit/errors.ts";

/**
 * Places artists on positions, as options or confirmed. All are judged one after the other, in the
 * order sent, in the same few statements however many there are.
 *
 * @throws DomainError `not_found` when there is no such position or artist; with mode `all` also
 *   `conflict`, with the findings, when one of them cannot be
 */
export async function createEngagements(
  trx: Transaction<DB>,
  planner: Planner,
  { engagements, mode }: EngagementsCreate,
): Promise<PlanOutcome<Decided>> {
  const { organisation } = planner;
  const wanted = engagements.map((engagement) => ({ ...engagement, id: crypto.randomUUID() }));
  const concerned = concernedBy(wanted);
  const locked = await lock(trx, organisation, concerned);
  let world = await readWorld(trx, organisation, concerned);
  const there = await readLive(locked, wanted);
  const verdicts = await mapInTurns(wanted, (item) => {
    const { position, candidate } = requireQuestion(item, world);
    const key = `${position.mission_id} ${item.artist_id}`;
    const findings = findingsOn({ position, candidate }, world);
    const refusal =
      closedRefusal(position) ??
      (there.has(key) ? engagedAlready(candidate) : undefined) ??
      (item.status === "confirmed" ? refusalOf(findings, item, planner) : undefined);
    if (refusal === undefined) {
      there.add(key);
      if (item.status === "confirmed") world = assumeConfirmed(world, item);
    }
    return { ...item, position, findings, refusal };
  });
  refuseAll(mode, verdicts);
  const placed = verdicts.filter(({ refusal }) => refusal === undefined);
  const freed = await freeExpired(
    locked,
    placed.map(({ artist_id, position }) => ({ artist_id, mission_id: position.mission_id })),
  );
  await insertEngagements(
    locked,
    placed.map((item) => ({ ...item, ...overrideOfNew(item) })),
  );
  await saveTaken(locked, world);
  const made = await findEngagements(
    trx,
    organisation,
    placed.map(({ id }) => id),
  );
  return outcomesOf(verdicts, { before: [], after: made, freed });
}

/** Nothing stops an option, so it overrides nothing. */
function overrideOfNew(placed: Verdict & { status: "option" | "confirmed" }) {
  return overrideOf(placed.status === "option" ? { ...placed, findings: [] } : placed);
}

function engagedAlready({ name }: Candidate): Detail {
  return { reason: "engaged_already", params: { name } };
}

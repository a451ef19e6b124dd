import type { DB } from "@coulisses/database/tables";
import {
  assumeConfirmed,
  type Candidate,
  closedRefusal,
  findingsOn,
  type World,
} from "@coulisses/planning";
import type { Transaction } from "kysely";
import { mapInTurns } from "../kit/turns.ts";
import type { PlanOutcome, Versioned } from "./change-plan.ts";
import { findEngagements } from "./engagements.queries.ts";
import type { EngagementsCreate } from "./engagements.schema.ts";
import { lock, type Locked } from "./locks.ts";
import { freeExpired, insertEngagements, loadEngagedKeys, saveTaken } from "./save-engagements.ts";
import { loadWorld } from "./world.queries.ts";
import {
  type Planner,
  type Decided,
  type Verdict,
  isAccepted,
  outcomesOf,
  refuseAll,
  refusalOf,
  overrideOf,
} from "./verdicts.ts";
import { concernedBy, requireQuestion } from "./required.ts";
import type { Detail } from "../kit/errors.ts";

type Wanted = EngagementsCreate["engagements"][number] & { id: string };

/**
 * Places artists on positions, as options or confirmed. They are judged one after the other, in the order
 * sent, in a constant number of statements.
 *
 * @throws DomainError `not_found` when a position or artist is not found; with mode `all` also
 *   `conflict`, with the findings, when one of them is refused
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
  const before = await loadWorld(trx, organisation, concerned);
  const engagedKeys = await loadEngagedKeys(locked, wanted);
  const { verdicts, world } = await judge(wanted, { planner, engagedKeys, world: before });
  refuseAll(mode, verdicts);
  const accepted = verdicts.filter(isAccepted);
  const freed = await save(locked, { accepted, world });
  const ids = accepted.map(({ id }) => id);
  const after = await findEngagements(trx, organisation, ids);
  return outcomesOf(verdicts, { before: [], after, freed });
}

type PlacementVerdict = Verdict & Wanted & { mission_id: string };

/** Judges each in the world in which those before it are confirmed. */
async function judge(
  wanted: Wanted[],
  { planner, engagedKeys, ...loaded }: { planner: Planner; engagedKeys: Set<string>; world: World },
): Promise<{ verdicts: PlacementVerdict[]; world: World }> {
  const taken = new Set(engagedKeys);
  let { world } = loaded;
  const verdicts = await mapInTurns(wanted, (item) => {
    const { position, candidate } = requireQuestion(item, world);
    const { mission_id } = position;
    const key = `${mission_id} ${item.artist_id}`;
    const findings = findingsOn({ position, candidate }, world);
    const refusal =
      closedRefusal(position) ??
      (taken.has(key) ? engagedAlready(candidate) : undefined) ??
      (item.status === "confirmed" ? refusalOf(findings, item, planner) : undefined);
    if (refusal === undefined) {
      taken.add(key);
      if (item.status === "confirmed") world = assumeConfirmed(world, item);
    }
    return { ...item, mission_id, findings, refusal };
  });
  return { verdicts, world };
}

/** @returns the expired options that made room */
async function save(
  locked: Locked,
  { accepted, world }: { accepted: PlacementVerdict[]; world: World },
): Promise<Versioned[]> {
  const freed = await freeExpired(locked, accepted);
  await insertEngagements(
    locked,
    accepted.map((item) => ({ ...item, ...overrideOfNew(item) })),
  );
  await saveTaken(locked, world);
  return freed;
}

/** Nothing stops an option, so it overrides nothing. */
function overrideOfNew(accepted: PlacementVerdict) {
  return overrideOf(accepted.status === "option" ? { ...accepted, findings: [] } : accepted);
}

function engagedAlready({ name }: Candidate): Detail {
  return { reason: "engaged_already", params: { name } };
}

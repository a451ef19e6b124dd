import { DomainError } from "../kit/errors.ts";
import { missionBecame, type PlanValues } from "./change-plan.ts";
import {
  blocksIn,
  cancelEngaged,
  engagementsBecame,
  judgeEngaged,
  loadEngagedWorld,
  moveInWorld,
  refuseBlocked,
  saveEngagedOn,
  type Override,
} from "./engaged.ts";
import type { Engagement } from "./engagements.schema.ts";
import type { Locked } from "./locks.ts";
import { canChangeFindings, type WantedMission } from "./missions.rules.ts";
import type { Mission } from "./missions.schema.ts";
import { requireMissions } from "./required.ts";
import { saveMissions } from "./save-missions.ts";
import { asSpan, spanOf } from "./spans.ts";

/** A mission as it is, and as it is wanted. */
export interface MissionChange {
  before: Mission;
  wanted: WantedMission;
}

interface Written {
  changes: MissionChange[];
  /** The people on the missions. */
  engaged: Engagement[];
  override: Override;
}

/**
 * Writes missions as they are wanted. Their engagements move with them, or are cancelled with them.
 *
 * @returns the missions as they are now, in the same order
 * @throws DomainError `conflict` as `updateMission`
 */
export async function writeMissions(
  locked: Locked,
  { changes, engaged, override }: Written,
): Promise<{ after: Mission[]; values: PlanValues[] }> {
  const peopleOn = Map.groupBy(engaged, ({ mission_id }) => mission_id);
  const cancelled = changes.filter(({ wanted }) => wanted.status === "cancelled");
  const others = changes.filter(
    ({ before, wanted }) => wanted.status !== "cancelled" && peopleOn.has(before.id),
  );
  if (others.some(({ wanted }) => wanted.is_template))
    throw new DomainError("conflict", { reason: "engaged_on_template" });
  await cancelEngaged(
    locked,
    cancelled.filter(({ before }) => before.status !== "cancelled").map(({ before }) => before.id),
  );
  const judged = others.filter(({ before, wanted }) => canChangeFindings(before, wanted));
  const on = (some: MissionChange[]) => some.flatMap(({ before }) => peopleOn.get(before.id) ?? []);
  if (judged.length === 0) await saveMissions(locked, changes);
  else await saveWithEngaged(locked, { changes, judged, engaged: on(judged), override });
  const ids = changes.map(({ before }) => before.id);
  const after = await requireMissions(locked.trx, locked.organisation, ids);
  const values = after.map((is, i) => missionBecame(changes[i]?.before ?? null, is));
  const became = await engagementsBecame(locked, on([...judged, ...cancelled]));
  return { after, values: [...values, ...became] };
}

/**
 * Saves missions and moves the engagements on some of them. Their people are judged before and after all of
 * the changes, so that only findings which these cause block them.
 *
 * @throws DomainError `conflict`, with the findings
 */
async function saveWithEngaged(
  locked: Locked,
  { changes, judged: moved, engaged, override }: Written & { judged: MissionChange[] },
): Promise<void> {
  const moves = moved.map(moveOf);
  const world = await loadEngagedWorld(locked, { engaged, also: moves });
  const blocksBefore = await blocksIn(world, engaged);
  await saveMissions(locked, changes);
  const from = moved.map(({ before }) => ({ venue_id: before.venue_id, ...spanOf(before) }));
  // The facts of another project are read back; the engagements still have the old times then.
  const readBack = moved.some(({ before, wanted }) => before.project_id !== wanted.project_id)
    ? await loadEngagedWorld(locked, { engaged, also: from })
    : world;
  const blocksAfter = await blocksIn(await moveInWorld(locked, readBack, moves), engaged);
  const judged = judgeEngaged(engaged, { blocksBefore, blocksAfter });
  refuseBlocked(judged, { override, missions: moved.map(titled) });
  const missions = moved.map(({ before }) => before.id);
  await saveEngagedOn(locked, { missions, judged, override });
}

/** What a change makes of a mission in the world. */
function moveOf({ before, wanted }: MissionChange) {
  return {
    mission_id: before.id,
    venue_id: wanted.venue_id,
    ...asSpan(wanted.period),
    breaks: wanted.breaks.map(asSpan),
    kind: wanted.kind,
    positions: wanted.positions.flatMap(({ id, skill = null, min_level = null, count }) =>
      id === undefined ? [] : { id, skill, min_level, count },
    ),
  };
}

function titled({ before, wanted }: MissionChange) {
  return { id: before.id, title: wanted.title };
}

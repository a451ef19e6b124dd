import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { WholeEvent } from "../audit/schema.ts";
import { findEngagements } from "./engagements.queries.ts";
import type { Engagement } from "./engagements.schema.ts";
import { putBack } from "./undo-engagements.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError } from "../kit/errors.ts";
import { loadEngaged } from "./engaged.ts";
import { type Locked, lockMissions, lockPremises, requireLocked } from "./locks.ts";
import { missionBecame, type PlanChange, type PlanValues } from "./change-plan.ts";
import { writeMission } from "./update-mission.ts";
import { removeMissions, saveBreaks, savePositions } from "./save-missions.ts";
import { findMissions } from "./missions.queries.ts";
import { asInstants } from "./missions.rules.ts";
import type { Mission } from "./missions.schema.ts";
import { parseRecorded, refuseChanged } from "./recorded.ts";
import {
  type RecordedEngagement,
  recordedEngagements,
  type RecordedMission,
  recordedMissions,
} from "./recorded.schema.ts";

/**
 * Makes missions what they were before an event, all or none: those that it made go, one that it
 * deleted is made again, and whom it cancelled with a mission is engaged again.
 *
 * @throws DomainError `stale`, with the thing as it is, when something was changed since;
 *   `conflict` as `updateMission` and `deleteMission`, when somebody cannot be engaged again, and when
 *   what a mission referred to is gone
 */
export async function undoMissions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  event: WholeEvent,
): Promise<Pick<PlanChange<unknown>, "values" | "freed">> {
  const [changes, carried] = [missionsIn(event), engagementsIn(event)];
  const befores = changes.flatMap(({ before }) => before ?? []);
  const afters = changes.flatMap(({ after }) => after ?? []);
  const left = carried.map(({ after }) => after);
  const missions = [...new Set([...befores, ...afters].map((mission) => mission.id))];
  const artists = left.map(({ artist_id }) => artist_id);
  const locked = await lockMissions(trx, organisation, { missions, artists });
  const engaged = await loadEngaged(locked);
  const current = await findMissions(trx, organisation, missions);
  refuseChanged(afters, current);
  const engagements = left.map((engagement) => engagement.id);
  refuseChanged(left, await findEngagements(trx, organisation, engagements));
  await refuseGone(trx, organisation, befores);
  const done = await write(locked, { changes, current, engaged });
  const cancelled = carried.filter(
    ({ before, after }) => after.status === "cancelled" && before?.status !== "cancelled",
  );
  const revived = await putBack(locked, cancelled);
  return { ...revived, values: [...done, ...revived.values] };
}

/** The missions of these ids, as far as they are there, as the change had them one after the other. */
function inOrder(ids: string[], missions: Mission[]): Mission[] {
  const byId = new Map(missions.map((mission) => [mission.id, mission]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function missionsIn({ changes }: WholeEvent): RecordedMission[] {
  return changes
    .filter(({ artist_id }) => artist_id === null)
    .map((change) => parseRecorded(change, recordedMissions));
}

/** What else tells of an artist, such as what they were told, is no change of an engagement. */
function engagementsIn({ changes }: WholeEvent): RecordedEngagement[] {
  return changes
    .filter(({ after }) => after !== null && "decided_at" in after)
    .map((change) => parseRecorded(change, recordedEngagements));
}

type Before = NonNullable<RecordedMission["before"]>;

/** Nobody could put back what is not there. @throws DomainError `conflict` */
async function refuseGone(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  befores: Before[],
): Promise<void> {
  const wanted = {
    venues: befores.map(({ venue_id }) => venue_id),
    projects: befores.flatMap(({ project_id }) => project_id ?? []),
    skills: befores.flatMap(({ positions }) => positions.flatMap(({ skill }) => skill ?? [])),
  };
  const { venues, projects, skills } = await lockPremises(trx, organisation, wanted);
  const there = new Set([...venues.map(({ id }) => id), ...projects, ...skills]);
  const gone = [...wanted.venues, ...wanted.projects, ...wanted.skills].find(
    (reference) => !there.has(reference),
  );
  if (gone !== undefined)
    throw new DomainError("conflict", { reason: "reference_deleted", params: { id: gone } });
}

interface Undoing {
  changes: RecordedMission[];
  /** The missions as they are, and who is on them. */
  current: Mission[];
  engaged: Engagement[];
}

/** Makes missions what they were. @returns what became of them, and of whom went along */
async function write(
  locked: Locked,
  { changes, current, engaged }: Undoing,
): Promise<PlanValues[]> {
  const of = (ids: string[]) => inOrder(ids, current);
  const made = changes.flatMap(({ before, after }) => (before === null && after ? after.id : []));
  const deleted = changes.flatMap(({ before, after }) => (after === null && before ? before : []));
  const changed = changes.flatMap(({ before, after }) =>
    before && after ? { before, after } : [],
  );
  const restated = changed.filter(isStatusAlone).map(({ before }) => before);
  const values = [
    ...(await unmake(locked, of(made))),
    ...(await remake(locked, deleted)),
    ...(await restate(locked, { restated, current })),
  ];
  // One update changes one mission: only their status is changed of many at once.
  for (const { before: was } of changed.filter((change) => !isStatusAlone(change)))
    for (const before of of([was.id])) {
      const { starts_at, ends_at } = was;
      const wanted = {
        ...was,
        period: asInstants({ starts_at, ends_at }),
        breaks: was.breaks.map(asInstants),
      };
      const on = engaged.filter(({ mission_id }) => mission_id === was.id);
      const undone = { before, engaged: on, wanted, override: { may_override: false } };
      const written = await writeMission(locked, undone);
      values.push(...written.values);
    }
  return values;
}

/** Such as publishing. Cancelling is not: it concerns whoever is engaged. */
function isStatusAlone({ before, after }: { before: Before; after: Before }): boolean {
  const { status, version } = after;
  const isSame = JSON.stringify({ ...before, status, version }) === JSON.stringify(after);
  return isSame && status !== "cancelled" && before.status !== "cancelled";
}

async function unmake(locked: Locked, missions: Mission[]): Promise<PlanValues[]> {
  await removeMissions(locked, missions);
  return missions.map((before) => missionBecame(before, null));
}

/** @throws DomainError `stale` when they are there: somebody else has undone that too */
async function remake({ trx, organisation }: Locked, deleted: Before[]): Promise<PlanValues[]> {
  const { rows } = await sql<{ id: string }>`
    insert into missions (organisation_id, id, project_id, venue_id, title, kind, starts_at, ends_at,
      notes, status, is_template, version)
    select ${organisation}, was.* from unnest(
      ${deleted.map(({ id }) => id)}::uuid[],
      ${deleted.map(({ project_id }) => project_id)}::uuid[],
      ${deleted.map(({ venue_id }) => venue_id)}::uuid[],
      ${deleted.map(({ title }) => title)}::text[],
      ${deleted.map(({ kind }) => kind)}::text[],
      ${deleted.map(({ starts_at }) => starts_at)}::timestamptz[],
      ${deleted.map(({ ends_at }) => ends_at)}::timestamptz[],
      ${deleted.map(({ notes }) => notes)}::text[],
      ${deleted.map(({ status }) => status)}::text[],
      ${deleted.map(({ is_template }) => is_template)}::boolean[],
      ${deleted.map(({ version }) => version + 1)}::integer[]
    ) as was (id)
    order by was.id
    on conflict do nothing
    returning id
  `.execute(trx);
  const ids = deleted.map(({ id }) => id);
  if (rows.length < ids.length) {
    const [current = null] = await findMissions(trx, organisation, ids);
    throw new DomainError("stale", { reason: "restored_already" }, { current });
  }
  await saveBreaks(
    trx,
    organisation,
    deleted.map(({ id, breaks }) => ({ id, breaks: breaks.map(asInstants) })),
  );
  await savePositions(trx, organisation, deleted);
  const made = inOrder(ids, await findMissions(trx, organisation, ids));
  return made.map((after) => missionBecame(null, after));
}

async function restate(
  locked: Locked,
  { restated, current }: { restated: Before[]; current: Mission[] },
): Promise<PlanValues[]> {
  const { trx, organisation } = locked;
  const ids = restated.map(({ id }) => id);
  requireLocked(locked, { missions: ids });
  await sql`
    update missions set status = was.status, version = version + 1
    from unnest(${ids}::uuid[], ${restated.map(({ status }) => status)}::text[]) as was (id, status)
    where organisation_id = ${organisation} and missions.id = was.id
  `.execute(trx);
  const before = new Map(current.map((mission) => [mission.id, mission]));
  const after = inOrder(ids, await findMissions(trx, organisation, ids));
  return after.map((is) => missionBecame(before.get(is.id) ?? null, is));
}

import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { WholeEvent } from "../audit/schema.ts";
import { findEngagements } from "./engagements.queries.ts";
import type { Engagement } from "./engagements.schema.ts";
import { restoreEngagements } from "./undo-engagements.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError } from "../kit/errors.ts";
import { loadEngaged } from "./engaged.ts";
import { type Locked, lockMissions, lockPremises, requireLocked } from "./locks.ts";
import { missionBecame, type PlanChange, type PlanValues } from "./change-plan.ts";
import { writeMissions } from "./write-missions.ts";
import { removeMissions, saveBreaks, savePositions } from "./save-missions.ts";
import { findMissions } from "./missions.queries.ts";
import { asInstants } from "./missions.rules.ts";
import type { Mission } from "./missions.schema.ts";
import { parseRecorded, refuseChanged } from "./recorded.ts";
import {
  contents,
  type RecordedEngagement,
  recordedEngagements,
  type RecordedMission,
  recordedMissions,
} from "./recorded.schema.ts";

/**
 * Restores missions to what they were before an event, all or none: it deletes those that the event
 * created, creates the deleted ones again, and restores the engagements that were cancelled with them.
 *
 * @throws DomainError `stale`, with the thing as it is, when something was changed since;
 *   `conflict` as `updateMission` and `deleteMission`, when an engagement cannot be restored, and when a
 *   venue, project or skill of a mission is gone
 */
export async function undoMissions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  event: WholeEvent,
): Promise<Pick<PlanChange<unknown>, "values" | "freed">> {
  const [changes, engagementChanges] = [missionsIn(event), engagementsIn(event)];
  const befores = changes.flatMap(({ before }) => before ?? []);
  const afters = changes.flatMap(({ after }) => after ?? []);
  const left = engagementChanges.map(({ after }) => after);
  const missions = [...new Set([...befores, ...afters].map((mission) => mission.id))];
  const artists = left.map(({ artist_id }) => artist_id);
  const locked = await lockMissions(trx, organisation, { missions, artists });
  const engaged = await loadEngaged(locked);
  const current = await findMissions(trx, organisation, missions);
  await refuseChanged(trx, organisation, {
    event,
    left: afters,
    current,
    content: contents.mission,
  });
  const engagements = left.map((engagement) => engagement.id);
  await refuseChanged(trx, organisation, {
    event,
    left,
    current: await findEngagements(trx, organisation, engagements),
    content: contents.engagement,
  });
  await refuseMissingReferences(trx, organisation, befores);
  const values = await restoreMissions(locked, { changes, current, engaged });
  const cancelled = engagementChanges.filter(
    ({ before, after }) => after.status === "cancelled" && before?.status !== "cancelled",
  );
  const restored = await restoreEngagements(locked, cancelled);
  return { ...restored, values: [...values, ...restored.values] };
}

/** The missions with these ids, in the order of the ids; those not found are left out. */
function inOrder(ids: string[], missions: Mission[]): Mission[] {
  const byId = new Map(missions.map((mission) => [mission.id, mission]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function missionsIn({ changes }: WholeEvent): RecordedMission[] {
  return changes
    .filter(({ artist_id }) => artist_id === null)
    .map((change) => parseRecorded(change, recordedMissions));
}

/** Other changes about an artist, such as what they were told, are left out. */
function engagementsIn({ changes }: WholeEvent): RecordedEngagement[] {
  return changes
    .filter(({ after }) => after !== null && "decided_at" in after)
    .map((change) => parseRecorded(change, recordedEngagements));
}

type Before = NonNullable<RecordedMission["before"]>;

/** @throws DomainError `conflict` when a venue, project or skill of a mission is gone */
async function refuseMissingReferences(
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

interface UndoneChanges {
  changes: RecordedMission[];
  /** The missions as they are, and the engagements on them. */
  current: Mission[];
  engaged: Engagement[];
}

/** @returns the changes of the missions and of their engagements, for the record */
async function restoreMissions(
  locked: Locked,
  { changes, current, engaged }: UndoneChanges,
): Promise<PlanValues[]> {
  const created = changes.flatMap(({ before, after }) =>
    before === null && after ? after.id : [],
  );
  const deleted = changes.flatMap(({ before, after }) => (after === null && before ? before : []));
  const changed = changes.flatMap(({ before, after }) =>
    before && after ? { before, after } : [],
  );
  const withStatusAlone = changed.filter(changesStatusAlone).map(({ before }) => before);
  const others = changed.filter((change) => !changesStatusAlone(change));
  return [
    ...(await deleteCreated(locked, inOrder(created, current))),
    ...(await recreateDeleted(locked, deleted)),
    ...(await restoreStatus(locked, { withStatusAlone, current })),
    ...(await restoreWhole(
      locked,
      others.map(({ before }) => before),
      { current, engaged },
    )),
  ];
}

/** Restores all of some missions, and moves the engagements on them back with them. */
async function restoreWhole(
  locked: Locked,
  wanted: Before[],
  { current, engaged }: Pick<UndoneChanges, "current" | "engaged">,
): Promise<PlanValues[]> {
  const present = new Map(current.map((mission) => [mission.id, mission]));
  const changes = wanted.flatMap((was) => {
    const before = present.get(was.id);
    const { starts_at, ends_at } = was;
    const period = asInstants({ starts_at, ends_at });
    return before ? { before, wanted: { ...was, period, breaks: was.breaks.map(asInstants) } } : [];
  });
  if (changes.length === 0) return [];
  const override = { may_override: false };
  const { values } = await writeMissions(locked, { changes, engaged, override });
  return values;
}

/** As publishing does. Cancelling does not: it also changes engagements. */
function changesStatusAlone({ before, after }: { before: Before; after: Before }): boolean {
  const { status, version } = after;
  const isSame = JSON.stringify({ ...before, status, version }) === JSON.stringify(after);
  return isSame && status !== "cancelled" && before.status !== "cancelled";
}

async function deleteCreated(locked: Locked, missions: Mission[]): Promise<PlanValues[]> {
  await removeMissions(locked, missions);
  return missions.map((before) => missionBecame(before, null));
}

/** @throws DomainError `stale` when one exists: somebody else has undone its deletion */
async function recreateDeleted(
  { trx, organisation }: Locked,
  deleted: Before[],
): Promise<PlanValues[]> {
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

async function restoreStatus(
  locked: Locked,
  { withStatusAlone, current }: { withStatusAlone: Before[]; current: Mission[] },
): Promise<PlanValues[]> {
  const { trx, organisation } = locked;
  const ids = withStatusAlone.map(({ id }) => id);
  requireLocked(locked, { missions: ids });
  await sql`
    update missions set status = was.status, version = version + 1
    from unnest(${ids}::uuid[], ${withStatusAlone.map(({ status }) => status)}::text[]) as was (id, status)
    where organisation_id = ${organisation} and missions.id = was.id
  `.execute(trx);
  const before = new Map(current.map((mission) => [mission.id, mission]));
  const after = inOrder(ids, await findMissions(trx, organisation, ids));
  return after.map((is) => missionBecame(before.get(is.id) ?? null, is));
}

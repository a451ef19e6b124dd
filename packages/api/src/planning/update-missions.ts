import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, invalidInput, notFound, refuseStale } from "../kit/errors.ts";
import type { InputIssue } from "../kit/issue.ts";
import type { PlanOutcome } from "./change-plan.ts";
import type { Bare } from "./effect.schema.ts";
import { loadEngaged, type Override } from "./engaged.ts";
import type { Engagement } from "./engagements.schema.ts";
import { lock, lockMissions, type Locked } from "./locks.ts";
import { breaksAlong, isAsWanted, type WantedMission } from "./missions.rules.ts";
import type { Mission, Missions, MissionsUpdate, MissionUpdate } from "./missions.schema.ts";
import { refuseStrangers, requirePremises, requireTimes } from "./premises.ts";
import { requireMissions } from "./required.ts";
import type { Planner } from "./verdicts.ts";
import { writeMissions } from "./write-missions.ts";

/**
 * Updates the given fields of a mission.
 *
 * @throws DomainError as `createMission`; `not_found`, `stale`; `conflict`, with the findings, when a
 *   finding blocks somebody who is confirmed; `conflict` when a position would take fewer people than are
 *   confirmed, when a position with engagements would be removed, and when a mission with people on it
 *   would become a template
 */
export async function updateMission(
  trx: Transaction<DB>,
  { organisation, may_override }: Planner,
  { override_reason: reason, ...asked }: MissionUpdate,
): Promise<PlanOutcome<Mission>> {
  const { before, ...under } = await lockForUpdate(trx, organisation, [asked]);
  const [mission] = before;
  if (mission === undefined) throw notFound("mission", asked.mission_id);
  refuseStale(mission, asked.expected_version);
  const updates = [{ before: mission, update: asked }];
  const done = await update(updates, { ...under, override: { reason, may_override } });
  return { ...done, answer: done.answer[0] ?? mission };
}

/**
 * Updates missions, all or none, in a constant number of statements. The people on them are judged with all
 * of them changed.
 *
 * @throws DomainError as `updateMission`; `stale` with all missions that are; `invalid_input` when one is
 *   named twice
 */
export async function updateMissions(
  trx: Transaction<DB>,
  { organisation, may_override }: Planner,
  { missions: asked, override_reason: reason }: MissionsUpdate,
): Promise<PlanOutcome<Bare<Missions>>> {
  refuseTwice(asked);
  const { before, ...under } = await lockForUpdate(trx, organisation, asked);
  refuseStaleAmong(before, asked);
  const updates = before.map((mission, i) => ({
    before: mission,
    update: asked[i] ?? {},
    path: ["missions", i],
  }));
  const done = await update(updates, { ...under, override: { reason, may_override } });
  return { ...done, answer: { missions: done.answer } };
}

type Fields = Omit<MissionUpdate, "mission_id" | "expected_version" | "override_reason">;
type Asked = MissionsUpdate["missions"][number];

/** @throws DomainError `invalid_input` */
function refuseTwice(asked: Asked[]): void {
  const ids = asked.map(({ mission_id }) => mission_id);
  const again = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (again >= 0)
    throw invalidInput([{ path: ["missions", again, "mission_id"], issue: "listed_twice" }]);
}

/** @throws DomainError `stale`, with all that are */
function refuseStaleAmong(missions: Mission[], asked: Asked[]): void {
  const stale = missions.filter(({ version }, i) => {
    const expected = asked[i]?.expected_version;
    return expected !== undefined && expected !== version;
  });
  const [first] = stale;
  if (first === undefined) return;
  const params = { title: first.title, more: stale.length - 1 };
  throw new DomainError(
    "stale",
    { reason: "other_versions", params },
    {
      current: { missions: stale },
    },
  );
}

interface Under {
  locked: Locked;
  /** The people on the missions. */
  engaged: Engagement[];
}

/** Locks missions and reads them as they are; with their people, unless no update can concern them. */
async function lockForUpdate(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  asked: Asked[],
): Promise<Under & { before: Mission[] }> {
  const missions = asked.map(({ mission_id }) => mission_id);
  const concerned = asked.some(concernsPeople);
  const locked = concerned
    ? await lockMissions(trx, organisation, { missions })
    : await lock(trx, organisation, { missions });
  const engaged = concerned ? await loadEngaged(locked) : [];
  return { locked, engaged, before: await requireMissions(trx, organisation, missions) };
}

function concernsPeople({ mission_id: _id, expected_version: _version, ...fields }: Asked) {
  return Object.keys(fields).some((field) => !["title", "notes"].includes(field));
}

interface Update {
  before: Mission;
  update: Fields;
  /** Where it is in the input. */
  path?: InputIssue["path"];
}

/** @returns all missions as they are now, in the same order */
async function update(
  updates: Update[],
  { locked, engaged, override }: Under & { override: Override },
): Promise<PlanOutcome<Mission[]>> {
  const wanted = await requireWanted(locked, updates);
  const changes = wanted.filter((change) => !isAsWanted(change.before, change.wanted));
  const before = updates.map((one) => one.before);
  const [first] = changes;
  if (first === undefined) return { answer: before };
  const { after, values } = await writeMissions(locked, { changes, engaged, override });
  const changed = new Map(after.map((mission) => [mission.id, mission]));
  const answer = before.map((mission) => changed.get(mission.id) ?? mission);
  return { answer, noun: "mission", id: first.before.id, values };
}

/** The missions as the updates want them. @throws DomainError as `createMission` */
async function requireWanted(
  { trx, organisation }: Locked,
  updates: Update[],
): Promise<{ before: Mission; wanted: WantedMission }[]> {
  const merged = updates.map(({ update: fields, ...one }) => {
    const to = merge(one.before, fields);
    refuseStrangers(one.before.positions, { ...to, ...one });
    return { ...one, to, keepsBreaks: fields.breaks === undefined };
  });
  const zoneOf = await requirePremises(
    trx,
    organisation,
    merged.map(({ to, ...one }) => ({ ...to, ...one })),
  );
  return merged.map(({ to, before, path, keepsBreaks }) => {
    const zone = zoneOf({ ...to, before });
    const { period, breaks } = requireTimes({ ...to, ...(path && { path }) }, zone);
    const kept = keepsBreaks ? breaksAlong(before, period) : breaks;
    return { before, wanted: { ...to, period, breaks: kept } };
  });
}

/** The given fields, and the present values for the rest. */
function merge(before: Mission, fields: Fields) {
  const { project_id = before.project_id, notes = before.notes } = fields;
  return {
    project_id,
    notes,
    venue_id: fields.venue_id ?? before.venue_id,
    title: fields.title ?? before.title,
    kind: fields.kind ?? before.kind,
    starts_at: fields.starts_at ?? Temporal.Instant.from(before.starts_at),
    ends_at: fields.ends_at ?? Temporal.Instant.from(before.ends_at),
    breaks: fields.breaks ?? [],
    positions: fields.positions ?? before.positions,
    status: fields.status ?? before.status,
    is_template: fields.is_template ?? before.is_template,
  };
}

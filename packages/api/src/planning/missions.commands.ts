import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import { findEngagements } from "./engagements.queries.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, invalidInput, refuseStale } from "../kit/errors.ts";
import type { Issue } from "../kit/wire.ts";
import {
  becomingOf,
  blocksOn,
  cancelEngaged,
  carryEngaged,
  type EngagedOn,
  type Override,
  readEngaged,
} from "./engaged.ts";
import {
  missionBecame,
  type PlanChange,
  type PlanOutcome,
  type PlanValues,
} from "./change-plan.ts";
import { type Locked, lockMissions, lockPremises, requireLocked } from "./locks.ts";
import { findMissions } from "./missions.queries.ts";
import {
  areSame,
  asInstants,
  asText,
  breaksAlong,
  isAsWanted,
  isSame,
  type Period,
  readTimes,
} from "./missions.rules.ts";
import type { Mission, MissionCreate, MissionUpdate, PositionInput } from "./missions.schema.ts";

/**
 * @throws DomainError `not_found` when there is no such venue or project, `invalid_input` when a time
 *   does not exist in the venue's zone, happens twice or ends before it starts, or a skill is unknown
 */
export async function createMission(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  input: MissionCreate,
): Promise<PlanChange<Mission>> {
  const zone = await requirePremises(trx, organisation, input);
  const { period, breaks } = timesOf(input, zone);
  refuseStrangers([], input.positions);
  const id = crypto.randomUUID();
  const { venue_id, project_id = null, title, kind, notes = null, is_template } = input;
  const mission = { id, venue_id, project_id, title, kind, notes, is_template };
  await trx
    .insertInto("missions")
    .values({ organisation_id: organisation, ...mission, ...asText(period) })
    .execute();
  await saveBreaks(trx, organisation, [{ id, breaks }]);
  await savePositions(trx, organisation, [{ id, positions: input.positions }]);
  const after = await readMission(trx, organisation, id);
  return { answer: after, noun: "mission", id, values: [missionBecame(null, after)] };
}

/**
 * Changes what is given of a mission.
 *
 * @throws DomainError as `createMission`; `not_found`, `stale`; `conflict`, with the findings, when
 *   somebody who is confirmed would be in two places, when a position would take fewer than are
 *   confirmed, or go though people are or were engaged on it, or when people are engaged on what is
 *   to be a template
 */
export async function updateMission(
  trx: Transaction<DB>,
  { organisation, may_override }: { organisation: AuthorizedOrganisationId; may_override: boolean },
  { mission_id, expected_version, override_reason, ...update }: MissionUpdate,
): Promise<PlanOutcome<Mission>> {
  const locked = await lockMissions(trx, organisation, { missions: [mission_id] });
  const engaged = await readEngaged(locked);
  const before = await readMission(trx, organisation, mission_id);
  refuseStale(before, expected_version);
  const wanted = merged(before, update);
  const zone = await requirePremises(trx, organisation, wanted);
  refuseStrangers(before.positions, wanted.positions);
  const { period, breaks } = timesOf(wanted, zone);
  const along = update.breaks === undefined ? breaksAlong(before, period) : breaks;
  const becoming = { ...wanted, period, breaks: along };
  if (isAsWanted(before, becoming)) return { answer: before };
  const override = { reason: override_reason, may_override };
  const written = { before, engaged, wanted: becoming, override };
  const { after, values } = await writeMission(locked, written);
  return { answer: after, noun: "mission", id: mission_id, values };
}

interface Written {
  /** As it is, and who is on it. */
  before: Mission;
  engaged: EngagedOn[];
  wanted: Pick<
    Mission,
    "venue_id" | "project_id" | "title" | "kind" | "notes" | "status" | "is_template"
  > & {
    period: Period;
    breaks: Period[];
    positions: PositionInput[];
  };
  override: Override;
}

/**
 * Makes a mission what it is to be. Whoever is engaged goes along, or is cancelled with it.
 *
 * @throws DomainError `conflict` as `updateMission`
 */
export async function writeMission(
  locked: Locked,
  { before, engaged, wanted, override }: Written,
): Promise<{ after: Mission; values: PlanValues[] }> {
  const { trx, organisation } = locked;
  const { id: mission_id, version } = before;
  requireLocked(locked, { missions: [mission_id] });
  const { period, breaks, positions, ...rest } = wanted;
  const { venue_id, project_id, title, kind, notes, status, is_template } = rest;
  const isDecisive = status !== "cancelled" && decides(before, wanted);
  const concerned = isDecisive || status === "cancelled" ? engaged.map(({ id }) => id) : [];
  const were = await findEngagements(trx, organisation, concerned);
  const blocked = isDecisive ? await blocksOn(locked, engaged) : [];
  if (status === "cancelled") await cancelEngaged(locked, mission_id);
  else if (is_template && engaged.length > 0)
    throw new DomainError("conflict", "People are engaged on it, and on a template nobody is");
  await trx
    .updateTable("missions")
    .set({ venue_id, project_id, title, kind, notes, status, is_template, ...asText(period) })
    .set({ version: version + 1 })
    .where("organisation_id", "=", organisation)
    .where("id", "=", mission_id)
    .execute();
  await trx
    .deleteFrom("mission_breaks")
    .where("organisation_id", "=", organisation)
    .where("mission_id", "=", mission_id)
    .execute();
  await saveBreaks(trx, organisation, [{ id: mission_id, breaks }]);
  await removePositions(locked, { before, kept: positions });
  await savePositions(trx, organisation, [{ id: mission_id, positions }]);
  const going = { mission_id, engaged, before: blocked, override };
  if (isDecisive) await carryEngaged(locked, going);
  const after = await readMission(trx, organisation, mission_id);
  const carried = await becomingOf(locked, were);
  return { after, values: [missionBecame(before, after), ...carried] };
}

/** Whether what changes of a mission can decide about who is on it. */
function decides(before: Mission, wanted: Written["wanted"]): boolean {
  const asked = ({ positions }: Pick<Written["wanted"], "positions">) =>
    JSON.stringify(positions.map(({ id, skill, min_level }) => [id, skill, min_level]));
  return (
    !isSame(wanted.period, asInstants(before)) ||
    !areSame(wanted.breaks, before.breaks.map(asInstants)) ||
    before.venue_id !== wanted.venue_id ||
    before.project_id !== wanted.project_id ||
    before.kind !== wanted.kind ||
    asked(before) !== asked(wanted)
  );
}

/** What a mission is to be: what is given, and what was for the rest. */
function merged(before: Mission, update: Omit<MissionUpdate, "mission_id" | "expected_version">) {
  const { project_id = before.project_id, notes = before.notes } = update;
  return {
    project_id,
    notes,
    venue_id: update.venue_id ?? before.venue_id,
    title: update.title ?? before.title,
    kind: update.kind ?? before.kind,
    starts_at: update.starts_at ?? Temporal.Instant.from(before.starts_at),
    ends_at: update.ends_at ?? Temporal.Instant.from(before.ends_at),
    breaks: update.breaks ?? [],
    positions: update.positions ?? before.positions,
    status: update.status ?? before.status,
    is_template: update.is_template ?? before.is_template,
  };
}

/** @throws DomainError `not_found`, `conflict` when people are or were engaged: it is cancelled instead */
export async function deleteMission(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<PlanChange<object>> {
  const locked = await lockMissions(trx, organisation, { missions: [id] });
  const before = await readMission(trx, organisation, id);
  await removeMissions(locked, [before]);
  return { answer: {}, noun: "mission", id, values: [missionBecame(before, null)] };
}

/** @throws DomainError `conflict` when people are or were engaged on one of them */
export async function removeMissions(locked: Locked, missions: Mission[]): Promise<void> {
  const ids = missions.map(({ id }) => id);
  requireLocked(locked, { missions: ids });
  const positions = missions.flatMap((mission) => mission.positions);
  await removePositions(locked, { before: { positions }, kept: [] });
  await locked.trx
    .deleteFrom("missions")
    .where("organisation_id", "=", locked.organisation)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
}

export function missionNotFound(id: string): DomainError {
  return new DomainError("not_found", `Mission ${id} not found`);
}

async function readMission(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Mission> {
  const [mission] = await findMissions(trx, organisation, [id]);
  if (mission === undefined) throw missionNotFound(id);
  return mission;
}

/** Refuses what a mission would refer to and is not there. @returns the venue's zone */
export async function requirePremises(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  input: {
    venue_id: string;
    project_id?: string | null | undefined;
    positions: PositionInput[];
  },
): Promise<string> {
  const { venue_id, project_id = null, positions } = input;
  const { venues, projects, skills } = await lockPremises(trx, organisation, {
    venues: [venue_id],
    projects: project_id === null ? [] : [project_id],
    skills: positions.flatMap(({ skill }) => skill ?? []),
  });
  const [venue] = venues;
  if (venue === undefined) throw new DomainError("not_found", `Venue ${venue_id} not found`);
  if (project_id !== null && !projects.includes(project_id))
    throw new DomainError("not_found", `Project ${project_id} not found`);
  const unknown: Issue[] = positions.flatMap(({ skill }, i) =>
    skill && !skills.includes(skill)
      ? [{ path: ["positions", i, "skill"], message: "Is no skill of the organisation" }]
      : [],
  );
  if (unknown.length > 0) throw invalidInput(unknown);
  return venue.time_zone;
}

function timesOf(
  input: Pick<MissionCreate, "starts_at" | "ends_at" | "breaks">,
  zone: string,
): { period: Period; breaks: Period[] } {
  const read = readTimes(input, zone);
  if ("issues" in read) throw invalidInput(read.issues);
  return read;
}

export async function saveBreaks(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missions: { id: string; breaks: Period[] }[],
): Promise<void> {
  const pauses = missions.flatMap(({ id, breaks }) =>
    breaks.map((pause) => ({ id, ...asText(pause) })),
  );
  await sql`
    insert into mission_breaks (organisation_id, mission_id, starts_at, ends_at)
    select ${organisation}, pause.id, pause.starts_at, pause.ends_at
    from unnest(
      ${pauses.map(({ id }) => id)}::uuid[],
      ${pauses.map(({ starts_at }) => starts_at)}::timestamptz[],
      ${pauses.map(({ ends_at }) => ends_at)}::timestamptz[]
    ) as pause (id, starts_at, ends_at)
  `.execute(trx);
}

/**
 * Removes the positions that are not kept.
 *
 * @throws DomainError `conflict` when people are or were engaged on one, or more are confirmed on one
 *   that is kept than it would take
 */
async function removePositions(
  locked: Locked,
  { before, kept }: { before: Pick<Mission, "positions">; kept: PositionInput[] },
): Promise<void> {
  const { trx, organisation } = locked;
  const known = before.positions.map(({ id }) => id);
  const removed = known.filter((id) => !kept.some((position) => position.id === id));
  await refuseLosses(locked, { removed, kept });
  await trx
    .deleteFrom("positions")
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`id = any(${removed}::uuid[])`)
    .execute();
}

/** Whoever is confirmed keeps their place, and what was stays on the position that it was on. */
async function refuseLosses(
  { trx, organisation }: Locked,
  { removed, kept }: { removed: string[]; kept: PositionInput[] },
): Promise<void> {
  const engaged = await trx
    .selectFrom("engagements")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`position_id = any(${removed}::uuid[])`)
    .executeTakeFirst();
  if (engaged !== undefined)
    throw new DomainError("conflict", "People are or were engaged on it, and that is kept");
  const { rows } = await sql<{ taken: number }>`
    select taken from positions
    join unnest(
      ${kept.map(({ id = null }) => id)}::uuid[], ${kept.map(({ count }) => count)}::integer[]
    ) as sent (id, wanted) on sent.id = positions.id
    where organisation_id = ${organisation} and taken > wanted
  `.execute(trx);
  if (rows[0] !== undefined)
    throw new DomainError("conflict", `The position has ${rows[0].taken} confirmed`);
}

/** A position that is to be kept is one of the mission's, and once; ids of new ones are ours to make. */
function refuseStrangers(known: { id: string }[], positions: PositionInput[]): void {
  const strange = positions.find(({ id: sent }) => sent && !known.some(({ id }) => id === sent));
  if (strange?.id !== undefined)
    throw new DomainError("not_found", `Position ${strange.id} not found`);
  const ids = positions.map(({ id }) => id);
  const again = ids.findIndex((id, i) => id !== undefined && ids.indexOf(id) < i);
  if (again >= 0)
    throw invalidInput([{ path: ["positions", again, "id"], message: "Is there twice" }]);
}

export async function savePositions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missions: { id: string; positions: PositionInput[] }[],
): Promise<void> {
  const sent = missions.flatMap(({ id: mission_id, positions }) =>
    positions.map((position) => ({
      ...position,
      id: position.id ?? crypto.randomUUID(),
      mission_id,
    })),
  );
  await sql`
    insert into positions
      (organisation_id, id, mission_id, place, skill, min_level, count, label)
    select ${organisation}, sent.id, mission_id, place, skill, min_level, count, label
    from unnest(
      ${sent.map(({ id }) => id)}::uuid[],
      ${sent.map(({ mission_id }) => mission_id)}::uuid[],
      ${sent.map(({ skill = null }) => skill)}::text[],
      ${sent.map(({ min_level = null }) => min_level)}::smallint[],
      ${sent.map(({ count }) => count)}::integer[],
      ${sent.map(({ label = null }) => label)}::text[]
    ) with ordinality as sent (id, mission_id, skill, min_level, count, label, place)
    on conflict (organisation_id, id) do update set
      place = excluded.place, skill = excluded.skill, min_level = excluded.min_level,
      count = excluded.count, label = excluded.label
      where positions.mission_id = excluded.mission_id
  `.execute(trx);
}

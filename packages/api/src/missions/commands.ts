import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import { lockArtists, readWorld } from "../engagements/queries.ts";
import { findingsOn } from "../engagements/rules.ts";
import type { Change } from "../kit/change.ts";
import type { AuthorizedOrganisationId, Organisation } from "../kit/context.ts";
import { DomainError, invalidInput, refuseStale } from "../kit/errors.ts";
import type { Issue } from "../kit/wire.ts";
import { findMissions, findPremises } from "./queries.ts";
import { type Period, readTimes } from "./rules.ts";
import type { Mission, MissionCreate, MissionUpdate, PositionInput } from "./schema.ts";

/**
 * @throws DomainError `not_found` when there is no such venue or project, `invalid_input` when a time
 *   does not exist in the venue's zone, happens twice or ends before it starts, or a skill is unknown
 */
export async function createMission(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  input: MissionCreate,
): Promise<Change<Mission>> {
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
  await saveBreaks(trx, organisation, { mission_id: id, breaks });
  await savePositions(trx, organisation, { mission_id: id, positions: input.positions });
  return recorded(null, await readMission(trx, organisation, id));
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
  { id: organisation, time_zone: home }: Organisation,
  { mission_id, expected_version, ...update }: MissionUpdate,
): Promise<Change<Mission>> {
  const engaged = await lockEngaged(trx, organisation, mission_id);
  const before = await readMission(trx, organisation, mission_id);
  refuseStale(before, expected_version);
  const wanted = merged(before, update);
  const zone = await requirePremises(trx, organisation, wanted);
  const { period, breaks } = timesOf(wanted, zone);
  const { venue_id, project_id, title, kind, notes, status, is_template } = wanted;
  if (!isSame(period, before))
    await moveEngaged(trx, organisation, { before, engaged, period, time_zone: home });
  if (status === "cancelled") await cancelEngaged(trx, organisation, mission_id);
  else if (is_template && engaged.length > 0)
    throw new DomainError("conflict", "People are engaged on it, and on a template nobody is");
  await trx
    .updateTable("missions")
    .set({ venue_id, project_id, title, kind, notes, status, is_template, ...asText(period) })
    .set({ version: before.version + 1 })
    .where("organisation_id", "=", organisation)
    .where("id", "=", mission_id)
    .execute();
  await trx
    .deleteFrom("mission_breaks")
    .where("organisation_id", "=", organisation)
    .where("mission_id", "=", mission_id)
    .execute();
  await saveBreaks(trx, organisation, { mission_id, breaks });
  if (update.positions !== undefined) {
    await removePositions(trx, organisation, { before, kept: update.positions });
    await savePositions(trx, organisation, { mission_id, positions: update.positions });
  }
  return recorded(before, await readMission(trx, organisation, mission_id));
}

function asInstants(period: { starts_at: string; ends_at: string }): Period {
  return {
    starts_at: Temporal.Instant.from(period.starts_at),
    ends_at: Temporal.Instant.from(period.ends_at),
  };
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
    breaks: update.breaks ?? before.breaks.map(asInstants),
    positions: update.positions ?? [],
    status: update.status ?? before.status,
    is_template: update.is_template ?? before.is_template,
  };
}

/** @throws DomainError `not_found`, `conflict` when people are or were engaged: it is cancelled instead */
export async function deleteMission(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Change<void>> {
  await lockEngaged(trx, organisation, id);
  const before = await readMission(trx, organisation, id);
  await removePositions(trx, organisation, { before, kept: [] });
  await trx
    .deleteFrom("missions")
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .execute();
  const { id: _id, ...was } = before;
  const values = [{ artist_id: null, before: was, after: null }];
  return { answer: undefined, noun: "mission", id, values };
}

interface EngagedOn {
  id: string;
  artist_id: string;
  position_id: string;
  status: string;
}

/**
 * Who is on a mission, none of whom is engaged elsewhere, nor anybody here, until the transaction
 * ends; nor does anybody else change the mission. It is locked before its positions, so that none is
 * added which is not locked.
 */
async function lockEngaged(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missionId: string,
): Promise<EngagedOn[]> {
  const read = () =>
    trx
      .selectFrom("engagements")
      .select(["id", "artist_id", "position_id", "status"])
      .where("organisation_id", "=", organisation)
      .where("mission_id", "=", missionId)
      .where("status", "in", ["option", "confirmed"])
      .execute();
  const locked = (await read()).map(({ artist_id }) => artist_id);
  await lockArtists(trx, organisation, locked);
  await trx
    .selectFrom("missions")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where("id", "=", missionId)
    .forUpdate()
    .execute();
  await trx
    .selectFrom("positions")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where("mission_id", "=", missionId)
    .orderBy("id")
    .forUpdate()
    .execute();
  const engaged = await read();
  if (engaged.some(({ artist_id }) => !locked.includes(artist_id)))
    throw new DomainError("conflict", "Somebody was engaged on it at this moment: try again");
  return engaged;
}

function isSame(period: Period, before: Mission): boolean {
  const was = asInstants(before);
  return period.starts_at.equals(was.starts_at) && period.ends_at.equals(was.ends_at);
}

interface Move {
  before: Mission;
  engaged: EngagedOn[];
  period: Period;
  /** The organisation's. */
  time_zone: string;
}

/** Takes whoever is engaged along. @throws DomainError `conflict` when one would be in two places */
async function moveEngaged(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { before, engaged, period, time_zone }: Move,
): Promise<void> {
  const world = await readWorld(trx, organisation, {
    positions: before.positions.map(({ id }) => id),
    artists: engaged.map(({ artist_id }) => artist_id),
    time_zone,
    also: [period],
  });
  const findings = engaged
    .filter(({ status }) => status === "confirmed")
    .flatMap(({ id: own, artist_id, position_id }) => {
      const place = world.places.get(position_id);
      const candidate = world.candidates.get(artist_id);
      if (place === undefined || candidate === undefined) return [];
      return findingsOn({ place: { ...place, ...period }, candidate, own }, world);
    })
    .filter(({ rule }) => rule === "overlap");
  if (findings[0] !== undefined)
    throw new DomainError("conflict", findings[0].message, { current: { findings } });
  const { starts_at, ends_at } = asText(period);
  await sql`
    update engagements set during = tstzrange(${starts_at}, ${ends_at})
    where organisation_id = ${organisation} and mission_id = ${before.id}
      and status in ('option', 'confirmed')
  `.execute(trx);
}

async function cancelEngaged(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missionId: string,
): Promise<void> {
  await sql`
    update engagements set status = 'cancelled', reason = 'mission cancelled',
      decided_at = clock_timestamp(), version = version + 1
    where organisation_id = ${organisation} and mission_id = ${missionId}
      and status in ('option', 'confirmed')
  `.execute(trx);
  await sql`
    update positions set taken = 0
    where organisation_id = ${organisation} and mission_id = ${missionId} and taken > 0
  `.execute(trx);
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

function recorded(before: Mission | null, after: Mission): Change<Mission> {
  const values = [{ artist_id: null, before, after }];
  return { answer: after, noun: "mission", id: after.id, values };
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
  const wanted = positions.flatMap(({ skill }) => skill ?? []);
  const premises = { venue_id, project_id, skills: wanted };
  const { time_zone, has_project, skills } = await findPremises(trx, organisation, premises);
  if (time_zone === null) throw new DomainError("not_found", `Venue ${venue_id} not found`);
  if (project_id !== null && !has_project)
    throw new DomainError("not_found", `Project ${project_id} not found`);
  const unknown: Issue[] = positions.flatMap(({ skill }, i) =>
    skill && !skills.includes(skill)
      ? [{ path: ["positions", i, "skill"], message: "Is no skill of the organisation" }]
      : [],
  );
  if (unknown.length > 0) throw invalidInput(unknown);
  return time_zone;
}

function timesOf(
  input: Pick<MissionCreate, "starts_at" | "ends_at" | "breaks">,
  zone: string,
): { period: Period; breaks: Period[] } {
  const read = readTimes(input, zone);
  if ("issues" in read) throw invalidInput(read.issues);
  return read;
}

export function asText({ starts_at, ends_at }: Period): { starts_at: string; ends_at: string } {
  return { starts_at: starts_at.toString(), ends_at: ends_at.toString() };
}

async function saveBreaks(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { mission_id, breaks }: { mission_id: string; breaks: Period[] },
): Promise<void> {
  const texts = breaks.map(asText);
  await sql`
    insert into mission_breaks (organisation_id, mission_id, starts_at, ends_at)
    select ${organisation}, ${mission_id}, pause.starts_at, pause.ends_at
    from unnest(
      ${texts.map(({ starts_at }) => starts_at)}::timestamptz[],
      ${texts.map(({ ends_at }) => ends_at)}::timestamptz[]
    ) as pause (starts_at, ends_at)
  `.execute(trx);
}

/** Removes the positions that are not kept. @throws DomainError `not_found` */
async function removePositions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { before, kept }: { before: Mission; kept: PositionInput[] },
): Promise<void> {
  const known = before.positions.map(({ id }) => id);
  refuseStrangers(known, kept);
  const removed = known.filter((id) => !kept.some((position) => position.id === id));
  await refuseLosses(trx, organisation, { removed, kept });
  await trx
    .deleteFrom("positions")
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`id = any(${removed}::uuid[])`)
    .execute();
}

/** Whoever is confirmed keeps their place, and what was stays on the position that it was on. */
async function refuseLosses(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
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
function refuseStrangers(known: string[], positions: PositionInput[]): void {
  const strange = positions.find(({ id }) => id !== undefined && !known.includes(id));
  if (strange?.id !== undefined)
    throw new DomainError("not_found", `Position ${strange.id} not found`);
  const ids = positions.map(({ id }) => id);
  const again = ids.findIndex((id, i) => id !== undefined && ids.indexOf(id) < i);
  if (again >= 0)
    throw invalidInput([{ path: ["positions", again, "id"], message: "Is there twice" }]);
}

async function savePositions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { mission_id, positions }: { mission_id: string; positions: PositionInput[] },
): Promise<void> {
  await sql`
    insert into positions
      (organisation_id, id, mission_id, place, skill, min_level, count, label)
    select ${organisation}, sent.id, ${mission_id}, place, skill, min_level, count, label
    from unnest(
      ${positions.map(({ id = crypto.randomUUID() }) => id)}::uuid[],
      ${positions.map(({ skill = null }) => skill)}::text[],
      ${positions.map(({ min_level = null }) => min_level)}::smallint[],
      ${positions.map(({ count }) => count)}::integer[],
      ${positions.map(({ label = null }) => label)}::text[]
    ) with ordinality as sent (id, skill, min_level, count, label, place)
    on conflict (organisation_id, id) do update set
      place = excluded.place, skill = excluded.skill, min_level = excluded.min_level,
      count = excluded.count, label = excluded.label
      where positions.mission_id = excluded.mission_id
  `.execute(trx);
}

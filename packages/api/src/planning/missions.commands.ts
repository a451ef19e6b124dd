import type { DB } from "@coulisses/database/tables";
import type { Finding } from "@coulisses/planning";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, invalidInput, refuseStale } from "../kit/errors.ts";
import type { Issue } from "../kit/issue.ts";
import {
  becomingOf,
  blocksIn,
  cancelEngaged,
  carryEngaged,
  moved,
  type Override,
  readEngaged,
  readWorldOf,
} from "./engaged.ts";
import type { Engagement } from "./engagements.schema.ts";
import {
  missionBecame,
  type PlanChange,
  type PlanOutcome,
  type PlanValues,
} from "./change-plan.ts";
import { lock, type Locked, lockMissions, lockPremises } from "./locks.ts";
import { findMissions } from "./missions.queries.ts";
import {
  asksOtherwise,
  asText,
  breaksAlong,
  isAsWanted,
  isDecisive,
  type Period,
  readTimes,
  type WantedMission,
} from "./missions.rules.ts";
import type { Mission, MissionCreate, MissionUpdate, PositionInput } from "./missions.schema.ts";
import { removeMissions, saveBreaks, saveMission, savePositions } from "./save-missions.ts";
import { asSpan } from "./spans.ts";

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
  const isOfPeople = Object.keys(update).some((field) => field !== "title" && field !== "notes");
  const missions = [mission_id];
  const locked = isOfPeople
    ? await lockMissions(trx, organisation, { missions })
    : await lock(trx, organisation, { missions });
  const engaged = isOfPeople ? await readEngaged(locked) : [];
  const before = await readMission(trx, organisation, mission_id);
  refuseStale(before, expected_version);
  const wanted = merged(before, update);
  refuseStrangers(before.positions, wanted.positions);
  const zone = await requirePremises(trx, organisation, { ...wanted, before });
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
  engaged: Engagement[];
  wanted: WantedMission;
  override: Override;
}

/**
 * Makes a mission what it is to be; writes what of it changes. Whoever is engaged goes along, or is
 * cancelled with it.
 *
 * @throws DomainError `conflict` as `updateMission`
 */
export async function writeMission(
  locked: Locked,
  { before, engaged, wanted, override }: Written,
): Promise<{ after: Mission; values: PlanValues[] }> {
  const isCancelled = wanted.status === "cancelled";
  const isJudged = !isCancelled && isDecisive(before, wanted);
  const judgement = isJudged ? await judge(locked, { before, engaged, wanted }) : undefined;
  if (isCancelled && before.status !== "cancelled") await cancelEngaged(locked, before.id);
  else if (wanted.is_template && engaged.length > 0)
    throw new DomainError("conflict", "People are engaged on it, and on a template nobody is");
  await saveMission(locked, { before, wanted });
  if (judgement !== undefined && engaged.length > 0)
    await carryEngaged(locked, {
      mission_id: before.id,
      engaged,
      before: judgement.before,
      now: await judgement.now(),
      override,
    });
  const after = await readMission(locked.trx, locked.organisation, before.id);
  const carried = isJudged || isCancelled ? await becomingOf(locked, engaged) : [];
  return { after, values: [missionBecame(before, after), ...carried] };
}

/** What blocks those who are confirmed before a change, and after it: to be asked once that is written. */
async function judge(
  locked: Locked,
  { before, engaged, wanted }: Omit<Written, "override">,
): Promise<{ before: Finding[][]; now: () => Promise<Finding[][]> }> {
  const { venue_id } = wanted;
  const to = { venue_id, ...asSpan(wanted.period), breaks: wanted.breaks.map(asSpan) };
  const world = await readWorldOf(locked, { engaged, also: [to] });
  const isMove = !asksOtherwise(before, wanted);
  return {
    before: await blocksIn(world, engaged),
    now: async () =>
      blocksIn(
        isMove
          ? await moved(locked, world, { mission_id: before.id, ...to })
          : await readWorldOf(locked, { engaged, also: [] }),
        engaged,
      ),
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

interface Referring {
  venue_id: string;
  project_id?: string | null | undefined;
  positions: PositionInput[];
  /** What refers to all that it refers to already. */
  before?: Mission;
}

/** Refuses what a mission would refer to and is not there. @returns the venue's zone */
export async function requirePremises(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { venue_id, project_id = null, positions, before }: Referring,
): Promise<string> {
  const known = new Set(before?.positions.flatMap(({ skill }) => skill ?? []));
  const asked = {
    venues: venue_id === before?.venue_id ? [] : [venue_id],
    projects: project_id === null || project_id === before?.project_id ? [] : [project_id],
    skills: positions.flatMap(({ skill }) => (skill && !known.has(skill) ? skill : [])),
  };
  const isNew = Object.values(asked).some((keys) => keys.length > 0);
  const found = isNew ? await lockPremises(trx, organisation, asked) : undefined;
  const zone = asked.venues.length > 0 ? found?.venues[0]?.time_zone : before?.time_zone;
  if (zone === undefined) throw new DomainError("not_found", `Venue ${venue_id} not found`);
  if (asked.projects.some((id) => !found?.projects.includes(id)))
    throw new DomainError("not_found", `Project ${project_id} not found`);
  const missing = new Set(asked.skills).difference(new Set(found?.skills));
  const unknown: Issue[] = positions.flatMap(({ skill }, i) =>
    skill && missing.has(skill)
      ? [{ path: ["positions", i, "skill"], message: "Is no skill of the organisation" }]
      : [],
  );
  if (unknown.length > 0) throw invalidInput(unknown);
  return zone;
}

function timesOf(
  input: Pick<MissionCreate, "starts_at" | "ends_at" | "breaks">,
  zone: string,
): { period: Period; breaks: Period[] } {
  const read = readTimes(input, zone);
  if ("issues" in read) throw invalidInput(read.issues);
  return read;
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

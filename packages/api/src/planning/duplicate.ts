import type { CodedIssue } from "@coulisses/messages";
import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { invalidInput } from "../kit/errors.ts";
import { missionBecame, type PlanChange } from "./change-plan.ts";
import type { Bare } from "./effect.schema.ts";
import { lockToCopy } from "./locks.ts";
import { requirePremises } from "./premises.ts";
import { requireMissions } from "./required.ts";
import { saveBreaks } from "./save-missions.ts";
import { instantIn, type Period, parseTimes, wallTimeLater } from "./missions.rules.ts";
import {
  type Mission,
  type Missions,
  type MissionsDuplicate,
  mostMissions,
} from "./missions.schema.ts";
import type { InputIssue } from "../kit/issue.ts";

/**
 * Copies missions to other days, and if given to another venue, as drafts without people: all or none. The
 * wall-clock times stay the same.
 *
 * @throws DomainError `not_found`, `invalid_input` when a time does not exist there, or there would be
 *   more than 200 copies
 */
export async function duplicateMissions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { mission_ids, days, venue_id }: MissionsDuplicate,
): Promise<PlanChange<Bare<Missions>>> {
  const wanted = [...new Set(mission_ids)];
  if (wanted.length * days.length > mostMissions)
    throw invalidInput([
      { path: ["days"], issue: "too_many_copies", params: { most: mostMissions } },
    ]);
  await lockToCopy(trx, organisation, wanted);
  const originals = await requireMissions(trx, organisation, wanted);
  const zone = await zoneOf(trx, organisation, venue_id);
  const copies = days.flatMap((later) =>
    originals.map((original) => ({
      original,
      id: crypto.randomUUID(),
      venue_id: venue_id ?? original.venue_id,
      ...laterBy(later, original, zone ?? original.time_zone),
    })),
  );
  await insertCopies(trx, organisation, copies);
  const missions = await requireMissions(
    trx,
    organisation,
    copies.map(({ id }) => id),
  );
  const values = missions.map((mission) => missionBecame(null, mission));
  return { answer: { missions }, noun: "mission", id: missions[0]?.id ?? organisation, values };
}

interface Copy {
  original: Mission;
  id: string;
  venue_id: string;
  period: Period;
  breaks: Period[];
}

function laterBy(days: number, original: Mission, zone: string) {
  const { title, time_zone, starts_at, ends_at, breaks } = original;
  const copyIssue = (why: { at: string | number; issue: CodedIssue }): InputIssue => ({
    path: ["days"],
    issue: "copy",
    params: { title, ...why },
  });
  const move = (at: string): Temporal.Instant => {
    const wall = wallTimeLater(at, { zone: time_zone, days });
    const moved = instantIn(wall, zone);
    if ("issue" in moved) throw invalidInput([copyIssue({ at: wall.toString(), issue: moved })]);
    return moved;
  };
  const movePeriod = (period: { starts_at: string; ends_at: string }): Period => ({
    starts_at: move(period.starts_at),
    ends_at: move(period.ends_at),
  });
  const moved = { ...movePeriod({ starts_at, ends_at }), breaks: breaks.map(movePeriod) };
  // A mission within the repeated hour of one zone could end before it starts in another.
  const read = parseTimes(moved, zone);
  if ("issues" in read)
    throw invalidInput(read.issues.map((issue) => copyIssue({ at: days, issue })));
  return read;
}

async function insertCopies(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  copies: Copy[],
): Promise<void> {
  await sql`
    insert into missions
      (organisation_id, id, project_id, venue_id, title, kind, starts_at, ends_at, notes)
    select ${organisation}, copy.id, project_id, copy.venue_id, title, kind,
      copy.starts_at, copy.ends_at, notes
    from unnest(
      ${copies.map(({ id }) => id)}::uuid[],
      ${copies.map(({ original }) => original.id)}::uuid[],
      ${copies.map(({ venue_id }) => venue_id)}::uuid[],
      ${copies.map(({ period }) => period.starts_at.toString())}::timestamptz[],
      ${copies.map(({ period }) => period.ends_at.toString())}::timestamptz[]
    ) as copy (id, original_id, venue_id, starts_at, ends_at)
    join missions on organisation_id = ${organisation} and missions.id = original_id
  `.execute(trx);
  await sql`
    insert into positions
      (organisation_id, id, mission_id, place, skill, min_level, count, label)
    select ${organisation}, gen_random_uuid(), copy.id, place, skill, min_level, count, label
    from unnest(
      ${copies.map(({ id }) => id)}::uuid[],
      ${copies.map(({ original }) => original.id)}::uuid[]
    ) as copy (id, original_id)
    join positions on organisation_id = ${organisation} and mission_id = original_id
  `.execute(trx);
  await saveBreaks(trx, organisation, copies);
}

async function zoneOf(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  venue_id: string | undefined,
): Promise<string | undefined> {
  if (venue_id === undefined) return undefined;
  const venue = { venue_id, positions: [] };
  return (await requirePremises(trx, organisation, [venue]))(venue);
}

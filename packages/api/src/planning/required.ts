import type { DB } from "@coulisses/database/tables";
import { questionOf, type Question, type QuestionIds, type World } from "@coulisses/planning";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { notFound } from "../kit/errors.ts";
import { findEngagements } from "./engagements.queries.ts";
import { findMissions } from "./missions.queries.ts";
import type { Mission } from "./missions.schema.ts";
import type { Engagement } from "./engagements.schema.ts";

/** The ids to lock and to load. */
export function concernedBy(items: { position_id: string; artist_id: string }[]) {
  return {
    positions: items.map(({ position_id }) => position_id),
    artists: items.map(({ artist_id }) => artist_id),
  };
}

/** @throws DomainError `not_found` when the position or artist is not found */
export function requireQuestion(item: QuestionIds, world: World): Question {
  const question = questionOf(item, world);
  if (question !== undefined) return question;
  const { position_id, artist_id } = item;
  throw world.positions[position_id]
    ? notFound("artist", artist_id)
    : notFound("position", position_id);
}

export async function requireEngagements(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Engagement[]> {
  const found = await findEngagements(trx, organisation, ids);
  const missing = ids.find((id) => !found.some((engagement) => engagement.id === id));
  if (missing !== undefined) throw notFound("engagement", missing);
  return found;
}

/** @throws DomainError `not_found` */
export async function requireMission(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<Mission> {
  const [mission] = await requireMissions(trx, organisation, [id]);
  if (mission === undefined) throw notFound("mission", id);
  return mission;
}

/** Missions in the order of their ids. @throws DomainError `not_found` */
export async function requireMissions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Mission[]> {
  const found = await findMissions(trx, organisation, ids);
  const byId = new Map(found.map((mission) => [mission.id, mission]));
  return ids.map((id) => {
    const mission = byId.get(id);
    if (mission === undefined) throw notFound("mission", id);
    return mission;
  });
}

import type { DB } from "@coulisses/database/tables";
import type { Kysely } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import type { Bounded } from "../kit/page.ts";
import { encodeCursor } from "../kit/paging.ts";
import { mapInTurns } from "../kit/turns.ts";
import { listPublishable } from "./missions.queries.ts";
import type { Mission } from "./missions.schema.ts";
import { loadRecipients } from "./publications.queries.ts";
import { noticeFor } from "./publications.rules.ts";
import type {
  PublicationPreview,
  PublicationPreviewPage,
  PublicationPreviewQuery,
} from "./publications.schema.ts";

type Concerned = PublicationPreview["concerned"][number];

/**
 * What publishing would tell, and to whom: a page of the missions that can be published, by start.
 *
 * @throws DomainError `invalid_input` when a page concerns more than can be told at once
 */
export async function previewPublication(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  query: Bounded<PublicationPreviewQuery>,
): Promise<PublicationPreviewPage> {
  const { items: missions, next_cursor } = await listPublishable(db, organisation, query);
  const concerned = await loadConcerned(db, organisation, missions);
  const items: PublicationPreview[] = [];
  let left = query.most_bytes;
  for (const mission of missions) {
    const item = { mission, concerned: concerned.get(mission.id) ?? [] };
    left -= Buffer.byteLength(JSON.stringify(item)) + 1;
    const last = items.at(-1)?.mission;
    if (last !== undefined && left < 0)
      return { items, next_cursor: encodeCursor([last.starts_at, last.id]) };
    items.push(item);
  }
  return { items, next_cursor };
}

/**
 * The artists who do not know something of missions yet, by the mission's id.
 *
 * @throws DomainError `invalid_input` when these are too many to be told at once
 */
export async function loadConcerned(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  missions: readonly Mission[],
): Promise<Map<string, Concerned[]>> {
  const byId = new Map(missions.map((mission) => [mission.id, mission]));
  const recipients = await loadRecipients(db, organisation, [...byId.keys()]);
  const concerned = await mapInTurns(recipients, (recipient) => {
    const { mission_id, artist_id, name } = recipient;
    const mission = byId.get(mission_id);
    const change = mission && noticeFor(recipient, mission)?.news;
    return change && { mission_id, person: { artist_id, name, change } };
  });
  const byMission = Map.groupBy(
    concerned.filter((one) => one !== undefined),
    ({ mission_id }) => mission_id,
  );
  return new Map(Array.from(byMission, ([id, found]) => [id, found.map(({ person }) => person)]));
}

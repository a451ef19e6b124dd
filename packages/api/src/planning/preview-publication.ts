import type { DB } from "@coulisses/database/tables";
import type { Kysely } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import type { Bounded } from "../kit/page.ts";
import { encodeCursor } from "../kit/paging.ts";
import { listPublishable } from "./missions.queries.ts";
import type { Mission } from "./missions.schema.ts";
import { loadRecipients } from "./publications.queries.ts";
import { noticeFor } from "./publications.rules.ts";
import type {
  PublicationPreview,
  PublicationPreviewPage,
  PublicationPreviewQuery,
  Recipient,
} from "./publications.schema.ts";

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
  const ids = missions.map(({ id }) => id);
  const recipients = Map.groupBy(
    await loadRecipients(db, organisation, ids),
    ({ mission_id }) => mission_id,
  );
  const items: PublicationPreview[] = [];
  let left = query.most_bytes;
  for (const mission of missions) {
    const item = { mission, concerned: concernedBy(mission, recipients.get(mission.id) ?? []) };
    left -= Buffer.byteLength(JSON.stringify(item)) + 1;
    const last = items.at(-1)?.mission;
    if (last !== undefined && left < 0)
      return { items, next_cursor: encodeCursor([last.starts_at, last.id]) };
    items.push(item);
  }
  return { items, next_cursor };
}

/** The artists who do not know something of a mission yet. */
function concernedBy(mission: Mission, recipients: Recipient[]): PublicationPreview["concerned"] {
  return recipients.flatMap((recipient) => {
    const change = noticeFor(recipient, mission)?.news;
    if (change === undefined) return [];
    return [{ artist_id: recipient.artist_id, name: recipient.name, change }];
  });
}

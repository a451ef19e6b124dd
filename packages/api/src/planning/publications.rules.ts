import type { CodedReason } from "@coulisses/messages";
import type { Mission } from "./missions.schema.ts";
import {
  type Details,
  type MissionNews,
  type Recipient,
  toldFields,
} from "./publications.schema.ts";

/** Why a mission cannot be published; undefined if it can. */
export function unpublishableReason(
  { title, status, is_template }: Mission,
  wasPublished: boolean,
): CodedReason | undefined {
  if (is_template) return { reason: "template_published", params: { title } };
  return status === "cancelled" && !wasPublished
    ? { reason: "cancelled_published", params: { title } }
    : undefined;
}

/** What an artist needs to know of a mission now; null if they are not on it. */
export function detailsFor(
  { status, positions, title, kind, starts_at, ends_at, notes, breaks }: Mission,
  { position_id, venue }: Recipient,
): Details | null {
  if (position_id === null || status === "cancelled") return null;
  const own = positions.find(({ id }) => id === position_id);
  const position = own?.label ?? own?.skill ?? null;
  return { title, kind, starts_at, ends_at, venue, position, notes, breaks };
}

/**
 * What is new for an artist since they were last told; undefined if nothing is. Times are compared as
 * text: at a venue of another zone, the same instant is another wall-clock time.
 *
 * @param known what they were last told; null if nothing, or that they are no longer on the mission
 * @param now what there is to tell; null if they are not on the mission
 */
export function newsFor(
  known: Details | null,
  now: Details | null,
): Omit<MissionNews, "mission_id"> | undefined {
  const shown = now ?? known;
  if (shown === null) return undefined;
  const { title, starts_at, ends_at } = shown;
  const news = { title, starts_at, ends_at, fields: [] };
  if (known === null) return { ...news, kind: "new" };
  if (now === null) return { ...news, kind: "cancelled" };
  const fields = toldFields.options
    .filter((field) => JSON.stringify(known[field]) !== JSON.stringify(now[field]))
    .map((field) => ({ field, before: known[field], after: now[field] }));
  return fields.length > 0 ? { ...news, kind: "changed", fields } : undefined;
}

import type { CodedReason } from "@coulisses/messages";
import type { Mission } from "./missions.schema.ts";
import {
  type Details,
  type MissionNews,
  type Recipient,
  type Told,
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

/** What an artist is told of a mission; `news` is undefined if only their engagement is another one. */
export interface Notice {
  mission_id: string;
  artist_id: string;
  name: string;
  told: Told;
  news: MissionNews | undefined;
  is_first: boolean;
  /** They were told other hours or another place, or that they are not on it. */
  is_moved: boolean;
}

/** What there is to tell an artist. @returns undefined if they know everything already */
export function noticeFor(recipient: Recipient, mission: Mission): Notice | undefined {
  const { mission_id, artist_id, name, engagement_id, told } = recipient;
  const now = detailsFor(mission, recipient);
  const news = newsFor(told?.is_on ? told.details : null, now);
  const engagements = new Set(told?.engagements).union(
    new Set(engagement_id ? [engagement_id] : []),
  );
  const details = now ?? told?.details;
  const isKnown = news === undefined && engagements.size === told?.engagements.length;
  if (details === undefined || isKnown) return undefined;
  return {
    mission_id,
    artist_id,
    name,
    told: {
      details,
      is_on: now !== null,
      engagements: [...engagements],
      venue_id: mission.venue_id,
      moved_at: told?.moved_at ?? null,
    },
    news: news && { mission_id, ...news },
    is_first: told === null,
    is_moved: told !== null && now !== null && isMoved(told, now, mission.venue_id),
  };
}

/** Whether hours or place are others than an artist was told. A venue with another name is the same place. */
function isMoved({ is_on, details, venue_id }: Told, now: Details, at: string): boolean {
  const isElsewhere = venue_id === undefined ? details.venue !== now.venue : venue_id !== at;
  return (
    !is_on || isElsewhere || details.starts_at !== now.starts_at || details.ends_at !== now.ends_at
  );
}

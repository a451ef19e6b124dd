import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, notFound, refuseStale } from "../kit/errors.ts";
import { mapInTurns } from "../kit/turns.ts";
import { missionBecame, type PlanOutcome } from "./change-plan.ts";
import type { Bare } from "./effect.schema.ts";
import { type Locked, lockToPublish } from "./locks.ts";
import { findMissions } from "./missions.queries.ts";
import { loadRecipients } from "./publications.queries.ts";
import { type Notice, noticeFor, unpublishableReason } from "./publications.rules.ts";
import type { Mission } from "./missions.schema.ts";
import type { MissionsPublish, MissionsPublished } from "./publications.schema.ts";

/**
 * Publishes missions, all or none, and keeps what each artist concerned has been told, in a constant number
 * of statements.
 *
 * @returns the artists with news, and what changed for them since they were last told
 * @throws DomainError `not_found`, `stale`; `conflict` when one is a template, or was cancelled without
 *   ever having been published
 */
export async function publishMissions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { missions: asked }: MissionsPublish,
): Promise<PlanOutcome<Published>> {
  const ids = asked.map(({ mission_id }) => mission_id);
  const locked = await lockToPublish(trx, organisation, ids);
  const before = await requirePublishable(locked, asked);
  const missions = before.map(published);
  const notices = await loadNotices(locked, missions);
  await savePublished(locked);
  await saveNotices(locked, notices);
  const answer = { missions, concerned: artistsWithNews(notices, locked) };
  const isUnchanged = missions.every((mission, i) => mission === before[i]);
  if (isUnchanged && notices.length === 0) return { answer };
  const values = missions.map((after, i) => missionBecame(before[i] ?? null, after));
  return { answer, noun: "mission", id: missions[0]?.id ?? organisation, values };
}

type Published = Bare<MissionsPublished>;

/** The news for each artist concerned. */
async function loadNotices(locked: Locked, missions: Mission[]): Promise<Notice[]> {
  const byId = new Map(missions.map((mission) => [mission.id, mission]));
  const recipients = await loadRecipients(locked.trx, locked.organisation, [...byId.keys()]);
  const notices = await mapInTurns(recipients, (recipient) => {
    const mission = byId.get(recipient.mission_id);
    return mission && noticeFor(recipient, mission);
  });
  // An artist confirmed after the locks were taken is told by the next publishing.
  return notices
    .filter((notice) => notice !== undefined)
    .filter(({ artist_id }) => locked.artists.has(artist_id));
}

/** The artists with news, by name. */
function artistsWithNews(notices: Notice[], { artists }: Locked): Published["concerned"] {
  const byArtist = Map.groupBy(notices, ({ artist_id }) => artist_id);
  return Array.from(artists, ([artist_id, name]) => ({
    artist_id,
    name,
    changes: (byArtist.get(artist_id) ?? []).flatMap(({ news }) => news ?? []),
  })).filter(({ changes }) => changes.length > 0);
}

/** @returns each mission once @throws DomainError as `publishMissions` */
async function requirePublishable(
  locked: Locked,
  asked: MissionsPublish["missions"],
): Promise<Mission[]> {
  const found = new Map(
    (await findMissions(locked.trx, locked.organisation, [...locked.missions])).map((mission) => [
      mission.id,
      mission,
    ]),
  );
  const wasPublished = await loadPublished(
    locked,
    [...found.values()].filter(({ status }) => status === "cancelled"),
  );
  const missions = asked.map(({ mission_id, expected_version }) => {
    const mission = found.get(mission_id);
    if (mission === undefined) throw notFound("mission", mission_id);
    refuseStale(mission, expected_version);
    const reason = unpublishableReason(mission, wasPublished.has(mission_id));
    if (reason !== undefined) throw new DomainError("conflict", reason, { current: mission });
    return mission;
  });
  return [...new Set(missions)];
}

/** The ids of those published before. */
async function loadPublished(
  { trx, organisation }: Locked,
  missions: Mission[],
): Promise<Set<string>> {
  if (missions.length === 0) return new Set();
  const ids = missions.map(({ id }) => id);
  const rows = await trx
    .selectFrom("missions")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where("published_at", "is not", null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** A cancelled mission stays cancelled: publishing tells the artists. */
function published(mission: Mission): Mission {
  return mission.status === "draft"
    ? { ...mission, status: "published", version: mission.version + 1 }
    : mission;
}

async function savePublished({ trx, organisation, missions }: Locked): Promise<void> {
  await trx
    .updateTable("missions")
    .set({ status: "published", version: sql`version + 1` })
    .set({
      published_at: sql`coalesce(published_at, ${Temporal.Now.instant().toString()}::timestamptz)`,
    })
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`id = any(${[...missions]}::uuid[])`)
    .where("status", "=", "draft")
    .execute();
}

async function saveNotices({ trx, organisation }: Locked, notices: Notice[]): Promise<void> {
  const now = Temporal.Now.instant().toString();
  const changed = notices.map(({ news, is_first }) => news !== undefined && !is_first);
  await sql`
    insert into publications
      (organisation_id, mission_id, artist_id, published_at, changed_at, told)
    select ${organisation}, mission_id, artist_id, ${now}::timestamptz, changed_at, told
    from unnest(
      ${notices.map(({ mission_id }) => mission_id)}::uuid[],
      ${notices.map(({ artist_id }) => artist_id)}::uuid[],
      ${changed.map((isChanged) => (isChanged ? now : null))}::timestamptz[],
      ${notices.map(({ told, is_moved }) => JSON.stringify(is_moved ? { ...told, moved_at: now } : told))}::json[]
    ) as sent (mission_id, artist_id, changed_at, told)
    on conflict (organisation_id, mission_id, artist_id) do update set
      told = excluded.told,
      changed_at = coalesce(excluded.changed_at, publications.changed_at)
  `.execute(trx);
}

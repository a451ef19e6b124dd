import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, notFound, refuseStale } from "../kit/errors.ts";
import { mapInTurns } from "../kit/turns.ts";
import { missionBecame, type PlanOutcome } from "./change-plan.ts";
import type { Bare } from "./effect.schema.ts";
import { type Locked, lockToPublish } from "./locks.ts";
import { findListeners, findMissions } from "./missions.queries.ts";
import { detailsFor, newsFor, unpublishableReason } from "./missions.rules.ts";
import type {
  Listener,
  Mission,
  MissionNews,
  MissionsPublish,
  MissionsPublished,
  Told,
} from "./missions.schema.ts";

/**
 * Publishes missions, all or none, and notes what each artist whom they concern has been told: in the
 * same few statements however many there are.
 *
 * @returns whom it concerns, and what changed for them since they were told last
 * @throws DomainError `not_found`, `stale`; `conflict` when one is a template, or was cancelled without
 *   ever having been published
 */
export async function publishMissions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { missions: asked }: MissionsPublish,
): Promise<PlanOutcome<Published>> {
  const locked = await lockToPublish(
    trx,
    organisation,
    asked.map(({ mission_id }) => mission_id),
  );
  const before = await requirePublishable(locked, asked);
  const missions = before.map(published);
  const ids = missions.map(({ id }) => id);
  const byId = new Map(missions.map((mission) => [mission.id, mission]));
  const listeners = await findListeners(trx, organisation, ids);
  const told = await mapInTurns(listeners, (listener) => tellingTo(listener, byId));
  // Who was confirmed after the locks were taken is told by the next publishing.
  const tellings = told
    .filter((telling) => telling !== undefined)
    .filter(({ artist_id }) => locked.artists.has(artist_id));
  await savePublished(locked);
  await saveTellings(locked, tellings);
  const newsByArtist = Map.groupBy(tellings, ({ artist_id }) => artist_id);
  const concerned = [...locked.artists]
    .map(([artist_id, name]) => ({
      artist_id,
      name,
      changes: (newsByArtist.get(artist_id) ?? []).flatMap(({ news }) => news ?? []),
    }))
    .filter(({ changes }) => changes.length > 0);
  const answer = { missions, concerned };
  const isAsBefore = missions.every((mission, i) => mission === before[i]);
  if (isAsBefore && tellings.length === 0) return { answer };
  const values = missions.map((after, i) => missionBecame(before[i] ?? null, after));
  return { answer, noun: "mission", id: ids[0] ?? organisation, values };
}

type Published = Bare<MissionsPublished>;

/** Reads the missions, each once. @throws DomainError as `publishMissions` */
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
  const wasPublished = await readPublished(
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

/** Which of them have been published before. */
async function readPublished(
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

/** What is cancelled stays so: publishing tells of it. */
function published(mission: Mission): Mission {
  return mission.status === "draft"
    ? { ...mission, status: "published", version: mission.version + 1 }
    : mission;
}

/** What somebody is told, as it is kept; without news where only their engagement is another. */
interface Telling {
  mission_id: string;
  artist_id: string;
  told: Told;
  news: MissionNews | undefined;
  is_first: boolean;
}

/** @returns undefined where all that there is to know was told before */
function tellingTo(listener: Listener, missions: Map<string, Mission>): Telling | undefined {
  const { mission_id, artist_id, engagement_id, told } = listener;
  const mission = missions.get(mission_id);
  if (mission === undefined) throw notFound("mission", mission_id);
  const now = detailsFor(mission, listener);
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
    told: { details, is_on: now !== null, engagements: [...engagements] },
    news: news && { mission_id, ...news },
    is_first: told === null,
  };
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

async function saveTellings({ trx, organisation }: Locked, tellings: Telling[]): Promise<void> {
  const now = Temporal.Now.instant().toString();
  const changed = tellings.map(({ news, is_first }) => news !== undefined && !is_first);
  await sql`
    insert into publications
      (organisation_id, mission_id, artist_id, published_at, changed_at, told)
    select ${organisation}, mission_id, artist_id, ${now}::timestamptz, changed_at, told
    from unnest(
      ${tellings.map(({ mission_id }) => mission_id)}::uuid[],
      ${tellings.map(({ artist_id }) => artist_id)}::uuid[],
      ${changed.map((isChanged) => (isChanged ? now : null))}::timestamptz[],
      ${tellings.map(({ told }) => JSON.stringify(told))}::json[]
    ) as sent (mission_id, artist_id, changed_at, told)
    on conflict (organisation_id, mission_id, artist_id) do update set
      told = excluded.told,
      changed_at = coalesce(excluded.changed_at, publications.changed_at)
  `.execute(trx);
}

import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { Change } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, refuseStale } from "../kit/errors.ts";
import { mapInTurns } from "../kit/turns.ts";
import { missionNotFound } from "./missions.commands.ts";
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
): Promise<Change<MissionsPublished>> {
  const before = await lockMissions(trx, organisation, asked);
  const missions = before.map(published);
  const ids = missions.map(({ id }) => id);
  const byId = new Map(missions.map((mission) => [mission.id, mission]));
  const listeners = await findListeners(trx, organisation, ids);
  const told = await mapInTurns(listeners, (listener) => tellingTo(listener, byId));
  const tellings = told.filter((telling) => telling !== undefined);
  const artists = await lockArtists(trx, organisation, tellings);
  const known = new Set(artists.map(({ id }) => id));
  await trx
    .updateTable("missions")
    .set({ status: "published", version: sql`version + 1` })
    .set({ published_at: sql`coalesce(published_at, statement_timestamp())` })
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where("status", "=", "draft")
    .execute();
  await saveTellings(
    trx,
    organisation,
    tellings.filter(({ artist_id }) => known.has(artist_id)),
  );
  const newsByArtist = Map.groupBy(tellings, ({ artist_id }) => artist_id);
  const concerned = artists
    .map(({ id, name }) => ({
      artist_id: id,
      name,
      changes: (newsByArtist.get(id) ?? []).flatMap(({ news }) => news ?? []),
    }))
    .filter(({ changes }) => changes.length > 0);
  const values = missions.map((after, i) => ({
    artist_id: null,
    before: before[i] ?? null,
    after,
  }));
  const id = ids[0] ?? organisation;
  return { answer: { missions, concerned }, noun: "mission", id, values };
}

/** Reads missions that nobody else changes, or publishes, until the transaction ends: each once. */
async function lockMissions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  asked: MissionsPublish["missions"],
): Promise<Mission[]> {
  const ids = [...new Set(asked.map(({ mission_id }) => mission_id))];
  const { rows } = await sql<{ id: string; was_published: boolean }>`
    select id, published_at is not null as was_published from missions
    where organisation_id = ${organisation} and id = any(${ids}::uuid[])
    order by id for update
  `.execute(trx);
  const wasPublished = new Map(rows.map((row) => [row.id, row.was_published]));
  const found = new Map(
    (await findMissions(trx, organisation, ids)).map((mission) => [mission.id, mission]),
  );
  const missions = asked.map(({ mission_id, expected_version }) => {
    const mission = found.get(mission_id);
    if (mission === undefined) throw missionNotFound(mission_id);
    refuseStale(mission, expected_version);
    const reason = unpublishableReason(mission, wasPublished.get(mission_id) ?? false);
    if (reason !== undefined) throw new DomainError("conflict", reason, { current: mission });
    return mission;
  });
  return [...new Set(missions)];
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
  if (mission === undefined) throw missionNotFound(mission_id);
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

/**
 * Those whom something is told, by name, and none of whom is deleted until the transaction ends. They
 * are locked in the order of their ids and before what they were told: who deletes an artist does the
 * same, so that nobody waits in a circle.
 */
async function lockArtists(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  tellings: Telling[],
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    with locked as materialized (
      select id, name from artists
      where organisation_id = ${organisation}
        and id = any(${tellings.map(({ artist_id }) => artist_id)}::uuid[])
      order by id for key share
    )
    select id, name from locked order by name, id
  `.execute(trx);
  return rows;
}

async function saveTellings(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  tellings: Telling[],
): Promise<void> {
  await sql`
    insert into publications
      (organisation_id, mission_id, artist_id, published_at, changed_at, told)
    select ${organisation}, mission_id, artist_id, statement_timestamp(),
      case when is_change then statement_timestamp() end, told
    from unnest(
      ${tellings.map(({ mission_id }) => mission_id)}::uuid[],
      ${tellings.map(({ artist_id }) => artist_id)}::uuid[],
      ${tellings.map(({ news, is_first }) => news !== undefined && !is_first)}::boolean[],
      ${tellings.map(({ told }) => JSON.stringify(told))}::json[]
    ) as sent (mission_id, artist_id, is_change, told)
    on conflict (organisation_id, mission_id, artist_id) do update set
      told = excluded.told,
      changed_at = coalesce(excluded.changed_at, publications.changed_at)
  `.execute(trx);
}

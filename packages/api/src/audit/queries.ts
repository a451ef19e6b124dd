import type { DB } from "@coulisses/database/tables";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import type {
  AuditChange,
  AuditChanges,
  AuditChangesPage,
  AuditEvent,
  AuditList,
  AuditPage,
  AuditVerification,
  WholeEvent,
} from "./schema.ts";

const actorJson = (organisation: AuthorizedOrganisationId) => sql<
  AuditEvent["actor"]
>`json_build_object(
  'kind', actor_kind, 'id', actor_id, 'name', coalesce(
    (select name from users where actor_kind = 'person' and id = actor_id),
    (select name from keys where actor_kind = 'key' and organisation_id = ${organisation}
      and id = actor_id))
)`;

/** The changes of an event, one row each, in order; erased values are marked. */
const changeRows = (organisation: AuthorizedOrganisationId) => sql<AuditChange & { entry: string }>`
  select entry, digest ->> 0 as artist_id, before, after, event_id is null as erased,
    coalesce((digest ->> 2)::integer, 0) as schema_version
  from json_array_elements(digests) with ordinality as digests (digest, entry)
  left join audit_values on audit_values.organisation_id = ${organisation}
    and event_id = audit_events.id and position = entry - 1
`;

/** The most bytes of one event's changes in a list, unless the first change alone is larger. */
const mostOfOneEvent = 2 ** 17;

/**
 * The changes of an event that a list shows: the first that fit, and the number of the others. The
 * history of a mission shows only changes of that mission, and erased ones.
 */
function shownChanges(organisation: AuthorizedOrganisationId, mission_id: string | undefined) {
  const isAsked =
    mission_id === undefined
      ? sql`true`
      : sql`(erased or audit_mission(before, after) = ${mission_id})`;
  return sql<Pick<AuditEvent, "changes" | "more_changes">>`(
    select json_build_object(
      'changes', coalesce(json_agg(change order by entry) filter (where fits), '[]'),
      'more_changes', count(*) filter (where not fits))
    from (
      select entry, change, row_number() over in_order = 1
        or sum(octet_length(change::text)) over in_order <= ${mostOfOneEvent} as fits
      from (
        select entry, json_build_object(
          'artist_id', artist_id, 'before', before, 'after', after, 'erased', erased,
          'schema_version', schema_version) as change
        from (${changeRows(organisation)}) as changes where ${isAsked}
      ) as asked
      window in_order as (order by entry)
    ) as measured
  )`;
}

function columns(organisation: AuthorizedOrganisationId) {
  const actor = actorJson(organisation).as("actor");
  return ["id", "at", "procedure", "noun", "noun_id", "request_id", actor] as const;
}

/** An event with all its changes; undefined if not found. */
export function findEvent(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<WholeEvent | undefined> {
  const changes = sql<AuditChange[]>`(
    select coalesce(json_agg(json_build_object(
      'artist_id', artist_id, 'before', before, 'after', after, 'erased', erased,
      'schema_version', schema_version
    ) order by entry), '[]') from (${changeRows(organisation)}) as changes
  )`;
  return db
    .selectFrom("audit_events")
    .select([...columns(organisation), changes.as("changes")])
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** The name of who changed a thing last after an event; null if nobody with a name is on record. */
export async function findLaterAuthor(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { id, event }: { id: string; event: Pick<WholeEvent, "id" | "at"> },
): Promise<string | null> {
  const later = await db
    .selectFrom("audit_events")
    .select(actorJson(organisation).as("actor"))
    .where("organisation_id", "=", organisation)
    .where("noun_id", "=", id)
    .where("id", "<>", event.id)
    .where("at", ">=", event.at)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  return later?.actor.name ?? null;
}

/** A page of an event's changes, in order. */
export async function listChanges(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { event_id, ...page }: Bounded<AuditChanges>,
): Promise<AuditChangesPage> {
  const rows = sql<AuditChange & { entry: number }>`(
    select changes.* from audit_events cross join lateral (${changeRows(organisation)}) as changes
    where audit_events.organisation_id = ${organisation} and id = ${event_id}
  )`;
  const { items, next_cursor } = await readPage(db, rows, { by: ["entry"], ...page });
  return { items: items.map(({ entry: _entry, ...change }) => change), next_cursor };
}

/** A page of the audit log, newest first. With a mission: its events and those of its engagements. */
export async function listEvents(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { from, to, actor, noun, id, mission_id, ...page }: Bounded<AuditList> & { mission_id?: string },
): Promise<AuditPage> {
  let query = db
    .selectFrom("audit_events")
    .select([...columns(organisation), shownChanges(organisation, mission_id).as("shown")])
    .where("organisation_id", "=", organisation);
  if (from !== undefined) query = query.where("at", ">=", from.toString());
  if (to !== undefined) query = query.where("at", "<", to.toString());
  if (actor !== undefined) query = query.where("actor_id", "=", actor);
  if (noun !== undefined) query = query.where("noun", "=", noun);
  if (id !== undefined) query = query.where(isOneOf(concerning(organisation, id)));
  if (mission_id !== undefined)
    query = query
      .where("noun", "in", ["mission", "engagement"])
      .where(isOneOf(concerningMission(organisation, mission_id)));
  const order = { by: ["at", "id"], direction: "desc" } as const;
  const { items, next_cursor } = await readPage(db, query, { ...order, ...page });
  return { items: items.map(({ shown, ...event }) => ({ ...event, ...shown })), next_cursor };
}

/** Reads the ids once, then each event by its key, whatever PostgreSQL estimates their number to be. */
function isOneOf(ids: RawBuilder<string>) {
  return sql<boolean>`id = any(array(${ids}))`;
}

function concerning(organisation: AuthorizedOrganisationId, id: string) {
  return sql<string>`
    select id from audit_events where organisation_id = ${organisation} and noun_id = ${id}
    union all
    select event_id from audit_values where organisation_id = ${organisation} and artist_id = ${id}
  `;
}

/** Finds events by the changed thing and by their values, or by the engagement if those are erased. */
function concerningMission(organisation: AuthorizedOrganisationId, missionId: string) {
  return sql<string>`
    select id from audit_events where organisation_id = ${organisation} and noun_id = ${missionId}
    union all
    select event_id from audit_values
    where organisation_id = ${organisation} and audit_mission(before, after) = ${missionId}
    union all
    select audit_events.id from positions
    join engagements on engagements.organisation_id = ${organisation}
    join audit_events on audit_events.organisation_id = ${organisation}
    where positions.organisation_id = ${organisation} and positions.mission_id = ${missionId}
      and position_id = positions.id and noun_id = engagements.id
  `;
}

/**
 * Verifies the hashes of the whole audit log. Finds events that were changed, that are missing from the
 * middle or the end of a chain, or that another chain has witnessed; and values that were changed, or
 * that are missing though their artist was not anonymised.
 */
export async function verifyAuditLog(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
): Promise<AuditVerification> {
  const { rows } = await sql<AuditVerification>`
    with event as (
      select *, lag(height, 1, 0::bigint) over (partition by chain order by height) as height_before
      from audit_events where organisation_id = ${organisation}
    ), value as (
      select event.id, chain, height, digest ->> 0 as artist_id, digest ->> 1 as digest,
        audit_digest(salt, before, after) as found
      from event
      cross join json_array_elements(digests) with ordinality as digests (digest, entry)
      left join audit_values on audit_values.organisation_id = ${organisation}
        and event_id = event.id and position = entry - 1
    ), fault as (
      select event.id as event_id, chain, height, 'changed' as fault
      from event join audit_events as stored using (chain, height)
      where stored.organisation_id = ${organisation} and event.hash <> audit_hash(stored)
      union all
      select id, chain, height, 'missing before it' from event where height <> height_before + 1
      union all
      select null, head.chain, head.height, 'missing at the end'
      from audit_chains as head
      left join audit_events as newest on newest.organisation_id = ${organisation}
        and newest.chain = head.chain and newest.height = head.height
      where head.organisation_id = ${organisation} and newest.hash is distinct from head.hash
      union all
      select event.id, event.chain, event.height, 'saw one that is missing'
      from event
      cross join json_each_text(witnessed) as seen
      left join audit_events as other on other.organisation_id = ${organisation}
        and other.chain = seen.key::integer and other.height = seen.value::bigint
      where other.id is null
      union all
      select id, chain, height, 'values changed' from value where digest <> found
      union all
      select id, chain, height, 'values missing' from value
      where found is null and not exists (
        select from audit_events as erasure
        where erasure.organisation_id = ${organisation} and erasure.procedure = 'artists.anonymise'
          and erasure.noun_id = value.artist_id::uuid
      )
    )
    select
      (select count(*)::integer from event) as events,
      (select count(*)::integer from audit_chains where organisation_id = ${organisation}) as chains,
      (
        select encode(sha256(coalesce(string_agg(hash, '' order by chain), '')), 'hex')
        from audit_chains where organisation_id = ${organisation}
      ) as hash,
      (
        select coalesce(json_agg(first), '[]')
        from (select * from fault order by chain, height limit 100) as first
      ) as faults
  `.execute(db);
  const [verification] = rows;
  if (verification === undefined) throw new Error("The audit log was not verified");
  return verification;
}

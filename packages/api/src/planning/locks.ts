/*
 * The locks of planning. No other file locks rows of these tables; `locks.test.ts` checks that.
 *
 * What is locked
 * - An artist, by every change of their engagements, availabilities, profile or outside work.
 * - A mission, by every change of it, and by its publishing.
 * - A position, by every change of its requirements, or of how many are confirmed on it.
 * A lock is held until the transaction ends. The statement after it sees what the last holder committed.
 *
 * In which order
 * Artists, then missions, then positions; within each table by id. Venues, projects and skills come last.
 * They are only locked `for key share`, so that nobody deletes them meanwhile.
 *
 * Why there is no deadlock
 * In a deadlock, transactions form a cycle: each waits for a row that the next one holds. Here a
 * transaction waits only for a row that comes, in the order above, after every row that it holds. Along a
 * cycle, rows would come later and later, and never get back to the first one. This holds because:
 * - No lock is made stronger later. A deletion of an artist takes the row `for update` at once; all other
 *   changes take it `for no key update`, which does not conflict with foreign keys (`for key share`).
 * - Other rows (engagements, breaks, outside work, publications) are written only by the transaction that
 *   has locked their artist or their mission. Nobody waits for them.
 * - A deletion of a venue, project or skill locks it, and is refused if a mission refers to it. So it
 *   never waits for a mission.
 * - An inserted row is locked too. A planning inserts its new artists, and locks the others, in one
 *   statement, by id.
 * - The artists on a mission are known for sure only once it is locked, but artists are locked before
 *   missions. So they are read before, and again after: if somebody was engaged in between, the change is
 *   refused (409), and no artist is locked out of order.
 *
 * Locking a row that was deleted is no error: what is read under the locks shows that it is gone.
 */
import type { DB } from "@coulisses/database/tables";
import { type RawBuilder, sql, type Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError } from "../kit/errors.ts";

declare const held: unique symbol;

/**
 * What a transaction has locked. Only this file makes one. Functions that write engagements, counts of
 * positions or missions take one, so a write without its lock does not compile.
 */
export type Locked = Rows & { readonly [held]: true };

interface Rows {
  readonly trx: Transaction<DB>;
  readonly organisation: AuthorizedOrganisationId;
  /** The names of artists, by id, in the order of the names. */
  readonly artists: ReadonlyMap<string, string>;
  readonly missions: ReadonlySet<string>;
  readonly positions: ReadonlySet<string>;
}

interface Ids {
  artists?: readonly string[];
  missions?: readonly string[];
  positions?: readonly string[];
}

/** Locks rows by their ids. */
export async function lock(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { artists = [], missions = [], positions = [] }: Ids,
): Promise<Locked> {
  return lockRows(trx, organisation, {
    artists: artists.length > 0 ? sql`id = any(${artists}::uuid[])` : undefined,
    missions: missions.length > 0 ? sql`id = any(${missions}::uuid[])` : undefined,
    positions: positions.length > 0 ? sql`id = any(${positions}::uuid[])` : undefined,
  });
}

/**
 * Locks missions to change them: with the artists engaged on them, and all of their positions.
 *
 * @param rows `artists`: others to lock, who will be engaged on them
 */
export async function lockMissions(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { missions, artists = [] }: { missions: readonly string[]; artists?: readonly string[] },
): Promise<Locked> {
  return lockRows(trx, organisation, {
    artists: sql`id in (
      select unnest(${artists}::uuid[])
      union all
      select artist_id from engagements
      where organisation_id = ${organisation} and mission_id = any(${missions}::uuid[])
        and status in ('option', 'confirmed')
    )`,
    missions: sql`id = any(${missions}::uuid[])`,
    positions: sql`mission_id = any(${missions}::uuid[])`,
  });
}

/** Locks missions to publish them: with the artists confirmed on them, or told of them before. */
export async function lockToPublish(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missions: readonly string[],
): Promise<Locked> {
  return lockRows(trx, organisation, {
    artists: sql`id in (
      select artist_id from engagements
      where organisation_id = ${organisation} and mission_id = any(${missions}::uuid[])
        and status = 'confirmed'
      union all
      select artist_id from publications
      where organisation_id = ${organisation} and mission_id = any(${missions}::uuid[])
    )`,
    missions: sql`id = any(${missions}::uuid[])`,
  });
}

/** Locks an artist for deletion: with the positions on which they are confirmed. */
export async function lockToDelete(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  artist: string,
): Promise<Locked> {
  return lockRows(trx, organisation, {
    artists: sql`id = ${artist}`,
    isDeletion: true,
    positions: sql`id in (
      select position_id from engagements
      where organisation_id = ${organisation} and artist_id = ${artist} and status = 'confirmed'
    )`,
  });
}

/**
 * Locks artists; creates those not found, and renames those with another name.
 *
 * @returns also the ids of those created or renamed
 */
export async function lockOrSave(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  artists: { id: string; name: string }[],
): Promise<{ locked: Locked; saved: string[] }> {
  const ids = artists.map(({ id }) => id);
  const names = artists.map(({ name }) => name);
  // On conflict, a row is locked also where its name is the same.
  const { rows } = await sql<{ id: string }>`
    insert into artists (organisation_id, id, name)
    select ${organisation}, artist.id, artist.name
    from unnest(${ids}::uuid[], ${names}::text[]) as artist (id, name)
    order by artist.id
    on conflict (organisation_id, id) do update
      set name = excluded.name
      where artists.name <> excluded.name
    returning id
  `.execute(trx);
  const locked = made({
    trx,
    organisation,
    artists: new Map(artists.map(({ id, name }) => [id, name])),
  });
  return { locked, saved: rows.map(({ id }) => id) };
}

/** The rows of each table, as SQL conditions. */
interface Conditions {
  artists?: RawBuilder<unknown> | undefined;
  missions?: RawBuilder<unknown> | undefined;
  positions?: RawBuilder<unknown> | undefined;
  /** Whether the artists are to be deleted. */
  isDeletion?: boolean;
}

/** Locks in the order given at the top of this file. */
async function lockRows(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { artists, missions, positions, isDeletion = false }: Conditions,
): Promise<Locked> {
  const strength = isDeletion ? sql`for update` : sql`for no key update`;
  const names =
    artists &&
    (await sql<{ id: string; name: string }>`
      with locked as materialized (
        select id, name from artists
        where organisation_id = ${organisation} and ${artists} order by id ${strength}
      )
      select id, name from locked order by name, id
    `.execute(trx));
  const lockOf = async (
    table: "missions" | "positions",
    which: RawBuilder<unknown> | undefined,
  ) => {
    if (which === undefined) return new Set<string>();
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(table)}
      where organisation_id = ${organisation} and ${which} order by id for update
    `.execute(trx);
    return new Set(rows.map(({ id }) => id));
  };
  return made({
    trx,
    organisation,
    artists: new Map(names?.rows.map(({ id, name }) => [id, name])),
    missions: await lockOf("missions", missions),
    positions: await lockOf("positions", positions),
  });
}

function made({
  missions = new Set(),
  positions = new Set(),
  ...rows
}: Omit<Rows, "missions" | "positions"> & Partial<Rows>): Locked {
  const all: Rows = { ...rows, missions, positions };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nowhere else is this brand given
  return all as Locked;
}

/**
 * Refuses to write rows that were not locked because they did not exist then: an undo may create them
 * again at any moment.
 *
 * @throws DomainError `conflict`
 */
export function requireLocked({ artists, missions, positions }: Locked, written: Ids): void {
  const isLocked =
    (written.artists ?? []).every((id) => artists.has(id)) &&
    (written.missions ?? []).every((id) => missions.has(id)) &&
    (written.positions ?? []).every((id) => positions.has(id));
  if (!isLocked) throw new DomainError("conflict", { reason: "changed_at_once" });
}

/** Keeps missions as they are while they are copied. */
export async function lockToCopy(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  missions: readonly string[],
): Promise<void> {
  await sql`
    select from missions
    where organisation_id = ${organisation} and id = any(${missions}::uuid[])
    order by id for share
  `.execute(trx);
}

/** The venues, projects and skills that missions refer to, as far as they exist. */
interface Premises {
  venues: { id: string; time_zone: string }[];
  projects: string[];
  skills: string[];
}

/** Reads what missions refer to, and keeps it from being deleted until the transaction ends. */
export async function lockPremises(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  wanted: Record<keyof Premises, string[]>,
): Promise<Premises> {
  const { rows } = await sql<{ noun: keyof Premises; key: string; time_zone: string | null }>`
    with venue as materialized (
      select id, time_zone from venues
      where organisation_id = ${organisation} and id = any(${wanted.venues}::uuid[]) for key share
    ), project as materialized (
      select id from projects
      where organisation_id = ${organisation} and id = any(${wanted.projects}::uuid[]) for key share
    ), skill as materialized (
      select code from skills
      where organisation_id = ${organisation} and code = any(${wanted.skills}::text[]) for key share
    )
    select 'venues' as noun, id::text as key, time_zone from venue
    union all select 'projects', id::text, null from project
    union all select 'skills', code, null from skill
  `.execute(trx);
  const keys = (noun: keyof Premises) =>
    rows.filter((row) => row.noun === noun).map(({ key }) => key);
  return {
    venues: rows.flatMap(({ key: id, time_zone }) => (time_zone === null ? [] : { id, time_zone })),
    projects: keys("projects"),
    skills: keys("skills"),
  };
}

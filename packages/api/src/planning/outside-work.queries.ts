import type { DB } from "@coulisses/database/tables";
import type { OutsideWork as KnownWork } from "@coulisses/planning";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import { refuseMore } from "../kit/room.ts";
import { mapInTurns } from "../kit/turns.ts";
import { withOffsetOf } from "../kit/time.ts";
import type {
  Declared,
  OutsideWork,
  OutsideWorkKey,
  OutsideWorkList,
  OutsideWorkPage,
} from "./outside-work.schema.ts";
import { spanOf } from "./spans.ts";

function outsideWork(db: Kysely<DB>, organisation: AuthorizedOrganisationId, artistId: string) {
  return db
    .selectFrom("outside_work")
    .innerJoin("organisations", "organisations.id", "organisation_id")
    .select(["outside_work.id", "artist_id", "starts_at", "ends_at", "worked_minutes"])
    .select(["employer", "siret", "cachets", "annexe", "category", "notes", "version", "time_zone"])
    .where("organisation_id", "=", organisation)
    .where("artist_id", "=", artistId)
    .$narrowType<Pick<OutsideWork, "annexe" | "category">>();
}

/** Whether the organisation has this artist. */
export async function hasArtist(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<boolean> {
  const found = await db
    .selectFrom("artists")
    .select("id")
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .executeTakeFirst();
  return found !== undefined;
}

/** Outside work that the organisation has on file; undefined if not found. */
export async function findOutsideWork(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { artist_id, outside_work_id }: OutsideWorkKey,
): Promise<OutsideWork | undefined> {
  const found = await outsideWork(db, organisation, artist_id)
    .where("outside_work.id", "=", outside_work_id)
    .executeTakeFirst();
  return found && zoned(found);
}

/** A page of an artist's outside work on file, by start, then id. */
export async function listOutsideWork(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { artist_id, from, to, ...page }: Bounded<OutsideWorkList>,
): Promise<OutsideWorkPage> {
  let query = outsideWork(db, organisation, artist_id);
  if (from !== undefined) query = query.where("ends_at", ">", from.toString());
  if (to !== undefined) query = query.where("starts_at", "<", to.toString());
  const { items, next_cursor } = await readPage(db, query, { by: ["starts_at", "id"], ...page });
  return { items: items.map(zoned), next_cursor };
}

function zoned({ time_zone, ...work }: OutsideWork & { time_zone: string }): OutsideWork {
  return {
    ...work,
    starts_at: withOffsetOf(time_zone, work.starts_at),
    ends_at: withOffsetOf(time_zone, work.ends_at),
  };
}

/** What counters need to know of an artist's outside work within a time, as far as this organisation has it on file. */
export async function loadDeclared(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { artist_id, from, to }: { artist_id: string; from: string; to: string },
): Promise<Declared[]> {
  const { rows } = await sql<Declared>`
    select id, starts_at, ends_at, employer, siret, cachets, annexe, category from outside_work
    where organisation_id = ${organisation} and artist_id = ${artist_id}
      and starts_at < ${to}::timestamptz and ends_at > ${from}::timestamptz
    order by starts_at, id
    limit ${mostOfOne + 1}
  `.execute(db);
  refuseMore("jobs_of_one", { count: rows.length, most: mostOfOne });
  return rows;
}

/** Absences are no work. Another organisation is not told of them. */
const isAbsence = sql<boolean>`category in ('illness', 'maternity', 'accident')`;

interface Asked {
  artists: string[];
  span: { from: string; to: string };
  /** How long before and after: `1 year`. */
  around?: string;
}

interface Row extends Job {
  id: string | null;
  worked_minutes: number | null;
}

/** The most jobs read, of all artists together and of one of them. */
export const mostJobs = 100_000;
const mostOfOne = 5000;

interface Job {
  artist_id: string;
  starts_at: string;
  ends_at: string;
}

/**
 * Jobs with times as rules read them.
 *
 * @throws DomainError `invalid_input` when they are too many to judge in one request
 */
export function asJobs<Read extends Job>(rows: Read[]) {
  const counts = new Map<string, number>();
  for (const { artist_id } of rows) counts.set(artist_id, (counts.get(artist_id) ?? 0) + 1);
  refuseMore("jobs", { count: rows.length, most: mostJobs });
  refuseMore("jobs_of_one", { count: Math.max(0, ...counts.values()), most: mostOfOne });
  return mapInTurns(rows, ({ starts_at, ends_at, ...row }) => ({
    ...row,
    ...spanOf({ starts_at, ends_at }),
  }));
}

/**
 * The outside work of artists around a time. Only here does data cross organisations: it also reads what
 * another organisation has on file of the same account, if the person shares it with both. It discloses
 * only merged times of that: not the kind of work, its place, the employer or the number of jobs, and
 * nothing that this organisation has on file itself. The working time of a job is spread evenly over it.
 * An absence is busy time without working time, and never crosses.
 */
export async function loadOutsideWork(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  asked: Asked,
): Promise<(KnownWork & { artist_id: string })[]> {
  const { rows: own } = await sql<Row>`
    select artist_id, id, starts_at, ends_at,
      case when ${isAbsence} then 0 else worked_minutes end as worked_minutes
    from outside_work
    where organisation_id = ${organisation} and artist_id = any(${asked.artists}::uuid[])
      and ${isThen(asked)}
    order by starts_at
    limit ${mostJobs + 1}
  `.execute(db);
  const same = await loadSharing(db, organisation, asked.artists);
  return asJobs(same.length === 0 ? own : await loadElsewhere(db, { ...asked, own, same }));
}

function isThen({ span: { from, to }, around = "0" }: Asked) {
  return sql<boolean>`starts_at < ${to}::timestamptz + ${around}::interval
    and ends_at > ${from}::timestamptz - ${around}::interval`;
}

/** An artist of this organisation who is also one of another organisation, under the same account. */
interface SharedArtist {
  here: string;
  organisation_id: string;
  artist_id: string;
}

async function loadSharing(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  artists: string[],
): Promise<SharedArtist[]> {
  const { rows } = await sql<SharedArtist>`
    select distinct here.artist_id as here, there.organisation_id, there.artist_id
    from members as here
    join members as there
      on there.user_id = here.user_id and there.organisation_id <> here.organisation_id
    where here.organisation_id = ${organisation} and here.artist_id = any(${artists}::uuid[])
      and here.shares_busy and there.shares_busy
  `.execute(db);
  return rows;
}

/** The jobs on file here and in other organisations, by start. */
async function loadElsewhere(
  db: Kysely<DB>,
  { own, same, ...asked }: Asked & { own: Row[]; same: SharedArtist[] },
): Promise<Row[]> {
  const organisations = same.map(({ organisation_id }) => organisation_id);
  const { rows } = await sql<Row>`
    with own as (
      select * from unnest(
        ${own.map(({ artist_id }) => artist_id)}::uuid[],
        ${own.map(({ id }) => id)}::uuid[],
        ${own.map(({ starts_at }) => starts_at)}::timestamptz[],
        ${own.map(({ ends_at }) => ends_at)}::timestamptz[],
        ${own.map(({ worked_minutes }) => worked_minutes)}::integer[]
      ) as own (artist_id, id, starts_at, ends_at, worked_minutes)
    ),
    elsewhere as (
      select here as artist_id, tstzrange(starts_at, ends_at) as during,
        coalesce(worked_minutes * 60 / extract(epoch from ends_at - starts_at), 1) as share
      from unnest(
        ${same.map(({ here }) => here)}::uuid[],
        ${organisations}::uuid[],
        ${same.map(({ artist_id }) => artist_id)}::uuid[]
      ) as same (here, organisation_id, artist_id)
      join outside_work on outside_work.organisation_id = any(${organisations}::uuid[])
        and outside_work.organisation_id = same.organisation_id
        and outside_work.artist_id = same.artist_id
      where ${isThen(asked)} and not ${isAbsence}
    ),
    periods as (
      select artist_id, unnest(range_agg(during) - coalesce((
        select range_agg(tstzrange(starts_at, ends_at)) from own
        where own.artist_id = elsewhere.artist_id and own.worked_minutes is distinct from 0
      ), '{}')) as during
      from elsewhere group by artist_id
    )
    select artist_id, id, starts_at, ends_at, worked_minutes from own
    union all
    select artist_id, null, lower(during), upper(during), (
      select case when min(share) < 1 then round(least(
        extract(epoch from upper(periods.during) - lower(periods.during)),
        sum(share * extract(epoch from
          upper(elsewhere.during * periods.during) - lower(elsewhere.during * periods.during)))
      ) / 60)::integer end
      from elsewhere
      where elsewhere.artist_id = periods.artist_id and elsewhere.during && periods.during
    )
    from periods
    order by starts_at
    limit ${mostJobs + 1}
  `.execute(db);
  return rows;
}

import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { mapInTurns } from "../kit/turns.ts";
import { asJobs, mostJobs, loadOutsideWork } from "./outside-work.queries.ts";
import type { Call, Convention, Reach, Roster, Span } from "@coulisses/planning";
import { nearestSettings, type StoredSettings } from "./labour.rules.ts";
import { type PeriodText, spanOf, timeOf } from "./spans.ts";

/** The working-time settings of an existing organisation, as they are stored. */
export function loadStoredSettings(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
): Promise<StoredSettings> {
  return labourSettings(db, organisation).executeTakeFirstOrThrow();
}

/** The settings in force, with the zone in which the organisation reads wall-clock times. */
export async function loadHouseRules(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
): Promise<{ labour: StoredSettings; time_zone: string }> {
  const { time_zone, ...stored } = await labourSettings(db, organisation)
    .select("time_zone")
    .executeTakeFirstOrThrow();
  return { labour: nearestSettings(stored).settings, time_zone };
}

function labourSettings(db: Kysely<DB>, organisation: AuthorizedOrganisationId) {
  return db
    .selectFrom("organisations")
    .select([
      "convention",
      sql<StoredSettings["rules"]>`working_time`.as("rules"),
      sql<StoredSettings["decisions"]>`week_decisions`.as("decisions"),
      "working_time_version as version",
    ])
    .where("id", "=", organisation)
    .$narrowType<{ convention: Convention }>();
}

/** The columns of a call's mission, over `missions`, `venues` and left-joined `projects`. */
export const callColumns = (organisation: AuthorizedOrganisationId) => sql`
  missions.id as mission_id, missions.title, venue_id, venues.name as venue, missions.kind, venues.time_zone, projects.setting, projects.first_performance_on,
  (
    select coalesce(json_agg(json_build_object('starts_at', starts_at, 'ends_at', ends_at)), '[]')
    from mission_breaks
    where organisation_id = ${organisation} and mission_id = missions.id
  ) as breaks
`;

interface Wanted {
  artists: string[];
  /** The time in question, from the first start to the last end. */
  span: { from: string; to: string };
  /** How far rules look before and after it. */
  reach: Reach;
  /** How much more work a person may get. */
  more?: { calls: number; seconds: number };
}

const none = { calls: 0, seconds: 0 };

function widestOf({ days, season, year }: Reach): number {
  return Math.max(days, season?.days ?? 0, year?.days ?? 0);
}

function inDays(days: number): string {
  return `${days} days`;
}

/**
 * The confirmed and outside work of artists around a time, as far as rules look, in a constant number of
 * statements. The season is read only for those who may be over its average or have outside work, and the
 * year only for those who may be over its Sundays.
 */
export async function loadRosters(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  wanted: Wanted,
): Promise<Record<string, Roster>> {
  const people = await loadPeople(db, organisation, wanted.artists);
  const { artists, span, reach } = wanted;
  const far = inDays(widestOf(reach));
  const elsewhere = await loadOutsideWork(db, organisation, { artists, span, around: far });
  const outside = Map.groupBy(elsewhere, ({ artist_id }) => artist_id);
  const seasons = [...outside.keys()];
  const confirmed = await loadConfirmed(db, organisation, { more: none, ...wanted, seasons });
  const missions = await loadMissionParts(db, organisation, confirmed);
  const all = await mapInTurns(confirmed, ({ artist_id, mission_id, ...own }) => {
    const mission = missions.get(mission_id);
    if (mission === undefined) throw new Error("An engagement is on a mission");
    const { published_at, changed_at } = own;
    const notice = { published_at: timeOrNull(published_at), changed_at: timeOrNull(changed_at) };
    return { artist_id, call: { ...mission, ...own, ...notice } };
  });
  const calls = Map.groupBy(all, ({ artist_id }) => artist_id);
  return Object.fromEntries(
    people.map((person): [string, Roster] => [
      person.id,
      {
        person: personOf(person),
        calls: (calls.get(person.id) ?? []).map(({ call }) => call),
        outside: outside.get(person.id) ?? [],
      },
    ]),
  );
}

/** What rules need to know of an artist; undefined if not found. */
export async function findPerson(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  artist_id: string,
): Promise<Roster["person"] | undefined> {
  const [found] = await loadPeople(db, organisation, [artist_id]);
  return found && personOf(found);
}

type PersonRow = Awaited<ReturnType<typeof loadPeople>>[number];

function personOf({ id: _id, ...person }: PersonRow): Roster["person"] {
  return {
    ...person,
    occupation: person.occupation ?? "other",
    employment: person.employment ?? "cddu",
    birth_date: person.birth_date ?? undefined,
    annexe: person.annexe ?? undefined,
  };
}

function timeOrNull(instantText: string | null): number | null {
  return instantText === null ? null : timeOf(instantText);
}

function loadPeople(db: Kysely<DB>, organisation: AuthorizedOrganisationId, ids: string[]) {
  return db
    .selectFrom("artists")
    .select(["id", "occupation", "birth_date", "employment", "stage_authorisation", "annexe"])
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .$narrowType<{
      occupation: Roster["person"]["occupation"] | null;
      employment: Roster["person"]["employment"] | null;
      annexe: 8 | 10 | null;
    }>()
    .execute();
}

/** The part of a call that belongs to one artist. */
interface OwnPart extends Pick<Call, "id" | "mission_id" | "cachets"> {
  artist_id: string;
  published_at: string | null;
  changed_at: string | null;
}

/** The part of a call that all artists on its mission share. */
export type MissionPart = Omit<Call, "id" | "cachets" | "published_at" | "changed_at" | keyof Span>;

/** What `callColumns` reads. */
export type CallRow = Omit<MissionPart, "breaks"> & { breaks: PeriodText[] };

interface Asked extends Required<Wanted> {
  /** The artists whose season is read in any case. */
  seasons: string[];
}

/** The confirmed engagements of artists, without their missions. */
async function loadConfirmed(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  asked: Asked,
): Promise<(OwnPart & Span)[]> {
  const { artists, span, reach } = asked;
  const { rows } = await sql<OwnPart & PeriodText>`
    with confirmed as (
      select engagements.id, artist_id, mission_id, cachets, during, venue_id, venues.name as venue,
        date_trunc('week', lower(during) at time zone time_zone) as week,
        extract(isodow from lower(during) at time zone time_zone) = 7 as is_sunday
      from engagements
      join missions on missions.organisation_id = ${organisation}
        and missions.id = mission_id
      join venues on venues.organisation_id = ${organisation} and venues.id = venue_id
      where engagements.organisation_id = ${organisation} and engagements.status = 'confirmed'
        and artist_id = any(${artists}::uuid[]) and during && ${around(span, widestOf(reach))}
    ),
    ${seasonsAndYears(asked)}
    select confirmed.id, confirmed.artist_id, confirmed.mission_id, cachets, published_at,
      ${changeTold} as changed_at,
      lower(during) as starts_at, upper(during) as ends_at
    from confirmed
    left join publications on publications.organisation_id = ${organisation}
      and publications.mission_id = confirmed.mission_id
      and publications.artist_id = confirmed.artist_id
    where during && ${around(span, reach.days)}
      or confirmed.artist_id in (select artist_id from with_year)
      or during && ${around(span, reach.season?.days ?? 0)}
        and confirmed.artist_id in (select artist_id from with_season)
    order by lower(during), confirmed.id
    limit ${mostJobs + 1}
  `.execute(db);
  return asJobs(rows);
}

/**
 * When an artist is told of the last change of a call's hours or place: now, if they do not know it yet. What was
 * told long ago names no venue, and no such change apart from others.
 */
const changeTold = sql`
  case
    when not (told ->> 'is_on')::boolean
      or (told -> 'details' ->> 'starts_at')::timestamptz <> lower(during)
      or (told -> 'details' ->> 'ends_at')::timestamptz <> upper(during)
      or coalesce(told ->> 'venue_id' <> venue_id::text, told -> 'details' ->> 'venue' <> venue)
    then now()
    when told -> 'moved_at' is null then changed_at
    else (told ->> 'moved_at')::timestamptz
  end`;

/**
 * The artists whose season or year is read. Weeks and Sundays are in the venue's zone, as rules read
 * them. Without a rule the limit is null, and nobody is over it.
 */
function seasonsAndYears({ span, reach: { season, year }, seasons, more }: Asked) {
  const days = season?.days ?? 0;
  const seconds = season === undefined ? null : season.minutes * 60;
  return sql`
    weeks as (
      select artist_id, sum(sum(extract(epoch from upper(during) - lower(during)))) over (
        partition by artist_id order by week
        range between ${inDays(days)}::interval preceding and current row
      ) as seconds
      from confirmed where during && ${around(span, days)}
      group by artist_id, week
    ),
    with_season as (
      select artist_id from weeks where seconds + ${more.seconds} > ${seconds}::numeric
      union all select unnest(${seasons}::uuid[])
    ),
    with_year as (
      select artist_id from confirmed group by artist_id
      having count(*) filter (where is_sunday) + ${more.calls} > ${year?.sundays ?? null}::integer
    )`;
}

function around({ from, to }: Wanted["span"], days: number) {
  return sql`tstzrange(
    ${from}::timestamptz - ${inDays(days)}::interval, ${to}::timestamptz + ${inDays(days)}::interval)`;
}

/** The missions of engagements, each read once, as many artists share one. */
async function loadMissionParts(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  engagements: { mission_id: string }[],
): Promise<Map<string, MissionPart>> {
  const ids = [...new Set(engagements.map(({ mission_id }) => mission_id))];
  const { rows } = await sql<CallRow>`
    select ${callColumns(organisation)}
    from missions
    join venues on venues.organisation_id = ${organisation} and venues.id = venue_id
    left join projects on projects.organisation_id = ${organisation}
      and projects.id = project_id
    where missions.organisation_id = ${organisation} and missions.id = any(${ids}::uuid[])
  `.execute(db);
  return new Map(rows.map((row) => [row.mission_id, { ...row, breaks: row.breaks.map(spanOf) }]));
}

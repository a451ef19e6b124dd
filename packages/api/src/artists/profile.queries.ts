import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import type { Profile, ProfileList, ProfilePage } from "./profile.schema.ts";

/** The SQL of an artist's skills as JSON, by code. */
export const skillsJson = (organisation: AuthorizedOrganisationId) => sql<Profile["skills"]>`(
  select coalesce(json_agg(json_build_object(
    'code', code, 'level', level, 'expires_on', expires_on) order by code), '[]')
  from artist_skills
  where organisation_id = ${organisation} and artist_id = artists.id
)`;

/** The SQL of the working time in an artist's contract as JSON; null if there is none. */
export const contractJson = sql<Profile["contract_time"]>`case when contract_minutes is not null
  then json_build_object('minutes', contract_minutes, 'per', contract_per) end`;

/** An artist's profile; undefined if not found. */
export function findProfile(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  artistId: string,
): Promise<Profile | undefined> {
  return db
    .selectFrom("artists")
    .select(["id as artist_id", "email", "phone", "annexe", "birth_date", "occupation", "notes"])
    .select(["employment", "part_time", contractJson.as("contract_time"), "stage_authorisation"])
    .select([skillsJson(organisation).as("skills"), "profile_version as version"])
    .where("organisation_id", "=", organisation)
    .where("id", "=", artistId)
    .$narrowType<Pick<Profile, "annexe" | "occupation" | "employment">>()
    .executeTakeFirst();
}

/** The SQL of the first availability that has not ended yet, as JSON; null if there is none. */
const nextAvailabilityJson = (organisation: AuthorizedOrganisationId) => sql<
  ProfilePage["items"][number]["next_availability"]
>`(
  select json_build_object('start', start, 'end', "end")
  from availabilities join organisations on organisations.id = ${organisation}
  where organisation_id = ${organisation} and artist_id = artists.id
    and "end" > now() at time zone time_zone
  order by start, "end" limit 1
)`;

/** A page of profiles by name, then id. */
export async function listProfiles(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { q, skill, ...page }: Bounded<ProfileList>,
): Promise<ProfilePage> {
  let query = db
    .selectFrom("artists")
    .select(["id as artist_id", "name", "email", "phone", "occupation"])
    .select(skillsJson(organisation).as("skills"))
    .select(nextAvailabilityJson(organisation).as("next_availability"))
    .where("organisation_id", "=", organisation)
    .$narrowType<Pick<Profile, "occupation">>();
  if (q !== undefined)
    query = query.where(sql<boolean>`position(search_key(${q}) in search_key) > 0`);
  if (skill !== undefined)
    query = query.where(sql<boolean>`exists (
      select from artist_skills
      where organisation_id = ${organisation} and artist_id = artists.id and code = ${skill}
    )`);
  return readPage(db, query, { by: ["name", "artist_id"], ...page });
}

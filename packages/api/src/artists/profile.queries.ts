import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import type { Profile } from "./profile.schema.ts";

/** The SQL of an artist's skills as JSON, by code. */
export const skillsJson = (organisation: AuthorizedOrganisationId) => sql<Profile["skills"]>`(
  select coalesce(json_agg(json_build_object(
    'code', code, 'level', level, 'expires_on', expires_on) order by code), '[]')
  from artist_skills
  where organisation_id = ${organisation} and artist_id = artists.id
)`;

/** An artist's profile; undefined if not found. */
export function findProfile(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  artistId: string,
): Promise<Profile | undefined> {
  return db
    .selectFrom("artists")
    .select(["id as artist_id", "email", "phone", "annexe", "birth_date", "occupation", "notes"])
    .select(["part_time", "stage_authorisation"])
    .select([skillsJson(organisation).as("skills"), "profile_version as version"])
    .where("organisation_id", "=", organisation)
    .where("id", "=", artistId)
    .$narrowType<Pick<Profile, "annexe" | "occupation">>()
    .executeTakeFirst();
}

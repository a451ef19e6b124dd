import type { DB } from "@coulisses/database/tables";
import type { Kysely } from "kysely";
import type { Caller } from "../kit/context.ts";

/** What someone who has signed in is to an organisation; undefined where they are no member of it. */
export async function findMember(
  db: Kysely<DB>,
  { user_id, organisation_id }: { user_id: string; organisation_id: string },
): Promise<Caller | undefined> {
  const row = await db
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .innerJoin("organisations", "organisations.id", "members.organisation_id")
    .select(["users.id", "users.name", "role", "artist_id", "organisation_id", "time_zone"])
    .where("members.organisation_id", "=", organisation_id)
    .where("members.user_id", "=", user_id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { time_zone, ...person } = row;
  return {
    kind: "person",
    id: person.id,
    name: person.name,
    role: person.role,
    artist_id: person.artist_id,
    organisation: { id: person.organisation_id, time_zone },
  };
}

/** Tells whether an address is somebody's who can sign in. */
export async function isKnown(db: Kysely<DB>, email: string): Promise<boolean> {
  const user = await db
    .selectFrom("users")
    .select("id")
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
  return user !== undefined;
}

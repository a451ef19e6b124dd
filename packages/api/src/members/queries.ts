import type { DB } from "@coulisses/database/tables";
import type { Kysely } from "kysely";
import type { Caller } from "../kit/context.ts";

/** A signed-in person as a caller in an organisation; undefined if they are not a member. */
export async function findMember(
  db: Kysely<DB>,
  { user_id, organisation_id }: { user_id: string; organisation_id: string },
): Promise<Caller | undefined> {
  const person = await db
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .innerJoin("organisations", "organisations.id", "members.organisation_id")
    .select(["users.id", "users.name", "role", "artist_id"])
    .select(["organisation_id", "chosen_language as language"])
    .$narrowType<Pick<Caller["organisation"], "language">>()
    .where("members.organisation_id", "=", organisation_id)
    .where("members.user_id", "=", user_id)
    .executeTakeFirst();
  if (person === undefined) return undefined;
  return {
    kind: "person",
    id: person.id,
    name: person.name,
    role: person.role,
    artist_id: person.artist_id,
    organisation: { id: person.organisation_id, language: person.language },
  };
}

/** Tells whether an organisation has members. */
export async function hasMembers(db: Kysely<DB>, organisation: string): Promise<boolean> {
  const member = await db
    .selectFrom("members")
    .select("id")
    .where("organisation_id", "=", organisation)
    .limit(1)
    .executeTakeFirst();
  return member !== undefined;
}

/** Tells whether an address has an account. */
export async function hasAccount(db: Kysely<DB>, email: string): Promise<boolean> {
  const user = await db
    .selectFrom("users")
    .select("id")
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
  return user !== undefined;
}

/** Tells whether an address has an open invitation, and so may get an account. */
export async function isInvited(db: Kysely<DB>, email: string): Promise<boolean> {
  const invitation = await invitationsTo(db, email).select("invitations.id").executeTakeFirst();
  return invitation !== undefined;
}

/** The organisation that somebody joined first, if any. */
export async function firstOrganisationOf(db: Kysely<DB>, userId: string): Promise<string | null> {
  const membership = await membershipsOf(db)
    .where("users.id", "=", userId)
    .select("members.organisation_id")
    .executeTakeFirst();
  return membership?.organisation_id ?? null;
}

/**
 * The language of the organisation of an address, or null if it has none; undefined if the address has
 * neither an account nor an invitation.
 */
export async function languageFor(
  db: Kysely<DB>,
  email: string,
): Promise<Caller["organisation"]["language"] | undefined> {
  const address = email.toLowerCase();
  const memberships = membershipsOf(db).where("users.email", "=", address);
  const { is_known, language } = await db
    .selectNoFrom((eb) => [
      eb
        .or([
          eb.exists(eb.selectFrom("users").where("email", "=", address)),
          eb.exists(invitationsTo(db, address)),
        ])
        .as("is_known"),
      eb.fn
        .coalesce(
          memberships.select("organisations.chosen_language"),
          invitationsTo(db, address).select("organisations.chosen_language"),
        )
        .as("language"),
    ])
    .$narrowType<Pick<Caller["organisation"], "language">>()
    .executeTakeFirstOrThrow();
  return is_known ? language : undefined;
}

/** The oldest open invitation of an address, if any. */
function invitationsTo(db: Kysely<DB>, email: string) {
  return db
    .selectFrom("invitations")
    .innerJoin("organisations", "organisations.id", "invitations.organisation_id")
    .where("invitations.email", "=", email.toLowerCase())
    .where("invitations.status", "=", "pending")
    .where((eb) => eb("invitations.expires_at", ">", eb.fn<string>("now")))
    .orderBy("invitations.created_at")
    .limit(1);
}

/** The oldest membership of a person, if any. */
function membershipsOf(db: Kysely<DB>) {
  return db
    .selectFrom("members")
    .innerJoin("organisations", "organisations.id", "members.organisation_id")
    .innerJoin("users", "users.id", "members.user_id")
    .orderBy("members.created_at")
    .orderBy("members.id")
    .limit(1);
}

import type { Caller } from "@coulisses/api/kit/context";
import { DomainError } from "@coulisses/api/kit/errors";
import type { DB } from "@coulisses/database/tables";
import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import type { Letter } from "./mail.ts";
import type { Session } from "./session.ts";

/**
 * Somebody as the member that an invitation is about to make them.
 *
 * @throws DomainError `not_found` for an invitation of another, as for one that does not exist
 */
export async function callerFromInvitation(
  db: Kysely<DB>,
  session: Session,
  invitation: string,
): Promise<Caller> {
  const invited = await db
    .selectFrom("invitations")
    .where("invitations.id", "=", invitation)
    .where("invitations.email", "=", session.email)
    .where("invitations.status", "=", "pending")
    .where((eb) => eb("invitations.expires_at", ">", eb.fn<string>("now")))
    .select(["organisation_id", "role", "artist_id"])
    .executeTakeFirst();
  if (!invited) throw unknown("Invitation", invitation);
  const { organisation_id, ...rights } = invited;
  const { user_id, name } = session;
  const organisation = { id: organisation_id };
  return { kind: "person", id: user_id, name, ...rights, organisation };
}

const Invited = z.object({
  id: z.string(),
  email: z.string(),
  organizationId: z.string(),
  artist_id: z.string().nullish(),
});

/** What is written to somebody who is invited, given what better-auth answered. */
export async function invitationLetter(
  db: Kysely<DB>,
  url: string,
  answer: string,
): Promise<Letter> {
  const {
    id: invitation,
    email,
    organizationId: invited,
    artist_id = null,
  } = Invited.parse(JSON.parse(answer));
  const { name, language } = await db
    .selectFrom("organisations")
    .where("id", "=", invited)
    .select(["name", "language"])
    .executeTakeFirstOrThrow();
  return {
    kind: "invitation",
    to: email,
    language: language === "en" ? "en" : "fr",
    organisation: name,
    is_artist: artist_id !== null,
    link: `${url}/?invitation=${invitation}`,
  };
}

/** The invitations of an organisation, with what goes on record of them. */
export function invitations(trx: Transaction<DB>, organisation: string) {
  return trx
    .selectFrom("invitations")
    .where("organisation_id", "=", organisation)
    .select(["id", "email", "role", "artist_id", "status"]);
}

/** What another organisation has is answered as what does not exist. */
export function unknown(noun: string, which: string): DomainError {
  return new DomainError("not_found", `${noun} ${which} not found`);
}

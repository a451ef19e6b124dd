import type { Caller } from "@coulisses/api/kit/context";
import { notFound } from "@coulisses/api/kit/errors";
import type { DB } from "@coulisses/database/tables";
import type { Language } from "@coulisses/messages";
import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import { invitationDays } from "./limits.ts";
import type { Letter } from "./mail.ts";
import type { Session } from "./session.ts";

/**
 * The member that an invitation is about to make.
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
    .innerJoin("organisations", "organisations.id", "invitations.organisation_id")
    .where("invitations.id", "=", invitation)
    .where("invitations.email", "=", session.email)
    .where("invitations.status", "=", "pending")
    .where((eb) => eb("invitations.expires_at", ">", eb.fn<string>("now")))
    .select(["organisation_id", "role", "artist_id", "chosen_language as language"])
    .$narrowType<Pick<Caller["organisation"], "language">>()
    .executeTakeFirst();
  if (!invited) throw notFound("invitation", invitation);
  const { organisation_id, language, ...rights } = invited;
  const { user_id, name } = session;
  const organisation = { id: organisation_id, language };
  return { kind: "person", id: user_id, name, ...rights, organisation };
}

const Invited = z.object({
  id: z.string(),
  email: z.string(),
  organizationId: z.string(),
  artist_id: z.string().nullish(),
});

/** The content of a letter. */
export interface Done {
  /** The public URL of the server. */
  url: string;
  /** The language of the request, for an organisation that has chosen none. */
  language: Language;
  /** The answer of better-auth. */
  answer: string;
}

/** The letter to an invited person. */
export async function invitationLetter(
  db: Kysely<DB>,
  { url, language, answer }: Done,
): Promise<Letter> {
  const {
    id: invitation,
    email,
    organizationId: invited,
    artist_id = null,
  } = Invited.parse(JSON.parse(answer));
  const { name, chosen } = await db
    .selectFrom("organisations")
    .where("id", "=", invited)
    .select(["name", "chosen_language as chosen"])
    .$narrowType<{ chosen: Language | null }>()
    .executeTakeFirstOrThrow();
  const params = { organisation: name, is_artist: artist_id !== null, days: invitationDays };
  return {
    content: { mail: "invitation", params },
    to: email,
    language: chosen ?? language,
    link: `${url}/invitation?id=${invitation}`,
  };
}

/** The invitations of an organisation, with their fields for the audit log. */
export function invitations(trx: Transaction<DB>, organisation: string) {
  return trx
    .selectFrom("invitations")
    .where("organisation_id", "=", organisation)
    .select(["id", "email", "role", "artist_id", "status"]);
}

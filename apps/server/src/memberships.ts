import { record } from "@coulisses/api/kit/change";
import { authorize, type Authority, type Caller } from "@coulisses/api/kit/context";
import { DomainError } from "@coulisses/api/kit/errors";
import { id, role, type Role } from "@coulisses/api/kit/wire";
import { findMember } from "@coulisses/api/members/queries";
import { permissions } from "@coulisses/api/permissions";
import { transact } from "@coulisses/database";
import type { DB } from "@coulisses/database/tables";
import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import type { Letter } from "./mail.ts";
import type { Session } from "./people.ts";

/** An email address, in lower case from here on. */
export const address = z.email("Must be an email address").max(254).toLowerCase();

/** Who asks for something, under which id. */
export interface Asking {
  session: Session;
  request_id: string;
}

/** A member or an invitation; what it says besides its id goes on record. */
type Row = { id: string; artist_id: string | null };

/** What is about to happen, once it is known to be allowed. */
interface Plan {
  noun: "member" | "invitation";
  /** The row that it happens to, asked for before and after. */
  find: () => Promise<Row | undefined>;
  /** Whose membership it becomes, if a membership is made or changed. */
  artist: string | null;
  /** What better-auth is told besides the input. */
  told?: Record<string, string>;
}

/** Something that changes who belongs to an organisation. */
interface Operation<Input> {
  input: z.ZodType<Input>;
  /** Who does it, in which organisation; its members stay as they are until the transaction ends. */
  callerFor(trx: Transaction<DB>, session: Session, input: NoInfer<Input>): Promise<Caller>;
  plan(trx: Transaction<DB>, by: By, input: NoInfer<Input>): Promise<Plan>;
  /** What is written about it to somebody, once it is done, given what was answered. */
  letter?(db: Kysely<DB>, url: string, answer: string): Promise<Letter>;
}

interface By {
  session: Session;
  organisation: string;
}

function checked<Input>(made: Operation<Input>): Operation<Input> {
  return made;
}

const organizationId = id.optional();
const assignment = { role, artist_id: id.optional() };

const asInvitee = (trx: Transaction<DB>, session: Session, input: { invitationId: string }) =>
  callerFromInvitation(trx, session, input.invitationId);

async function asMember(
  trx: Transaction<DB>,
  session: Session,
  input: { organizationId?: string | undefined },
): Promise<Caller> {
  const named = input.organizationId ?? session.organisation_id;
  // Two admins who leave at the same moment wait for each other: the second sees what the first did.
  if (named !== null)
    await trx
      .selectFrom("organisations")
      .where("id", "=", named)
      .select("id")
      .forNoKeyUpdate()
      .execute();
  return callerIn(trx, session, named);
}

/** All that changes who belongs to an organisation: what better-auth serves it as, and takes. */
export const operations: Record<string, Operation<object>> = {
  "/organization/invite-member": checked({
    input: z.strictObject({ organizationId, email: address, ...assignment }),
    callerFor: asMember,
    plan: async (trx, { organisation }, { email, ...assigned }) => ({
      noun: "invitation",
      find: () =>
        invitations(trx, organisation)
          .where("email", "=", email)
          .where("status", "=", "pending")
          .where((eb) => eb("expires_at", ">", eb.fn<string>("now")))
          .executeTakeFirst(),
      artist: await artistFor(trx, organisation, assigned),
    }),
    letter: invitationLetter,
  }),
  "/organization/cancel-invitation": checked({
    input: z.strictObject({ organizationId, invitationId: id }),
    callerFor: asMember,
    plan: async (trx, { organisation }, { invitationId }) => {
      const find = () =>
        invitations(trx, organisation).where("id", "=", invitationId).executeTakeFirst();
      if ((await find())?.status !== "pending") throw unknown("Invitation", invitationId);
      return { noun: "invitation", find, artist: null };
    },
  }),
  "/organization/accept-invitation": checked({
    input: z.strictObject({ invitationId: id }),
    callerFor: asInvitee,
    plan: async (trx, { session, organisation }, { invitationId }) => {
      const find = () =>
        members(trx, organisation).where("user_id", "=", session.user_id).executeTakeFirst();
      if (await find())
        throw new DomainError("already_exists", "You belong to this organisation already.");
      const { artist_id } = await invitations(trx, organisation)
        .where("id", "=", invitationId)
        .executeTakeFirstOrThrow();
      return { noun: "member", find, artist: artist_id };
    },
  }),
  "/organization/reject-invitation": checked({
    input: z.strictObject({ invitationId: id }),
    callerFor: asInvitee,
    plan: async (trx, { organisation }, { invitationId }) => ({
      noun: "invitation",
      find: () => invitations(trx, organisation).where("id", "=", invitationId).executeTakeFirst(),
      artist: null,
    }),
  }),
  "/organization/update-member-role": checked({
    input: z.strictObject({ organizationId, memberId: id, ...assignment }),
    callerFor: asMember,
    plan: async (trx, { organisation }, { memberId, ...assigned }) => {
      const find = () => members(trx, organisation).where("id", "=", memberId).executeTakeFirst();
      if (!(await find())) throw unknown("Member", memberId);
      const artist = await artistFor(trx, organisation, assigned);
      if (assigned.role !== "admin") await keepAnAdmin(trx, organisation, memberId);
      return { noun: "member", find, artist };
    },
  }),
  "/organization/remove-member": checked({
    input: z.strictObject({ organizationId, memberIdOrEmail: z.union([address, id]) }),
    callerFor: asMember,
    plan: async (trx, { organisation }, { memberIdOrEmail }) => {
      const member = await members(trx, organisation)
        .where((eb) =>
          memberIdOrEmail.includes("@")
            ? eb(
                "user_id",
                "=",
                eb.selectFrom("users").where("email", "=", memberIdOrEmail).select("id"),
              )
            : eb("id", "=", memberIdOrEmail),
        )
        .executeTakeFirst();
      if (!member) throw unknown("Member", memberIdOrEmail);
      return {
        ...(await parting(trx, organisation, member.id)),
        told: { memberIdOrEmail: member.id },
      };
    },
  }),
  "/organization/leave": checked({
    input: z.strictObject({ organizationId }),
    callerFor: asMember,
    plan: async (trx, { session, organisation }) => {
      const member = await members(trx, organisation)
        .where("user_id", "=", session.user_id)
        .executeTakeFirstOrThrow();
      return parting(trx, organisation, member.id);
    },
  }),
};

interface Change extends Asking {
  path: string;
  operation: Operation<object>;
  input: object;
}

/**
 * Changes who belongs to an organisation, if the caller may, and puts it on record: all in one
 * transaction.
 *
 * @param put has better-auth do what is planned, within the transaction; throws what it refuses
 */
export function changeMembership<Answer>(
  db: Kysely<DB>,
  { path, operation, input, session, request_id }: Change,
  put: (trx: Transaction<DB>, artist: string | null, body: object) => Promise<Answer>,
): Promise<Answer> {
  return transact(db, async (trx) => {
    const caller = await operation.callerFor(trx, session, input);
    const authority = authorize({ caller, permissions, request_id }, `/auth${path}`);
    const organisation = authority.organisation.id;
    const by = { session, organisation };
    const { noun, find, artist, told } = await operation.plan(trx, by, input);
    const before = await find();
    const answer = await put(trx, artist, { ...input, organizationId: organisation, ...told });
    await recordOf(trx, authority, { noun, before, after: await find() });
    return answer;
  });
}

async function recordOf(
  trx: Transaction<DB>,
  authority: Authority,
  { noun, before, after }: { noun: string; before: Row | undefined; after: Row | undefined },
): Promise<void> {
  const row = after ?? before;
  if (!row) throw new Error(`${authority.procedure} changed nothing`);
  const values = { artist_id: row.artist_id, before: shown(before), after: shown(after) };
  await record(trx, authority, { noun, id: row.id, values: [values] });
}

function shown(row: Row | undefined): object | null {
  if (!row) return null;
  const { id: _id, ...values } = row;
  return values;
}

/**
 * Somebody as a member of an organisation.
 *
 * @throws DomainError `not_found` for one that is not theirs, as for one that does not exist
 */
export async function callerIn(
  db: Kysely<DB>,
  session: Session,
  organisation: string | null,
): Promise<Caller> {
  if (organisation === null)
    throw new DomainError(
      "invalid_input",
      "No organisation is chosen: name one as organizationId, or choose one at /auth/organization/set-active.",
    );
  const caller = await findMember(db, {
    user_id: session.user_id,
    organisation_id: organisation,
  });
  if (!caller) throw unknown("Organisation", organisation);
  return caller;
}

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

const Invited = z.object({ id: z.string(), email: z.string(), organizationId: z.string() });

async function invitationLetter(db: Kysely<DB>, url: string, answer: string): Promise<Letter> {
  const { id: invitation, email, organizationId: invited } = Invited.parse(JSON.parse(answer));
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
    link: `${url}/?invitation=${invitation}`,
  };
}

async function parting(trx: Transaction<DB>, organisation: string, member: string): Promise<Plan> {
  await keepAnAdmin(trx, organisation, member);
  const find = () => members(trx, organisation).where("id", "=", member).executeTakeFirst();
  return { noun: "member", find, artist: null };
}

/** @throws DomainError `forbidden` when a member is the only one who may manage the others */
async function keepAnAdmin(
  trx: Transaction<DB>,
  organisation: string,
  member: string,
): Promise<void> {
  const admins = await members(trx, organisation).where("role", "=", "admin").limit(2).execute();
  if (admins.length === 1 && admins[0]?.id === member)
    throw new DomainError(
      "forbidden",
      "An organisation keeps at least one admin: make another member admin first.",
    );
}

/** Whose the membership is: of the role artist somebody's, of any other nobody's. */
async function artistFor(
  trx: Transaction<DB>,
  organisation: string,
  assigned: { role: Role; artist_id?: string | undefined },
): Promise<string | null> {
  const { artist_id } = assigned;
  if (assigned.role !== "artist") {
    if (artist_id === undefined) return null;
    throw new DomainError("invalid_input", "artist_id: Only the role artist is that of an artist.");
  }
  if (artist_id === undefined)
    throw new DomainError("invalid_input", "artist_id: The role artist is that of one artist.");
  const artist = await trx
    .selectFrom("artists")
    .where("organisation_id", "=", organisation)
    .where("id", "=", artist_id)
    .select("id")
    .executeTakeFirst();
  if (!artist) throw unknown("Artist", artist_id);
  return artist_id;
}

function members(trx: Transaction<DB>, organisation: string) {
  return trx
    .selectFrom("members")
    .where("organisation_id", "=", organisation)
    .select(["id", "user_id", "role", "artist_id"]);
}

function invitations(trx: Transaction<DB>, organisation: string) {
  return trx
    .selectFrom("invitations")
    .where("organisation_id", "=", organisation)
    .select(["id", "email", "role", "artist_id", "status"]);
}

function unknown(noun: string, which: string): DomainError {
  return new DomainError("not_found", `${noun} ${which} not found`);
}

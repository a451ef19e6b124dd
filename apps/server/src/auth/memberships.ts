import { isDeepStrictEqual } from "node:util";
import { record, recordElsewhere } from "@coulisses/api/kit/change";
import { authorize, type Authority, type Caller } from "@coulisses/api/kit/context";
import { DomainError, invalidInput, notFound } from "@coulisses/api/kit/errors";
import { must } from "@coulisses/api/kit/must";
import { id } from "@coulisses/api/kit/ids";
import { role, type Role } from "@coulisses/api/kit/roles";
import { findMember } from "@coulisses/api/members/queries";
import { permissions, scopes } from "@coulisses/api/permissions";
import { transact } from "@coulisses/database";
import type { DB } from "@coulisses/database/tables";
import type { Kysely, Transaction } from "kysely";
import { z } from "zod";
import { callerFromInvitation, type Done, invitationLetter, invitations } from "./invitations.ts";
import type { Letter } from "./mail.ts";
import type { Session } from "./session.ts";

/** An email address, in lower case from here on. */
export const address = z
  .email(must({ issue: "email" }))
  .max(254)
  .toLowerCase();

/** The caller, and the id of the request. */
export interface Asking {
  session: Session;
  request_id: string;
}

/** A member or an invitation; all fields but its id go into the audit log. */
type Row = { id: string; artist_id: string | null; user_id?: string; shares_busy?: boolean };

/** A change that was judged and is allowed. */
interface Plan {
  noun: "member" | "invitation";
  /** Reads the row that changes, before and after. */
  find: () => Promise<Row | undefined>;
  /** The fields of a membership that is made or changed. */
  becomes: Becoming;
  /** What better-auth needs besides the input. */
  additions?: Record<string, string>;
}

/** Fields of a membership that better-auth does not know. */
export interface Becoming {
  /** The artist that the member is. */
  artist: string | null;
  /** Whether the person shares their working times from now on. */
  shares_busy: boolean;
}

const nobody: Becoming = { artist: null, shares_busy: false };

/** A change of the members of an organisation. */
interface Operation<Input> {
  input: z.ZodType<Input>;
  /** The caller and the organisation, whose members are locked until the transaction ends. */
  callerFor(trx: Transaction<DB>, session: Session, input: NoInfer<Input>): Promise<Caller>;
  plan(trx: Transaction<DB>, by: By, input: NoInfer<Input>): Promise<Plan>;
  /** Makes the change, if better-auth has no such route. */
  write?(trx: Transaction<DB>, by: By, input: NoInfer<Input>): Promise<Response>;
  /** The letter about it, sent after the change. */
  letter?(db: Kysely<DB>, done: Done): Promise<Letter>;
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
  // Of two admins who leave at the same time, the second waits and sees what the first did.
  if (named !== null)
    await trx
      .selectFrom("organisations")
      .where("id", "=", named)
      .select("id")
      .forNoKeyUpdate()
      .execute();
  return callerIn(trx, session, named);
}

/** All changes of the members of an organisation, by their path in better-auth. */
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
      becomes: { artist: await artistFor(trx, organisation, assigned), shares_busy: false },
    }),
    letter: invitationLetter,
  }),
  "/organization/cancel-invitation": checked({
    input: z.strictObject({ organizationId, invitationId: id }),
    callerFor: asMember,
    plan: async (trx, { organisation }, { invitationId }) => {
      const find = () =>
        invitations(trx, organisation).where("id", "=", invitationId).executeTakeFirst();
      if ((await find())?.status !== "pending") throw notFound("invitation", invitationId);
      return { noun: "invitation", find, becomes: nobody };
    },
  }),
  "/organization/accept-invitation": checked({
    input: z.strictObject({ invitationId: id, shares_busy: z.boolean().default(true) }),
    callerFor: asInvitee,
    plan: async (trx, { session, organisation }, { invitationId, shares_busy }) => {
      const find = () =>
        members(trx, organisation).where("user_id", "=", session.user_id).executeTakeFirst();
      if (await find())
        throw new DomainError("already_exists", { reason: "you_are_member_already" });
      const { artist_id } = await invitations(trx, organisation)
        .where("id", "=", invitationId)
        .executeTakeFirstOrThrow();
      const becomes = { artist: artist_id, shares_busy: shares_busy && artist_id !== null };
      return { noun: "member", find, becomes };
    },
  }),
  "/organization/reject-invitation": checked({
    input: z.strictObject({ invitationId: id }),
    callerFor: asInvitee,
    plan: async (trx, { organisation }, { invitationId }) => ({
      noun: "invitation",
      find: () => invitations(trx, organisation).where("id", "=", invitationId).executeTakeFirst(),
      becomes: nobody,
    }),
  }),
  "/organization/update-member-role": checked({
    input: z.strictObject({ organizationId, memberId: id, ...assignment }),
    callerFor: asMember,
    plan: async (trx, { organisation }, { memberId, ...assigned }) => {
      const find = () => members(trx, organisation).where("id", "=", memberId).executeTakeFirst();
      if (!(await find())) throw notFound("member", memberId);
      const artist = await artistFor(trx, organisation, assigned);
      if (assigned.role !== "admin") await keepAnAdmin(trx, organisation, memberId);
      // Only the person can consent to share: an administrator who links them learns nothing.
      return { noun: "member", find, becomes: { artist, shares_busy: false } };
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
      if (!member) throw notFound("member", memberIdOrEmail);
      return {
        ...(await parting(trx, organisation, member.id)),
        additions: { memberIdOrEmail: member.id },
      };
    },
  }),
  "/organization/share-busy": checked({
    input: z.strictObject({ organizationId, shares_busy: z.boolean() }),
    callerFor: asMember,
    plan: async (trx, { session, organisation }) => ({
      noun: "member",
      find: () =>
        members(trx, organisation).where("user_id", "=", session.user_id).executeTakeFirst(),
      becomes: nobody,
    }),
    write: async (trx, { session, organisation }, { shares_busy }) => {
      await trx
        .updateTable("members")
        .set({ shares_busy })
        .where("organisation_id", "=", organisation)
        .where("user_id", "=", session.user_id)
        .execute();
      return Response.json({ shares_busy });
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

interface Doing<Answer> {
  put: (trx: Transaction<DB>, becomes: Becoming, body: object) => Promise<Response>;
  read: (response: Response) => Promise<Answer>;
}

interface Change extends Asking {
  path: string;
  operation: Operation<object>;
  input: object;
}

/**
 * Changes the members of an organisation, if the caller may, and appends to the audit log, in one
 * transaction.
 *
 * @param put has better-auth do what is planned, within the transaction
 * @param read reads the answer, and throws what was refused
 */
export function changeMembership<Answer>(
  db: Kysely<DB>,
  { path, operation, input, session, request_id }: Change,
  { put, read }: Doing<Answer>,
): Promise<Answer> {
  return transact(db, async (trx) => {
    const caller = await operation.callerFor(trx, session, input);
    const authority = authorize({ caller, permissions, scopes, request_id }, `/auth${path}`);
    const organisation = authority.organisation.id;
    const by = { session, organisation };
    const { noun, find, becomes, additions } = await operation.plan(trx, by, input);
    const before = await find();
    const body = { ...input, organizationId: organisation, ...additions };
    const done = operation.write?.(trx, by, input) ?? put(trx, becomes, body);
    const answer = await read(await done);
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
  if (!row || isDeepStrictEqual(before, after)) return;
  const { artist_id, user_id } = row;
  const values = { artist_id, before: shown(before), after: shown(after) };
  await record(trx, authority, { noun, id: row.id, values: [values] });
  const [shared = false, shares = false] = [before?.shares_busy, after?.shares_busy];
  if (user_id === undefined || shared === shares) return;
  const by = user_id === authority.caller.id ? user_id : null;
  await recordElsewhere(trx, authority.organisation.id, { users: [user_id], shares, by });
}

function shown(row: Row | undefined): object | null {
  if (!row) return null;
  const { id: _id, ...values } = row;
  return values;
}

/**
 * A person as a member of an organisation.
 *
 * @throws DomainError `not_found` for one that is not theirs, as for one that does not exist
 */
export async function callerIn(
  db: Kysely<DB>,
  session: Session,
  organisation: string | null,
): Promise<Caller> {
  if (organisation === null)
    throw new DomainError("invalid_input", { reason: "no_organisation_chosen" });
  const caller = await findMember(db, {
    user_id: session.user_id,
    organisation_id: organisation,
  });
  if (!caller) throw notFound("organisation", organisation);
  return caller;
}

async function parting(trx: Transaction<DB>, organisation: string, member: string): Promise<Plan> {
  await keepAnAdmin(trx, organisation, member);
  const find = () => members(trx, organisation).where("id", "=", member).executeTakeFirst();
  return { noun: "member", find, becomes: nobody };
}

/** @throws DomainError `forbidden` when a member is the only one who may manage the others */
async function keepAnAdmin(
  trx: Transaction<DB>,
  organisation: string,
  member: string,
): Promise<void> {
  const admins = await members(trx, organisation).where("role", "=", "admin").limit(2).execute();
  if (admins.length === 1 && admins[0]?.id === member)
    throw new DomainError("forbidden", { reason: "last_admin" });
}

/** The artist of a membership: required for the role artist, refused for all others. */
async function artistFor(
  trx: Transaction<DB>,
  organisation: string,
  assigned: { role: Role; artist_id?: string | undefined },
): Promise<string | null> {
  const { artist_id } = assigned;
  if (assigned.role !== "artist") {
    if (artist_id === undefined) return null;
    throw invalidInput([{ path: ["artist_id"], issue: "artist_without_role_artist" }]);
  }
  if (artist_id === undefined)
    throw invalidInput([{ path: ["artist_id"], issue: "role_artist_without_artist" }]);
  const artist = await trx
    .selectFrom("artists")
    .where("organisation_id", "=", organisation)
    .where("id", "=", artist_id)
    .select("id")
    .executeTakeFirst();
  if (!artist) throw notFound("artist", artist_id);
  return artist_id;
}

function members(trx: Transaction<DB>, organisation: string) {
  return trx
    .selectFrom("members")
    .where("organisation_id", "=", organisation)
    .select(["id", "user_id", "role", "artist_id", "shares_busy"]);
}

import type { Deadline } from "@coulisses/database";
import type { DB } from "@coulisses/database/tables";
import type { Language } from "@coulisses/messages";
import type { Kysely } from "kysely";
import type { TRPCError } from "@trpc/server";
import { DomainError, notFound } from "./errors.ts";
import { type CallerKind, type Role, role } from "./roles.ts";

/** All roles. */
export const roles = role.options;

/** Which roles may call a procedure, by its place in the router: `artists.create`. */
export type Permissions = Readonly<Record<string, readonly Role[] | "anyone">>;

/**
 * What an artist may see through a procedure, by its place in the router: what the `artist_id` of the
 * input names, which must be theirs, or the rows that concern them. Through others they see all.
 */
export type Scopes = Readonly<Record<string, "artist_id" | "rows" | undefined>>;

declare const scoped: unique symbol;

/**
 * Which rows the caller may see: those that concern one artist, or, with null, all of the organisation's.
 * A query that an artist's call reaches takes it, and only `authorize` makes one.
 */
export type Visible = { readonly artist_id: string | null } & { readonly [scoped]: true };

declare const authorized: unique symbol;

/**
 * The id of an organisation in which the caller may act. Every query and command takes one, and
 * only `authorize` makes one: a bare string from a request does not type-check.
 */
export type AuthorizedOrganisationId = string & { readonly [authorized]: true };

/** Who calls, as a door found it, before anything is decided. */
export interface Caller {
  /** How they proved who they are: not at all, by signing in, by a key, or by a shell on the server. */
  kind: CallerKind;
  /** Of the user or the key; null where there is neither. */
  id: string | null;
  name: string;
  role: Role;
  /** The one artist whom everything they may see concerns: set for the role `artist` alone. */
  artist_id: string | null;
  /** Where they act, and the language in which it is answered unless a request asks for another; null if not set. */
  organisation: { id: string; language: Language | null };
}

/** What both doors give every procedure. */
export interface Context {
  db: Kysely<DB>;
  service: { name: string; environment: string };
  request_id: string;
  /** How long the call may take; undefined where no request waits for it. */
  deadline: Deadline | undefined;
  /** Who calls; or why that is not known. */
  caller: Caller | Error;
  permissions: Permissions;
  scopes: Scopes;
  /** In which the call is answered. */
  language: Language;
  /** The most bytes that the answer may take; of the calls of a batch each has its share. */
  most_bytes: number;
  /** Doors remember callers for some seconds. To be called when what they remember has changed. */
  forgetCallers: () => void;
  /** Undefined for a request without the header `Idempotency-Key`. */
  idempotency?: IdempotencyHeader | undefined;
  /** Told the id of the event that a call left on record, if it changed something. */
  onEvent?: ((event_id: string) => void) | undefined;
  /** Undefined where nobody measures or traces calls. */
  observe?: Observe | undefined;
}

/** Runs one call of a procedure, answers what it answers, and looks at how it ends. */
export type Observe = <Outcome extends CallOutcome>(
  procedure: string,
  call: () => Promise<Outcome>,
) => Promise<Outcome>;

/** How a call ended; one that is refused at the gate throws. */
export type CallOutcome = { ok: true } | { ok: false; error: TRPCError };

/** The header `Idempotency-Key` of a request, which its mutations obey. */
export interface IdempotencyHeader {
  /** As it came: the keys of all calls, in order, separated by commas. */
  value: string;
  /** How many calls the request makes: one, or as many as a tRPC batch has. */
  calls: number;
  /** Told of each call that is answered with a stored answer, by its place in the batch. */
  onReplay: (place: number) => void;
}

/** A mutation that came with an idempotency key. */
export interface KeyedCall {
  /** To be asked once the input is checked: it reads all of it. */
  claim: () => Promise<Claim>;
  /** Whether it was answered with a stored answer. */
  isReplay: boolean;
}

/** The SHA-256 of a caller and their idempotency key, and of a procedure and its input as it was sent. */
export interface Claim {
  key: Buffer;
  payload: Buffer;
}

/** Who does what, where, once the gate has let them in: what the record tells of a change. */
export interface Authority {
  caller: Caller;
  organisation: { id: AuthorizedOrganisationId };
  /** The rows that they may see by it. */
  visible: Visible;
  /** What was called: `artists.create`. */
  procedure: string;
  request_id: string;
}

/** What a procedure gets. */
export type AuthorizedContext = Context & Authority & { keyed?: KeyedCall | undefined };

/**
 * The gate: decides whether the caller may do something, and in which organisation.
 *
 * @param procedure its place in the router; one that `permissions` does not name is for nobody
 * @throws DomainError `unauthenticated` or `forbidden`
 */
export function authorize(
  {
    caller,
    permissions,
    scopes,
    request_id,
  }: Pick<Context, "caller" | "permissions" | "scopes" | "request_id">,
  procedure: string,
): Authority {
  if (caller instanceof Error) throw caller;
  const allowed = permissions[procedure] ?? [];
  if (allowed !== "anyone" && !allowed.includes(caller.role))
    throw new DomainError("forbidden", { reason: "role", params: { role: caller.role } });
  const visible = visibleTo(caller, scopes[procedure]);
  return { caller, organisation: organisationOf(caller), visible, procedure, request_id };
}

/** Tells whether the caller has a right that is not tied to one procedure: `engagements.override`. */
export function mayDo({ caller, permissions }: AuthorizedContext, right: string): boolean {
  const allowed = permissions[right] ?? [];
  return allowed === "anyone" || allowed.includes(caller.role);
}

/**
 * Refuses an input that names another artist than the one who calls: to an artist, others are as if they
 * did not exist.
 *
 * @param input as it was sent; what is wrong with it otherwise is for the schema to tell
 * @throws DomainError `not_found`
 */
export function refuseOthers({ artist_id }: Caller, input: unknown): void {
  const named: unknown = Object(input).artist_id;
  if (artist_id === null || typeof named !== "string") return;
  const id = named.toLowerCase();
  if (id !== artist_id) throw notFound("artist", id);
}

function visibleTo({ artist_id }: Caller, scope: Scopes[string]): Visible {
  const rows = { artist_id: scope === "rows" ? artist_id : null };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nowhere else is a brand given
  return rows as Visible;
}

/** The one place that vouches for an organisation's id: it is the caller's own. */
function organisationOf({ organisation: { id } }: Caller): Authority["organisation"] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nowhere else is a brand given
  return { id: id as AuthorizedOrganisationId };
}

/**
 * The time zone in which an organisation reads wall-clock times: `Europe/Paris`. Doors remember callers,
 * and other processes change settings: so the zone is read by the transaction that needs it, and is
 * not part of what is remembered of a caller.
 */
export async function readZone(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
): Promise<string> {
  const { time_zone } = await db
    .selectFrom("organisations")
    .select("time_zone")
    .where("id", "=", organisation)
    .executeTakeFirstOrThrow();
  return time_zone;
}

import type { Deadline } from "@coulisses/database";
import type { DB } from "@coulisses/database/tables";
import type { Language } from "@coulisses/messages";
import type { Kysely } from "kysely";
import type { TRPCError } from "@trpc/server";
import { DomainError, notFound } from "./errors.ts";
import { type CallerKind, type Role, role } from "./roles.ts";
import type { Present, Signal } from "./signals.ts";

/** All roles. */
export const roles = role.options;

/** Which roles may call a procedure, by its place in the router: `artists.create`. */
export type Permissions = Readonly<Record<string, readonly Role[] | "anyone">>;

/**
 * What limits an artist's call of a procedure, by its place in the router: `artist_id` allows only their
 * own id in the input; `rows` shows only rows about them. Undefined means no limit.
 */
export type Scopes = Readonly<Record<string, "artist_id" | "rows" | undefined>>;

declare const scoped: unique symbol;

/**
 * The rows that the caller may see: those about one artist or, with null, all of the organisation. A
 * query that artists can reach takes it, and only `authorize` makes one.
 */
export type Visible = { readonly artist_id: string | null } & { readonly [scoped]: true };

declare const authorized: unique symbol;

/**
 * The id of an organisation in which the caller may act. Every query and command takes one, and
 * only `authorize` makes one: a bare string from a request does not type-check.
 */
export type AuthorizedOrganisationId = string & { readonly [authorized]: true };

/** Who calls, as the transport authenticated them. */
export interface Caller {
  /** How they proved who they are: not at all, by signing in, by a key, or by a shell on the server. */
  kind: CallerKind;
  /** The id of the user or the key; null if there is neither. */
  id: string | null;
  name: string;
  role: Role;
  /** The caller as an artist: set for the role `artist` only. */
  artist_id: string | null;
  /** Where they act. Its language is the default of answers; null if not set. */
  organisation: { id: string; language: Language | null };
}

/** What both transports give every procedure. */
export interface Context {
  db: Kysely<DB>;
  service: { name: string; environment: string };
  request_id: string;
  /** How long the call may take; undefined if no request waits for it. */
  deadline: Deadline | undefined;
  /** Who calls, or the reason why authentication failed. */
  caller: Caller | Error;
  permissions: Permissions;
  scopes: Scopes;
  /** The language of the answer. */
  language: Language;
  /** The most bytes that the answer may take; the calls of a batch share the limit. */
  most_bytes: number;
  /** Clears the cache of callers: call it after a change of keys, members or settings. */
  forgetCallers: () => void;
  /** The changes of organisations while they happen. */
  live: Live;
  /** Tells who the caller is now, some time after the call began; undefined if that cannot change. */
  identify?: (() => Caller | Error | Promise<Caller | Error>) | undefined;
  /** Undefined for a request without the header `Idempotency-Key`. */
  idempotency?: IdempotencyHeader | undefined;
  /** Called with the id of the event that a call recorded, if it changed something. */
  onEvent?: ((event_id: string) => void) | undefined;
  /** Undefined if calls are neither measured nor traced. */
  observe?: Observe | undefined;
}

/** Runs one call of a procedure, returns its outcome, and measures or traces it. */
export type Observe = <Outcome extends CallOutcome>(
  procedure: string,
  call: () => Promise<Outcome>,
) => Promise<Outcome>;

/** How a call ended; a call that the gate refuses throws. */
export type CallOutcome = { ok: true } | { ok: false; error: TRPCError };

/** The header `Idempotency-Key` of a request. It applies to mutations. */
export interface IdempotencyHeader {
  /** As sent: the keys of all calls, in order, separated by commas. */
  value: string;
  /** How many calls the request makes: one, or the size of a tRPC batch. */
  calls: number;
  /** Called for each call that gets a stored answer, with its index in the batch. */
  onReplay: (batchIndex: number) => void;
}

/** A mutation that came with an idempotency key. */
export interface KeyedCall {
  /** Reads the whole input: call it after the input was validated. */
  claim: () => Promise<Claim>;
  /** Whether the call got a stored answer. */
  isReplay: boolean;
}

/** SHA-256 digests: `key` of the caller and their key, `payload` of the procedure and its raw input. */
export interface Claim {
  key: Buffer;
  payload: Buffer;
}

/** Who does what in which organisation, after the gate: what the audit log says of a change. */
export interface Authority {
  caller: Caller;
  organisation: { id: AuthorizedOrganisationId };
  /** The rows that the caller may see. */
  visible: Visible;
  /** Its place in the router: `artists.create`. */
  procedure: string;
  request_id: string;
}

/** The context of a procedure behind the gate. */
export type AuthorizedContext = Context & Authority & { keyed?: KeyedCall | undefined };

/**
 * The gate: decides whether the caller may call a procedure, and in which organisation.
 *
 * @param procedure its place in the router; if `permissions` does not name it, nobody may call it
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
 * Refuses an artist's call that names another artist: it gets the same 404 as for an unknown artist.
 *
 * @param input before validation; the schema reports other mistakes
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
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only place that gives this brand
  return rows as Visible;
}

/** The only place that authorizes an organisation's id: it is the caller's own. */
function organisationOf({ organisation: { id } }: Caller): Authority["organisation"] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only place that gives this brand
  return { id: id as AuthorizedOrganisationId };
}

/**
 * The time zone of an organisation's wall-clock times: `Europe/Paris`. It is not cached with the caller,
 * because another process may change it: the transaction that needs the zone reads it.
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

/** Where a stream begins, and for which page; without one, its caller is not shown as present. */
export interface Watch {
  page_id?: string | undefined;
  /** The position of the last signal that was received. */
  after?: string | undefined;
  /** Tells who the caller is now: the stream ends when they may not read any more. */
  identify?: (() => Later<Caller | Error>) | undefined;
  /** Aborts when nobody reads the stream any more. */
  signal?: AbortSignal | undefined;
}

/** The changes of organisations while they happen. It holds no connection of the database's pool. */
export interface Live {
  /** To be called when a change of an organisation is committed. */
  changed: (organisation: string) => void;
  /**
   * Follows the changes of the caller's organisation. Each signal comes with the position after it.
   *
   * @throws DomainError `too_many_requests` or `unavailable`
   */
  watch: (
    authority: Authority,
    watch: Watch,
  ) => Promise<AsyncIterable<[position: string, signal: Signal]>>;
  /** Tells others what somebody has selected. */
  show: (authority: Authority, shown: Pick<Present, "page_id" | "mission_id">) => void;
}

type Later<Value> = Value | Promise<Value>;

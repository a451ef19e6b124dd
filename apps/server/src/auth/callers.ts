import { hash } from "node:crypto";
import { unescape } from "node:querystring";
import type { Caller } from "@coulisses/api/kit/context";
import { DomainError } from "@coulisses/api/kit/errors";
import { saveLastUse } from "@coulisses/api/keys/commands";
import { findHolder } from "@coulisses/api/keys/queries";
import { hashOf, isKey } from "@coulisses/api/keys/rules";
import { findMember } from "@coulisses/api/members/queries";
import { findOpenCaller } from "@coulisses/api/organisations/queries";
import type { Database } from "@coulisses/database";
import type { FastifyBaseLogger, FastifyRequest } from "fastify";
import type { Config } from "../config.ts";
import { isForAnyone } from "../operations/calls.ts";
import type { People } from "./people.ts";
import { allowedOrigins } from "../plugins/cors.ts";
import { isOwnOrigin } from "../plugins/hosts.ts";

/** Identifies callers, with a cache of some seconds. */
export interface Callers {
  /** Without a promise on a cache hit, as for most requests. */
  of(request: FastifyRequest): Caller | DomainError | Promise<Caller | DomainError>;
  /** Empties the cache of this process, so that a change takes effect at once. */
  forget(): void;
  /** Waits for writes in flight. */
  close(): Promise<void>;
}

interface Options {
  config: Config;
  db: Database["db"];
  people: People;
  log: FastifyBaseLogger;
}

export function createCallers({ config, db, people, log }: Options): Callers {
  const isOpen = config.AUTH === "open";
  const mayCall = allowedOrigins(config);
  const mayAct = (origin: string) => people.isTrustedOrigin(origin) || mayCall(origin);
  const writes = new Set<Promise<void>>();
  const memory = createMemory();

  async function holderOf(key: string): Promise<Found | DomainError> {
    const found = await findHolder(db, await hashOf(key));
    if (found === undefined) return refused("unknown_key");
    const { expires_at, revoked_at, ...caller } = found;
    if (revoked_at !== null) return refused("revoked_key");
    if (secondsUntil(expires_at) <= 0) return refused("expired_key");
    const write = saveLastUse(db, caller)
      .catch((error: unknown) => log.error({ err: error }, "use of a key not noted"))
      .finally(() => writes.delete(write));
    writes.add(write);
    return { caller, expires_at };
  }

  async function memberBy(cookie: string): Promise<Found | DomainError> {
    const session = await people.sessionOf({ cookie });
    if (session === undefined) return refused();
    const { user_id, organisation_id, expires_at } = session;
    const caller = organisation_id && (await findMember(db, { user_id, organisation_id }));
    return caller ? { caller, expires_at } : forbidden("not_a_member");
  }

  const everybody = async () => ({ caller: await findOpenCaller(db), expires_at: null });

  return {
    of(request) {
      if (isForAnyone(request)) return refused();
      const { deadline } = request;
      const within = (find: () => Promise<Found | DomainError>) => () => deadline.run(find);
      const { authorization, cookie } = request.headers;
      if (holdsKey(request.url)) return refused("key_in_url");
      if (authorization === undefined && !isFromUs(request, mayAct)) return forbidden("other_page");
      if (isOpen) return memory.recall("everybody", within(everybody));
      // A key must not match a cached cookie, or the other way round.
      if (authorization !== undefined) {
        const key = keyIn(authorization);
        if (key === undefined) return refused("unknown_key");
        return memory.recall(
          `key ${key}`,
          within(() => holderOf(key)),
        );
      }
      if (cookie !== undefined)
        return memory.recall(
          // The header has up to 16 KiB, and other programs' cookies may fill most of it.
          `cookie ${hash("sha256", cookie, "base64url")}`,
          within(() => memberBy(cookie)),
        );
      return refused();
    },
    forget: () => memory.forget(),
    close: async () => void (await Promise.all(writes)),
  };
}

/** How long a revoked key or role may still work in another process. */
const secondsRemembered = 5;

/** The size of the cache, which is emptied when it is full. */
const mostRemembered = 10_000;

/** A cache of the callers that credentials belong to. */
function createMemory() {
  let remembered = new Map<string, { caller: Caller; until: number }>();

  async function lookUp(
    credential: string,
    find: () => Promise<Found | DomainError>,
  ): Promise<Caller | DomainError> {
    const memory = remembered;
    const found = await find();
    if (found instanceof DomainError) return found;
    const seconds = Math.min(secondsUntil(found.expires_at), secondsRemembered);
    if (memory.size >= mostRemembered) memory.clear();
    memory.set(credential, { caller: found.caller, until: performance.now() + seconds * 1000 });
    return found.caller;
  }

  return {
    recall(credential: string, find: () => Promise<Found | DomainError>) {
      const known = remembered.get(credential);
      const isFresh = known !== undefined && known.until > performance.now();
      return isFresh ? known.caller : lookUp(credential, find);
    },
    forget() {
      // Replaced, not cleared: look-ups in flight write old callers to the old map.
      remembered = new Map();
    },
  };
}

interface Found {
  caller: Caller;
  /** When the key or the session expires; null if never. */
  expires_at: string | null;
}

/** The key in an Authorization header, however the header is spelled; undefined if it has none. */
function keyIn(authorization: string): string | undefined {
  const [, key = ""] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  return isKey(key) ? key : undefined;
}

function holdsKey(url: string): boolean {
  return /clk_[\w-]{43}/.test(url.includes("%") ? unescape(url) : url);
}

function forbidden(reason: "not_a_member" | "other_page"): DomainError {
  return new DomainError("forbidden", { reason });
}

/** @param reason left out where there are no credentials, which is what the code says */
function refused(
  reason?: "unknown_key" | "revoked_key" | "expired_key" | "key_in_url",
): DomainError {
  return new DomainError("unauthenticated", reason && { reason });
}

/**
 * Whether a request may come from a page of ours. Browsers send cookies along, and reach this
 * machine, for any page; but with a change they send the Origin of the page.
 */
function isFromUs(request: FastifyRequest, mayAct: (origin: string) => boolean): boolean {
  const { method, headers } = request;
  if (method === "GET" || method === "HEAD") return true;
  const { origin, cookie } = headers;
  if (origin === undefined) return cookie === undefined;
  return isOwnOrigin(origin, request) || mayAct(origin);
}

function secondsUntil(instant: string | null): number {
  if (instant === null) return Infinity;
  return Temporal.Now.instant().until(Temporal.Instant.from(instant)).total("seconds");
}

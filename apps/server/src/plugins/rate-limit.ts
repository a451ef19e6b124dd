import { hash } from "node:crypto";
import { DomainError } from "@coulisses/api/kit/errors";
import type { Budget as BudgetOf } from "@coulisses/messages";
import rateLimit, { normalizeIP } from "@fastify/rate-limit";
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Redis } from "ioredis";
import type { Config } from "../config.ts";
import { mostInBatch } from "./trpc.ts";

/** Rate limits (429), whose budgets all scopes share. */
export interface RateLimits {
  /**
   * Counts the requests to the doors, once `request.caller` is set, and charges large answers to the
   * budget of their request. An answer is neither refused nor delayed; the next request is refused if
   * the budget is used up.
   */
  count: (doors: FastifyInstance) => void;
  /**
   * For routes that sign in or send a link, as `preHandler`: counts by address and by the `email` in the
   * body.
   */
  attempts: Hook;
}

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

type Settings = Pick<Config, "API_PREFIX" | "AUTH" | "RATE_LIMIT" | "REDIS_URL">;

/** Requests a minute. */
const mostRequests = 600;
const mostFailures = 20;
const mostAttempts = 10;

/** Bytes of an answer that cost as much as one more request. */
const bytesPerRequest = 64 * 1024;

/** Milliseconds until a budget is full again. */
const timeWindow = 60_000;

/**
 * Makes the limits, whose counts are in this process, or in Redis where `REDIS_URL` is set.
 *
 * @example
 * const limits = await createRateLimits(app, config);
 * limits.count(doors);
 */
export async function createRateLimits(
  app: FastifyInstance,
  { API_PREFIX, AUTH, RATE_LIMIT, REDIS_URL }: Settings,
): Promise<RateLimits> {
  const most = RATE_LIMIT ?? (AUTH === "required" ? mostRequests : 0);
  if (most === 0) return { count: () => {}, attempts: async () => {} };
  const onError = complaining(app.log);
  const redis = REDIS_URL === undefined ? undefined : await connect(app, REDIS_URL, onError);
  const shared = { app, redis, onError };
  const requests = await createBudget(shared, {
    name: "requests",
    max: most,
    keyOf: callerOf,
    of: "requests",
  });
  const failures = await createBudget(shared, {
    name: "failures",
    max: mostFailures,
    keyOf: addressOf,
    of: "failures",
  });
  const attempts = await createBudget(shared, {
    name: "attempts",
    max: mostAttempts,
    keyOf: addressOf,
    of: "attempts",
  });
  const attemptsFor = await createBudget(shared, {
    name: "attempts-for",
    max: mostAttempts,
    keyOf: (request) => hash("sha256", emailIn(request) ?? "", "base64url"),
    of: "attempts_for",
  });
  return {
    count(doors) {
      doors.addHook("onRequest", async (request, reply) => {
        const calls = callsIn(request, `${API_PREFIX}/health`);
        if (calls === 0) return;
        if (isWithBadCredentials(request)) await failures.spend(reply);
        else await requests.spend(reply, calls);
      });
      doors.addHook("onSend", async (request, reply, payload) => {
        // Not awaited: the answer does not wait for Redis. Counting logs its failures and never rejects.
        void requests.count(request, surchargeOf(reply, payload));
      });
    },
    async attempts(request, reply) {
      // First the address: once it is refused, it cannot use up the budgets of others.
      await attempts.spend(reply);
      if (emailIn(request) !== undefined) await attemptsFor.spend(reply);
    },
  };
}

interface Shared {
  app: FastifyInstance;
  redis: Redis | undefined;
  onError: (error: unknown) => void;
}

interface BudgetOptions {
  name: string;
  max: number;
  /** The key of the budget. */
  keyOf: (request: FastifyRequest) => string;
  /** The owner of the budget, in the sentence of the refusal. */
  of: BudgetOf;
}

interface Budget {
  /** Counts, and refuses the request if the budget is used up. */
  spend: (reply: FastifyReply, times?: number) => Promise<void>;
  /** Counts only. Undefined if nothing was counted. */
  count: (request: FastifyRequest, times: number) => Promise<State | undefined>;
}

type CountOne = ReturnType<FastifyInstance["createRateLimit"]>;
type State = Awaited<ReturnType<CountOne>>;

async function createBudget(
  { app, redis, onError }: Shared,
  { name, max, keyOf, of }: BudgetOptions,
): Promise<Budget> {
  const { promise, resolve } = Promise.withResolvers<CountOne>();
  // Each in a scope of its own: all budgets of one registration have the same keys in Redis.
  await app.register(async (scope) => {
    await scope.register(rateLimit, {
      global: false,
      max,
      timeWindow,
      keyGenerator: keyOf,
      ...(redis && { redis, nameSpace: `coulisses:${name}:` }),
    });
    resolve(scope.createRateLimit());
  });
  const countOne = await promise;
  const count: Budget["count"] = async (request, times) => {
    const counted = Array.from({ length: times }, () => countOne(request));
    // The plugin's own `skipOnError` logs nothing.
    const states = await Promise.all(counted).catch(onError);
    return states?.at(-1);
  };
  const spend: Budget["spend"] = async (reply, times = 1) => {
    const state = await count(reply.request, times);
    if (state === undefined || state.isAllowed) return;
    const { remaining, isExceeded, ttlInSeconds } = state;
    reply.headers({
      "ratelimit-limit": max,
      "ratelimit-remaining": remaining,
      "ratelimit-reset": ttlInSeconds,
    });
    if (!isExceeded) return;
    reply.header("retry-after", ttlInSeconds);
    const params = { of, most: max, seconds: ttlInSeconds };
    throw new DomainError("too_many_requests", { reason: "over_budget", params });
  };
  return { spend, count };
}

function callerOf(request: FastifyRequest): string {
  const { caller } = request;
  if (caller instanceof Error || caller.id === null) return addressOf(request);
  return `${caller.kind}:${caller.id}`;
}

function addressOf({ ip }: FastifyRequest): string {
  return `address:${normalizeIP(ip)}`;
}

/**
 * Whether a request has invalid credentials. Valid ones are never refused because of invalid ones from
 * the same address: a key cannot be found by trying.
 */
function isWithBadCredentials({ caller, headers }: FastifyRequest): boolean {
  if (!(caller instanceof DomainError) || caller.code !== "unauthenticated") return false;
  return headers.authorization !== undefined || headers.cookie !== undefined;
}

/** How many calls a request makes, not counting those that only ask whether the server answers. */
function callsIn({ routeOptions: { url }, params }: FastifyRequest, health: string): number {
  if (url !== "/trpc/:path") return url === health ? 0 : 1;
  const names = String(Object(params).path).split(",");
  // One that is larger is refused as a whole.
  return Math.min(names.filter((name) => name !== "health.get").length, mostInBatch);
}

/** How many more requests an answer costs. The script of `/docs`, which is no JSON, costs none. */
function surchargeOf(reply: FastifyReply, payload: unknown): number {
  const isJson = String(reply.getHeader("content-type")).startsWith("application/json");
  if (typeof payload !== "string" || !isJson) return 0;
  return Math.floor(Buffer.byteLength(payload) / bytesPerRequest);
}

function emailIn({ body }: FastifyRequest): string | undefined {
  const { email } = Object(body);
  return typeof email === "string" ? email.trim().toLowerCase() : undefined;
}

async function connect(
  app: FastifyInstance,
  url: string,
  onError: Shared["onError"],
): Promise<Redis> {
  const { Redis } = await import("ioredis");
  const redis = new Redis(url, {
    lazyConnect: true,
    // While Redis is away, requests are answered uncounted, and at once.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1000,
    socketTimeout: 1000,
  });
  redis.on("error", onError);
  app.addHook("onReady", () => redis.connect().catch(onError));
  app.addHook("onClose", async () => redis.disconnect());
  return redis;
}

const secondsSilent = 60;

/** Logs once in a while that Redis does not answer, and not for each request. */
function complaining(log: FastifyBaseLogger): Shared["onError"] {
  let silentUntil = 0;
  return (error) => {
    if (performance.now() < silentUntil) return;
    silentUntil = performance.now() + secondsSilent * 1000;
    // Not the error itself: it holds the command that failed, and that may be the password.
    log.error({ reason: reasonOf(error) }, "requests are not counted: Redis does not answer");
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.message || ("code" in error ? String(error.code) : error.name);
}

import { type Operation, TRPCClientError, type TRPCFetch, type TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import { problemOf } from "./problem.ts";
import type { AppRouter } from "./router.ts";

/** How often a call is sent again, unless the option `retries` says otherwise. */
const mostRetries = 5;

/** Milliseconds before the first retry; they double with each retry, up to the longest. */
const firstWait = 500;
const longestWait = 8000;

/** Seconds: a call is not sent again to a server that asks to wait longer. */
const longestRetryAfter = 60;

/** Statuses that say nothing against the call itself. */
const passing = new Set([429, 502, 503, 504]);

/**
 * Sends a call again if the connection fails or the answer is passing. A mutation has an idempotency
 * key, the same in all attempts, so that it has one effect. tRPC's own `retryLink` does not fit: its
 * wait neither knows what the server asks for nor ends when the call is aborted.
 */
export function retrying(retries = mostRetries): TRPCLink<AppRouter> {
  return () => (call) => {
    const op = call.op.type === "mutation" ? withKey(call.op) : call.op;
    return observable((observer) => {
      let current: Unsubscribable | undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;

      function attempt(retried: number): void {
        timer = undefined;
        current = call.next(op).subscribe({
          next: (result) => observer.next(result),
          complete: () => observer.complete(),
          error(error) {
            const wait = op.signal?.aborted ? undefined : waitAfter(error, retried);
            if (wait === undefined || retried >= retries) observer.error(error);
            else timer = setTimeout(attempt, wait, retried + 1);
          },
        });
      }

      // While an attempt is in flight, the links below end it.
      function abort(): void {
        if (timer !== undefined) observer.error(TRPCClientError.from(reasonOf(op)));
      }

      op.signal?.addEventListener("abort", abort);
      attempt(0);
      return () => {
        op.signal?.removeEventListener("abort", abort);
        clearTimeout(timer);
        current?.unsubscribe();
      };
    });
  };
}

/** The key is the caller's own, if they gave one in the call's context. */
function withKey(op: Operation): Operation {
  return { ...op, context: { ...op.context, idempotencyKey: keyOf(op) ?? newKey() } };
}

/** The idempotency key of a call: that of a mutation which `retrying` has seen. */
export function keyOf({ context: { idempotencyKey } }: Operation): string | undefined {
  return typeof idempotencyKey === "string" ? idempotencyKey : undefined;
}

/** 128 random bits. `crypto.randomUUID` is missing from pages that are served over plain http. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function reasonOf({ signal }: Operation): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error("Aborted", { cause: reason });
}

/** Milliseconds to wait before a failed call is sent again; undefined if that is of no use. */
function waitAfter(error: TRPCClientError<AppRouter>, retried: number): number | undefined {
  if (!isPassing(error)) return undefined;
  const whole = Math.min(firstWait * 2 ** retried, longestWait);
  // Half of it is random, so that clients who failed at one moment do not all return at another.
  const backOff = whole / 2 + (Math.random() * whole) / 2;
  const asked = retryAfter(error) ?? 0;
  return asked > longestRetryAfter ? undefined : asked * 1000 + backOff;
}

function isPassing(error: TRPCClientError<AppRouter>): boolean {
  const problem = problemOf(error);
  // It stays so until an administrator changes a setting.
  if (problem?.code === "mail_unavailable") return false;
  if (problem?.code === "idempotency_in_progress") return true;
  const status = error.data?.httpStatus ?? responseOf(error)?.status;
  if (status !== undefined) return passing.has(status);
  // A body that breaks off is a TypeError.
  return error.cause instanceof TypeError || isLost(error.cause);
}

/** Seconds; undefined if the server does not say, or says a date. */
function retryAfter(error: TRPCClientError<AppRouter>): number | undefined {
  const value = responseOf(error)?.headers.get("retry-after") ?? "";
  return /^\d+$/.test(value) ? Number(value) : undefined;
}

function responseOf({ cause, meta }: TRPCClientError<AppRouter>): Response | undefined {
  const response = cause instanceof NoAnswer ? cause.response : meta?.["response"];
  return response instanceof Response ? response : undefined;
}

/** A passing status without JSON: a proxy's page in place of the server's answer. */
class NoAnswer extends Error {
  override name = "NoAnswer";
  readonly response: Response;

  constructor(response: Response) {
    super(`The server did not answer: ${response.status} ${response.statusText}`.trimEnd());
    this.response = response;
  }
}

/** What `fetch` was rejected with: its kind differs from one runtime to the next. */
const lost = new WeakSet();

function isLost(cause: unknown): boolean {
  return cause instanceof Error && lost.has(cause);
}

/** A `fetch` whose failures `retrying` can tell apart. */
export function tellingFailures(fetch: TRPCFetch): TRPCFetch {
  return async (url, options) => {
    const response = await fetch(url, options).catch((error: unknown) => {
      if (error instanceof Error) lost.add(error);
      throw error;
    });
    if (response instanceof Response && passing.has(response.status) && !isJson(response))
      throw new NoAnswer(response);
    return response;
  };
}

function isJson({ headers }: Response): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get("content-type") ?? "");
}

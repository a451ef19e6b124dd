import { type Operation, TRPCClientError, type TRPCFetch, type TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import { problemOf } from "./problem.ts";
import type { AppRouter } from "./router.ts";

/** The default of the option `retries`. */
const defaultRetries = 5;

/** Milliseconds before the first retry; they double with each retry, up to the longest. */
const firstWait = 500;
const longestWait = 8000;

/** Seconds. If the server asks to wait longer, the call fails. */
const longestRetryAfter = 60;

/** Statuses of temporary failures: the same call may succeed later. */
const temporary = new Set([429, 502, 503, 504]);

/**
 * Sends a call again after a temporary failure. A mutation has the same idempotency key in all attempts, so
 * it has one effect. tRPC's own `retryLink` does not fit: its wait ignores `Retry-After` and abort signals.
 */
export function retrying(retries = defaultRetries): TRPCLink<AppRouter> {
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

      // During an attempt, the next links end it.
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

/** Adds an idempotency key: the one in the call's context, if there is one, or a new one. */
function withKey(op: Operation): Operation {
  return { ...op, context: { ...op.context, idempotencyKey: keyOf(op) ?? newKey() } };
}

/** The idempotency key of a call. After `retrying`, every mutation has one. */
export function keyOf({ context: { idempotencyKey } }: Operation): string | undefined {
  return typeof idempotencyKey === "string" ? idempotencyKey : undefined;
}

/** 128 random bits. Pages over plain http have no `crypto.randomUUID`. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function reasonOf({ signal }: Operation): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error("Aborted", { cause: reason });
}

/** Milliseconds to wait before the retry; undefined if the failure is final. */
function waitAfter(error: TRPCClientError<AppRouter>, retried: number): number | undefined {
  if (!isTemporary(error)) return undefined;
  const whole = Math.min(firstWait * 2 ** retried, longestWait);
  // Jitter: clients that failed together do not retry together.
  const backOff = whole / 2 + (Math.random() * whole) / 2;
  const asked = retryAfter(error) ?? 0;
  return asked > longestRetryAfter ? undefined : asked * 1000 + backOff;
}

function isTemporary(error: TRPCClientError<AppRouter>): boolean {
  const problem = problemOf(error);
  // Mail stays unavailable until an administrator changes a setting.
  if (problem?.code === "mail_unavailable") return false;
  if (problem?.code === "idempotency_in_progress") return true;
  const status = error.data?.httpStatus ?? responseOf(error)?.status;
  if (status !== undefined) return temporary.has(status);
  // An incomplete body is a TypeError.
  return error.cause instanceof TypeError || isConnectionFailure(error.cause);
}

/** Seconds; undefined if there is no such header, or it has a date. */
function retryAfter(error: TRPCClientError<AppRouter>): number | undefined {
  const value = responseOf(error)?.headers.get("retry-after") ?? "";
  return /^\d+$/.test(value) ? Number(value) : undefined;
}

function responseOf({ cause, meta }: TRPCClientError<AppRouter>): Response | undefined {
  const response = cause instanceof NoAnswer ? cause.response : meta?.["response"];
  return response instanceof Response ? response : undefined;
}

/** A temporary failure without JSON: a proxy answered instead of the server. */
class NoAnswer extends Error {
  override name = "NoAnswer";
  readonly response: Response;

  constructor(response: Response) {
    super(`The server did not answer: ${response.status} ${response.statusText}`.trimEnd());
    this.response = response;
  }
}

/** Errors with which `fetch` was rejected. Runtimes have different classes for them. */
const connectionFailures = new WeakSet();

function isConnectionFailure(cause: unknown): boolean {
  return cause instanceof Error && connectionFailures.has(cause);
}

/** A `fetch` that marks its failures, so that `retrying` recognises them. */
export function markingFailures(fetch: TRPCFetch): TRPCFetch {
  return async (url, options) => {
    const response = await fetch(url, options).catch((error: unknown) => {
      if (error instanceof Error) connectionFailures.add(error);
      throw error;
    });
    if (response instanceof Response && temporary.has(response.status) && !isJson(response))
      throw new NoAnswer(response);
    return response;
  };
}

function isJson({ headers }: Response): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get("content-type") ?? "");
}

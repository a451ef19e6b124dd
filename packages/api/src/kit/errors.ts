import { Unavailable } from "@coulisses/database";
import { TRPCError, type TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { z } from "zod";
import { count, Issue } from "./wire.ts";

/** The stable names of all ways in which a request can fail: what programs match on. */
const ProblemCode = z.enum([
  "malformed_request",
  "no_availability",
  "unauthenticated",
  "forbidden",
  "not_found",
  "method_not_allowed",
  "request_timeout",
  "already_exists",
  "conflict",
  "idempotency_in_progress",
  "answer_not_kept",
  "stale",
  "payload_too_large",
  "unsupported_media_type",
  "invalid_input",
  "idempotency_mismatch",
  "too_many_requests",
  "headers_too_large",
  "internal_error",
  "unavailable",
  "deadline_exceeded",
  "mail_unavailable",
]);

export type ProblemCode = z.infer<typeof ProblemCode>;

/**
 * What each code means. `trpc` gives the tRPC code and, with it, the HTTP status; `detail` is said
 * where nothing better is known. Of two codes with one status, the first in the list above stands
 * for refusals that come from the transport.
 */
const problems = {
  malformed_request: {
    trpc: "PARSE_ERROR",
    title: "Malformed request",
    detail: "The request is not well formed: what is expected is JSON in UTF-8.",
  },
  no_availability: {
    trpc: "BAD_REQUEST",
    title: "No availability",
    detail: "An artist has no availability for that day.",
  },
  unauthenticated: {
    trpc: "UNAUTHORIZED",
    title: "Not signed in",
    detail: "This needs an API key (Authorization: Bearer clk_…) or a session.",
  },
  forbidden: { trpc: "FORBIDDEN", title: "Forbidden", detail: "Your role may not do this." },
  not_found: { trpc: "NOT_FOUND", title: "Not found", detail: "There is nothing at this address." },
  method_not_allowed: {
    trpc: "METHOD_NOT_SUPPORTED",
    title: "Method not allowed",
    detail: "This address does not take that method.",
  },
  request_timeout: {
    trpc: "TIMEOUT",
    title: "Request timeout",
    detail: "The request did not arrive in time.",
  },
  already_exists: { trpc: "CONFLICT", title: "Already exists", detail: "This id is taken." },
  conflict: {
    trpc: "CONFLICT",
    title: "Conflict",
    detail: "This contradicts what is there already.",
  },
  idempotency_in_progress: {
    trpc: "CONFLICT",
    title: "In progress",
    detail: "The first call with this Idempotency-Key is in progress. Try again later.",
  },
  answer_not_kept: {
    trpc: "CONFLICT",
    title: "Answer not kept",
    detail: "The first call with this Idempotency-Key was done, and its answer is not kept.",
  },
  stale: {
    trpc: "PRECONDITION_FAILED",
    title: "Changed meanwhile",
    detail: "Somebody changed it since you read it.",
  },
  payload_too_large: {
    trpc: "PAYLOAD_TOO_LARGE",
    title: "Payload too large",
    detail: "The body is larger than 1 MiB.",
  },
  unsupported_media_type: {
    trpc: "UNSUPPORTED_MEDIA_TYPE",
    title: "Unsupported media type",
    detail: "The body must be JSON, sent with Content-Type: application/json.",
  },
  invalid_input: {
    trpc: "UNPROCESSABLE_CONTENT",
    title: "Invalid input",
    detail: "The input is not valid.",
  },
  idempotency_mismatch: {
    trpc: "UNPROCESSABLE_CONTENT",
    title: "Idempotency key of another call",
    detail: "Another call was sent with this Idempotency-Key.",
  },
  too_many_requests: {
    trpc: "TOO_MANY_REQUESTS",
    title: "Too many requests",
    detail: "There were too many requests. Retry-After says how many seconds to wait.",
  },
  headers_too_large: {
    trpc: "BAD_REQUEST",
    // tRPC has no name for it.
    status: 431,
    title: "Headers too large",
    detail: "The request's address and headers are larger than 16 KiB.",
  },
  internal_error: {
    trpc: "INTERNAL_SERVER_ERROR",
    title: "Internal error",
    detail: "Something went wrong on the server. It is on record under this answer's x-request-id.",
  },
  unavailable: {
    trpc: "SERVICE_UNAVAILABLE",
    title: "Unavailable",
    detail: "The server cannot answer at the moment. Retry-After says how many seconds to wait.",
  },
  deadline_exceeded: {
    trpc: "SERVICE_UNAVAILABLE",
    title: "Out of time",
    detail:
      "This took longer than the server allows. Retry-After says how many seconds to wait before it is tried again.",
  },
  mail_unavailable: {
    trpc: "SERVICE_UNAVAILABLE",
    title: "No mail",
    detail: "This server cannot send mail: its setting SMTP_URL is not set.",
  },
} as const satisfies Record<
  ProblemCode,
  { trpc: TRPC_ERROR_CODE_KEY; status?: number; title: string; detail: string }
>;

/** What went wrong, for people and programs (RFC 9457): the same on both doors. */
export const Problem = z
  .strictObject({
    type: z.string().meta({ description: "A URI that names the kind of problem." }),
    title: z.string().meta({ description: "The kind of problem, for people." }),
    status: z.int().min(400).max(599).meta({ description: "The HTTP status." }),
    detail: z.string().meta({ description: "What went wrong this time, for people." }),
    code: ProblemCode.meta({ description: "The kind of problem, for programs." }),
    retry_after: count.optional().meta({
      description:
        "Seconds to wait before the same call is tried again; also the Retry-After header.",
    }),
    issues: z.array(Issue).optional().meta({ description: "For invalid input: at most 100." }),
    current: z
      .unknown()
      .optional()
      .meta({ description: "What is there now: the thing that changed, or what is in the way." }),
  })
  .meta({
    id: "Problem",
    description: "What went wrong (RFC 9457).",
    examples: [
      {
        type: "urn:coulisses:problem:not_found",
        title: "Not found",
        status: 404,
        detail: "Artist 3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90 not found",
        code: "not_found",
      },
    ],
  });

export type Problem = z.infer<typeof Problem>;

/**
 * A refusal that the caller can do something about.
 *
 * @example
 * throw new DomainError("not_found", `Artist ${id} not found`);
 */
export class DomainError extends Error {
  override name = "DomainError";
  readonly code: ProblemCode;
  readonly issues: Issue[] | undefined;
  /** What is there now, where it is in the way; shown to the caller. */
  readonly current: unknown;

  constructor(
    code: ProblemCode,
    detail: string = problems[code].detail,
    { issues, current }: { issues?: Issue[]; current?: unknown } = {},
  ) {
    super(detail);
    this.code = code;
    this.issues = issues;
    this.current = current;
  }
}

/** What a schema found wrong: zod's own error writes all of it out in its message, at any length. */
export class SchemaError extends Error {
  override name = "SchemaError";
  readonly issues: z.core.$ZodIssue[];

  constructor(issues: z.core.$ZodIssue[]) {
    super(`The schema found ${issues.length} issues`);
    this.issues = issues;
  }
}

const mostIssues = 100;

/** An input that is refused, with each thing that is wrong with it. */
export function invalidInput(issues: Issue[]): DomainError {
  const [first] = issues;
  const where = first?.path.length ? `${first.path.join(".")}: ` : "";
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  const detail = `${where}${first?.message ?? problems.invalid_input.detail}${more}`;
  return new DomainError("invalid_input", detail, { issues: issues.slice(0, mostIssues) });
}

/**
 * Refuses a change of what somebody else has changed meanwhile.
 *
 * @param current the thing as it is now, under the lock of the transaction that would change it
 * @param expected the version that the caller has read; undefined where the last write is to win
 * @throws DomainError `stale`, with the thing as it is now
 */
export function refuseStale(current: { version: number }, expected: number | undefined): void {
  if (expected === undefined || expected === current.version) return;
  const detail = `This is version ${current.version} by now, and not ${expected}`;
  throw new DomainError("stale", detail, { current });
}

/**
 * An error as callers see it. Only a refusal speaks for itself: the message of any other error may
 * hold SQL, a stack or a constraint's name, and is replaced.
 */
export function toProblem(error: TRPCError): Problem {
  const refusal = refusalIn(error);
  const code = refusal?.code ?? codeFor(getHTTPStatusCodeFromError(error));
  return {
    type: `urn:coulisses:problem:${code}`,
    title: problems[code].title,
    status: statusOf(code),
    detail: refusal?.message ?? problems[code].detail,
    code,
    ...(isPassing(code) && { retry_after: 1 }),
    ...(refusal?.issues && { issues: refusal.issues }),
    ...(refusal?.current !== undefined && { current: refusal.current }),
  };
}

/** Whether the same call may succeed when it is tried again. */
function isPassing(code: ProblemCode): boolean {
  return code === "unavailable" || code === "deadline_exceeded";
}

function refusalIn({ code, cause }: TRPCError): DomainError | undefined {
  if (cause instanceof DomainError) return cause;
  if (cause instanceof Unavailable) {
    const told = cause.reason === "deadline" ? "deadline_exceeded" : "unavailable";
    return new DomainError(told, problems[told].detail);
  }
  const isFromSchema = cause instanceof SchemaError || cause instanceof z.core.$ZodError;
  // A schema that refuses an answer of ours has the same cause, but another code.
  return isFromSchema && code === "BAD_REQUEST"
    ? invalidInput(cause.issues.map(toIssue))
    : undefined;
}

const longestMessage = 300;

function toIssue({ path, message }: z.core.$ZodIssue): Issue {
  return {
    path: path.map((key) => (typeof key === "number" ? key : String(key))),
    // It repeats keys that the caller made up, of any length.
    message: message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message,
  };
}

export function trpcCodeOf(code: ProblemCode): TRPC_ERROR_CODE_KEY {
  return problems[code].trpc;
}

function statusOf(code: ProblemCode): number {
  const { status, trpc }: { status?: number; trpc: TRPC_ERROR_CODE_KEY } = problems[code];
  return status ?? getHTTPStatusCodeFromError(new TRPCError({ code: trpc }));
}

function codeFor(status: number): ProblemCode {
  return ProblemCode.options.find((code) => statusOf(code) === status) ?? "internal_error";
}

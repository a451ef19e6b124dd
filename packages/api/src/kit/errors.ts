import { Unavailable } from "@coulisses/database";
import {
  detailOfProblem,
  type Language,
  type Noun,
  type ProblemCode,
  problemCodes,
  type CodedReason,
  type CodedSentence,
  sentenceOf,
  titleOfProblem,
} from "@coulisses/messages";
import { TRPCError, type TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { z } from "zod";
import { count } from "./ids.ts";
import { type InputIssue, Issue, issuesIn } from "./issue.ts";

export type { ProblemCode };

/** The tRPC code of each problem code. tRPC derives the HTTP status from it. */
const problems: Record<ProblemCode, { trpc: TRPC_ERROR_CODE_KEY; status?: number }> = {
  malformed_request: { trpc: "PARSE_ERROR" },
  no_availability: { trpc: "BAD_REQUEST" },
  unauthenticated: { trpc: "UNAUTHORIZED" },
  forbidden: { trpc: "FORBIDDEN" },
  not_found: { trpc: "NOT_FOUND" },
  method_not_allowed: { trpc: "METHOD_NOT_SUPPORTED" },
  request_timeout: { trpc: "TIMEOUT" },
  already_exists: { trpc: "CONFLICT" },
  conflict: { trpc: "CONFLICT" },
  idempotency_in_progress: { trpc: "CONFLICT" },
  answer_not_kept: { trpc: "CONFLICT" },
  precondition_failed: { trpc: "PRECONDITION_FAILED" },
  stale: { trpc: "PRECONDITION_FAILED" },
  payload_too_large: { trpc: "PAYLOAD_TOO_LARGE" },
  unsupported_media_type: { trpc: "UNSUPPORTED_MEDIA_TYPE" },
  invalid_input: { trpc: "UNPROCESSABLE_CONTENT" },
  idempotency_mismatch: { trpc: "UNPROCESSABLE_CONTENT" },
  too_many_requests: { trpc: "TOO_MANY_REQUESTS" },
  // tRPC has no code for 431.
  headers_too_large: { trpc: "BAD_REQUEST", status: 431 },
  internal_error: { trpc: "INTERNAL_SERVER_ERROR" },
  unavailable: { trpc: "SERVICE_UNAVAILABLE" },
  deadline_exceeded: { trpc: "SERVICE_UNAVAILABLE" },
  mail_unavailable: { trpc: "SERVICE_UNAVAILABLE" },
};

/** What went wrong, for people and programs (RFC 9457): the same on both transports. */
export const Problem = z
  .strictObject({
    type: z.string().meta({ description: "A URI that names the kind of problem." }),
    title: z.string().meta({ description: "The kind of problem, for people." }),
    status: z.int().min(400).max(599).meta({ description: "The HTTP status." }),
    detail: z.string().meta({ description: "What went wrong this time, for people." }),
    code: z.enum(problemCodes).meta({ description: "The kind of problem, for programs." }),
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

/** What problems carry as `current`, by code. Empty here: the application adds its own things. */
export interface CurrentByCode {}

export type Current<Code extends keyof CurrentByCode> = NonNullable<CurrentByCode[Code]["current"]>;

/** The codes of problems that never carry a `current`. */
export type CodeWithoutCurrent = Exclude<ProblemCode, keyof CurrentByCode>;

type Fields = Omit<z.infer<typeof Problem>, "code" | "current">;

/** A problem. Its `code` gives the type of its `current`. */
export type Problem =
  | (Fields & { code: CodeWithoutCurrent; current?: undefined })
  | {
      [Code in keyof CurrentByCode]: Fields & { code: Code } & CurrentByCode[Code];
    }[keyof CurrentByCode];

/** What a refusal is made of. Each stale version comes with the thing as it is now. */
type Refusal =
  | [
      code: Exclude<ProblemCode, "stale">,
      said?: Detail | undefined,
      more?: { issues?: readonly InputIssue[] },
    ]
  | {
      [Code in keyof CurrentByCode]: [
        code: Code,
        said: Detail | undefined,
        more: CurrentByCode[Code] & { issues?: undefined },
      ];
    }[keyof CurrentByCode];

/**
 * A refusal that the caller can do something about.
 *
 * @example
 * throw new DomainError("conflict", { reason: "position_taken", params: { taken: 2 } });
 */
export class DomainError extends Error {
  override name = "DomainError";
  readonly code: ProblemCode;
  /** The source of the detail's sentence: a reason or a finding; undefined if the code says all. */
  readonly said: Detail | undefined;
  readonly issues: readonly InputIssue[] | undefined;
  /** The present state of the conflicting thing; shown to the caller. */
  readonly current: CurrentByCode[keyof CurrentByCode]["current"];

  constructor(...[code, said, more = {}]: Refusal) {
    super(code);
    this.code = code;
    this.said = said;
    this.issues = more.issues;
    this.current = "current" in more ? more.current : undefined;
  }
}

/** The source of the sentence in a refusal's detail. */
export type Detail = CodedReason | Extract<CodedSentence, { rule: unknown }>;

/** The issues that a schema found. zod's own error has a message of unlimited length. */
export class SchemaError extends Error {
  override name = "SchemaError";
  readonly issues: z.core.$ZodIssue[];

  constructor(issues: z.core.$ZodIssue[]) {
    super(`The schema found ${issues.length} issues`);
    this.issues = issues;
  }
}

const mostIssues = 100;

/** Makes the error for an input that has issues. */
export function invalidInput(issues: readonly InputIssue[]): DomainError {
  const [first] = issues;
  const params = first && { path: first.path, issue: first, more: issues.length - 1 };
  const said = params && ({ reason: "issues", params } as const);
  return new DomainError("invalid_input", said, { issues: issues.slice(0, mostIssues) });
}

/** Makes the error for an unknown id, or one of another organisation, or one that the caller may not see. */
export function notFound(noun: Noun, id: string): DomainError {
  return new DomainError("not_found", { reason: "not_found", params: { noun, id } });
}

/** Makes the error for a creation with an id that exists already. */
export function taken(noun: Noun, id: string): DomainError {
  return new DomainError("already_exists", { reason: "taken", params: { noun, id } });
}

/**
 * Refuses a change that is based on a stale version.
 *
 * @param current the thing as it is now, locked by the transaction
 * @param expected the version that the caller has read; undefined if the last write wins
 * @throws DomainError `stale`, with the current thing
 */
export function refuseStale(
  current: Extract<Current<"stale">, { version: number }>,
  expected: number | undefined,
): void {
  if (expected === undefined || expected === current.version) return;
  const params = { version: current.version, expected };
  throw new DomainError("stale", { reason: "other_version", params }, { current });
}

/**
 * An error as callers see it. Only refusals keep their sentence: the message of any other error may
 * hold SQL, a stack or a constraint's name, and is replaced.
 */
export function toProblem(error: TRPCError, language: Language): Problem {
  const refusal = refusalIn(error);
  const { code, status } = kindOf(error);
  const said = refusal?.said;
  const problem = {
    type: `urn:coulisses:problem:${code}`,
    title: titleOfProblem(code, language),
    status,
    detail: said ? sentenceOf(said, language) : detailOfProblem(code, language),
    code,
    ...(isTransient(code) && { retry_after: 1 }),
    ...(refusal?.issues && { issues: refusal.issues.map((issue) => toIssue(issue, language)) }),
    ...(refusal?.current !== undefined && { current: refusal.current }),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the constructor of DomainError has paired the code and `current`
  return problem as Problem;
}

function toIssue(issue: InputIssue, language: Language): Issue {
  return { path: [...issue.path], message: sentenceOf(issue, language) };
}

/** The code and the status of an error. */
export function kindOf(error: TRPCError): Pick<Problem, "code" | "status"> {
  const code = refusalIn(error)?.code ?? codeFor(getHTTPStatusCodeFromError(error));
  return { code, status: statusOf(code) };
}

/** Tells whether the same call may succeed when it is retried. */
function isTransient(code: ProblemCode): boolean {
  return code === "unavailable" || code === "deadline_exceeded";
}

function refusalIn({ code, cause }: TRPCError): DomainError | undefined {
  if (cause instanceof DomainError) return cause;
  if (cause instanceof Unavailable)
    return new DomainError(cause.reason === "deadline" ? "deadline_exceeded" : "unavailable");
  // An invalid answer of ours has the same cause, but another code.
  if (code !== "BAD_REQUEST") return undefined;
  const isFromSchema = cause instanceof SchemaError || cause instanceof z.core.$ZodError;
  return isFromSchema ? invalidInput(issuesIn(cause.issues)) : undefined;
}

export function trpcCodeOf(code: ProblemCode): TRPC_ERROR_CODE_KEY {
  return problems[code].trpc;
}

function statusOf(code: ProblemCode): number {
  const { status, trpc } = problems[code];
  return status ?? getHTTPStatusCodeFromError(new TRPCError({ code: trpc }));
}

function codeFor(status: number): ProblemCode {
  return problemCodes.find((code) => statusOf(code) === status) ?? "internal_error";
}

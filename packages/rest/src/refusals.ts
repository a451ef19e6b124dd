import { TRPCError, type TRPC_ERROR_CODE_KEY } from "@trpc/server";
import type { OpenAPIObject } from "trpc-openapi";
import { z } from "zod";
import { createSchema } from "zod-openapi";
import { isVersioned, pathParameters, type Refusal, type Refusals, takesBody } from "./meta.ts";
import type { RestProcedure } from "./meta.ts";

type Components = NonNullable<OpenAPIObject["components"]>;
type Schema = Extract<NonNullable<Components["schemas"]>[string], object>;
type Response = NonNullable<Components["responses"]>[string];

/** What descriptions of errors need. */
export interface Describing {
  /** The schema of every error's body. */
  problem: Schema;
  /** An error as callers see it: for the examples. */
  toProblem: (error: TRPCError) => object;
  /** The error of a procedure for a stale version. */
  stale: Error | undefined;
  /** Collects shared answers and schemas. */
  components: Components;
}

/**
 * The error answers of an operation, by status.
 *
 * @param also errors from in front of the procedure
 */
export function refusedResponses(
  procedure: RestProcedure,
  also: Refusals[],
  describing: Describing,
): Record<string, Response> {
  const reasons = new Map<number, Refusal[]>();
  for (const refusals of [procedure.rest.errors ?? {}, ...ownOf(procedure, describing), ...also])
    for (const [status, refusal] of Object.entries(refusals)) {
      const known = reasons.get(Number(status)) ?? [];
      const reason = typeof refusal === "string" ? { description: refusal } : refusal;
      reasons.set(Number(status), [...known, reason]);
    }
  return Object.fromEntries(
    Array.from(reasons, ([status, because]) => [status, responseTo(status, because, describing)]),
  );
}

/** The errors of this package itself, before and after the procedure. */
function ownOf(procedure: RestProcedure, { stale }: Describing): Refusals[] {
  const { rest, input, output } = procedure;
  const mayBeStale = isVersioned(input) && !rest.errors?.[412];
  return [
    takesBody(rest.method) ? bodyRefusals : {},
    mayBeStale
      ? {
          412: {
            description: "It was changed meanwhile: `current` is what it is now.",
            ...(stale && { example: stale }),
            ...(output && { current: output }),
          },
        }
      : {},
    input
      ? {
          422: {
            description: "The input is not valid: `issues` says where and why.",
            example: refusedInput(procedure, input),
          },
        }
      : {},
    ofAll,
  ];
}

const bodyRefusals = {
  413: { name: "PayloadTooLarge", description: "The body is too large." },
  415: {
    name: "UnsupportedMediaType",
    description: "The body is of another media type than application/json.",
  },
} satisfies Refusals;

const ofAll = {
  400: {
    name: "MalformedRequest",
    description: "The request is not well formed, or its body is not JSON in UTF-8.",
  },
  500: { name: "InternalError", description: "Something went wrong on the server." },
} satisfies Refusals;

/** What a procedure's own schema says of an input that is wrong: a path's parameter, or a key too many. */
function refusedInput({ name, rest }: RestProcedure, input: z.ZodType): TRPCError {
  const right = Object(input.meta()?.examples?.[0]);
  const keys = Object.fromEntries(pathParameters(rest.path).map((key) => [key, "x"]));
  for (const wrong of [
    { ...right, ...keys },
    { ...right, ...keys, nickname: "x" },
  ]) {
    const { error } = input.safeParse(wrong);
    if (error) return new TRPCError({ code: "BAD_REQUEST", cause: error });
  }
  throw new Error(`${name} takes a key that it does not know`);
}

function responseTo(
  status: number,
  reasons: Refusal[],
  { problem, toProblem, components }: Describing,
): Response {
  const [first, ...others] = reasons;
  const current = currentOf(reasons);
  const example = {
    ...toProblem(errorOf(status, first?.example)),
    ...(current && { current: exampleOf(current) }),
  };
  const schema = current
    ? { allOf: [problem, { properties: { current: schemaOf(current, components) } }] }
    : problem;
  const headers = Object.entries(Object.assign({}, ...reasons.map((reason) => reason.headers)));
  const response = {
    description: reasons.map(({ description }) => description).join(" Or: "),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers.map(toHeader)) }),
    content: { "application/problem+json": { schema, example } },
  };
  if (first?.name === undefined || others.length > 0) return response;
  (components.responses ??= {})[first.name] = response;
  return { $ref: `#/components/responses/${first.name}` };
}

function toHeader([name, description]: [string, unknown]) {
  return [name, { description, schema: { type: "string" } }];
}

const codes = new Map<number, TRPC_ERROR_CODE_KEY>([
  [400, "PARSE_ERROR"],
  [401, "UNAUTHORIZED"],
  [403, "FORBIDDEN"],
  [404, "NOT_FOUND"],
  [409, "CONFLICT"],
  [412, "PRECONDITION_FAILED"],
  [413, "PAYLOAD_TOO_LARGE"],
  [415, "UNSUPPORTED_MEDIA_TYPE"],
  [422, "UNPROCESSABLE_CONTENT"],
  [429, "TOO_MANY_REQUESTS"],
  [503, "SERVICE_UNAVAILABLE"],
]);

function errorOf(status: number, cause: Error | undefined): TRPCError {
  if (cause instanceof TRPCError) return cause;
  return new TRPCError({ code: codes.get(status) ?? "INTERNAL_SERVER_ERROR", cause });
}

/** The schema of `current` in an answer with one or more reasons. */
function currentOf(reasons: Refusal[]): z.ZodType | undefined {
  const [first, ...others] = reasons.flatMap(({ current }) => current ?? []);
  return first && others.length > 0 ? z.union([first, ...others]) : first;
}

function schemaOf(schema: z.ZodType, { schemas = {} }: Components): Schema {
  const made = createSchema(schema, { io: "output", openapiVersion: "3.1.0" });
  for (const [name, component] of Object.entries(made.components)) schemas[name] ??= component;
  return made.schema;
}

/** An example of a schema, or of its first option. */
function exampleOf(schema: z.core.$ZodType): unknown {
  const inner = schema instanceof z.core.$ZodUnion ? schema._zod.def.options[0] : undefined;
  if (inner) return exampleOf(inner);
  if (schema instanceof z.core.$ZodNullable) return exampleOf(schema._zod.def.innerType);
  const { id, examples } = z.globalRegistry.get(schema) ?? {};
  if (examples === undefined) throw new Error(`${id ?? "A schema of current"} has no example`);
  return examples[0];
}

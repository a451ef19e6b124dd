import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";
import type { OpenApiMeta } from "trpc-openapi";
import { z } from "zod";

type OpenApi = NonNullable<OpenApiMeta["openapi"]>;

/** How a procedure is served over REST. */
export interface Rest extends Pick<
  OpenApi,
  "method" | "path" | "operationId" | "summary" | "description" | "tags" | "deprecated"
> {
  /** The status of success: by default 200; 201 for a creation, 204 for an empty answer. */
  status?: 200 | 201 | 204;
  /** The path of the created thing, with keys of the answer: `/artists/{id}`. The `Location` header. */
  location?: `/${string}`;
  /**
   * The procedure answers `{ items, next_cursor }`: REST callers get the array alone, and a
   * `Link` header with `rel="next"` while there is more.
   */
  list?: boolean;
  /** False for a mutation that stores nothing: it has not what the document says of all others. */
  isStored?: false;
  /** The errors of the procedure itself, by status: `{ 404: "No artist has this id." }`. */
  errors?: Refusals;
}

/** The errors of an operation, by status. */
export type Refusals = Record<number, Refusal | string>;

/** An error in the document; a text is its description. */
export interface Refusal {
  /** When: "No artist has this id." */
  description: string;
  /** An error as the procedure throws it. The document shows it as callers see it. */
  example?: Error;
  /** The schema of the problem's key `current`: the present state of the thing. */
  current?: z.ZodType;
  /** Headers of the answer, with descriptions. */
  headers?: Record<string, string>;
  /** The name of the answer as a component, if several operations share it. */
  name?: string;
}

/**
 * The meta of a procedure that is served over REST too. It returns a plain `object`, so that the
 * types of a published client mention neither this package nor zod.
 *
 * @example
 * procedure.meta(rest({ method: "GET", path: "/artists/{artist_id}", errors: { 404: "…" } }))
 */
export function rest(options: Rest): object {
  // This package describes the errors itself, because its routes add some.
  const openapi = { ...options, errorResponses: [] };
  return { openapi, rest: options } satisfies RestMeta;
}

interface RestMeta extends OpenApiMeta {
  openapi: OpenApi;
  rest: Rest;
}

function isRestMeta(meta: unknown): meta is RestMeta {
  return typeof meta === "object" && meta !== null && "openapi" in meta && "rest" in meta;
}

/** A procedure that is served over REST. */
export interface RestProcedure {
  /** Its place in the router: `artists.create`. */
  name: string;
  type: "query" | "mutation";
  rest: Rest;
  /** The schema of its input; undefined if it has none. */
  input: z.ZodType | undefined;
  /** The schema of its answer. */
  output: z.ZodType | undefined;
}

/** The procedures of a router whose meta was made by `rest()`. */
export function restProcedures(router: AnyTRPCRouter): RestProcedure[] {
  return Object.entries<AnyTRPCProcedure>(router._def.procedures).flatMap(([name, { _def }]) => {
    const { meta, type } = _def;
    if (!isRestMeta(meta) || type === "subscription") return [];
    const [input] = "inputs" in _def && Array.isArray(_def.inputs) ? _def.inputs : [];
    const output = "output" in _def ? _def.output : undefined;
    return [{ name, type, rest: meta.rest, input: schemaIn(input), output: schemaIn(output) }];
  });
}

function schemaIn(parser: unknown): z.ZodType | undefined {
  return parser instanceof z.ZodType ? parser : undefined;
}

/** The names of the parameters in a path: `/artists/{artist_id}` has `artist_id`. */
export function pathParameters(path: string): string[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = ""]) => name);
}

/** Tells whether the answer has an ETag, so that callers may have it already. */
export function isConditional({ method }: Rest): boolean {
  return method === "GET";
}

/** Tells whether a procedure checks the version of the thing that it changes. */
export function isVersioned(input: z.ZodType | undefined): boolean {
  return input instanceof z.ZodObject && "expected_version" in input.shape;
}

export function takesBody(method: Rest["method"]): boolean {
  return method === "POST" || method === "PUT" || method === "PATCH";
}

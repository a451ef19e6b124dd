import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";
import type { OpenApiMeta } from "trpc-openapi";
import { z } from "zod";

type OpenApi = NonNullable<OpenApiMeta["openapi"]>;

/** How a procedure is served over REST. */
export interface Rest extends Pick<
  OpenApi,
  "method" | "path" | "operationId" | "summary" | "description" | "tags" | "deprecated"
> {
  /** The status of success: 200 unless something is created (201) or nothing is said (204). */
  status?: 200 | 201 | 204;
  /**
   * Where the thing that was created is, in terms of the answer's keys: `/artists/{id}`. Sent as
   * the `Location` header.
   */
  location?: `/${string}`;
  /**
   * The procedure answers `{ items, next_cursor }`: REST callers get the array alone, and a
   * `Link` header with `rel="next"` while there is more.
   */
  list?: boolean;
  /** What the procedure itself can refuse, by status: `{ 404: "No artist has this id." }`. */
  errors?: Refusals;
}

/** When requests are refused, by status. */
export type Refusals = Record<number, Refusal | string>;

/** A reason to refuse a request, for the document; a text is its description. */
export interface Refusal {
  /** When: "No artist has this id." */
  description: string;
  /** An error that is thrown then. What callers see of it is the example. */
  example?: Error;
  /** The schema of what the problem tells of the thing that is there now, in its key `current`. */
  current?: z.ZodType;
  /** Headers of the answer, each with what it says. */
  headers?: Record<string, string>;
  /** What the document calls the answer, for many operations to share it. */
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
  // What can go wrong is described by this package, for it knows what its own routes add.
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
  /** The schema of its input; undefined where it takes none. */
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

/** Tells whether callers may have the answer already: it has an ETag. */
export function isConditional({ method }: Rest): boolean {
  return method === "GET";
}

/** Tells whether a procedure can be asked to change one version of a thing, and no other. */
export function isVersioned(input: z.ZodType | undefined): boolean {
  return input instanceof z.ZodObject && "expected_version" in input.shape;
}

export function takesBody(method: Rest["method"]): boolean {
  return method === "POST" || method === "PUT" || method === "PATCH";
}

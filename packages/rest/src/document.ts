import type { AnyTRPCRouter } from "@trpc/server";
import { generateOpenApiDocument, type OpenAPIObject } from "trpc-openapi";
import type { z } from "zod";
import {
  isConditional,
  isVersioned,
  type Rest,
  type RestProcedure,
  restProcedures,
  takesBody,
} from "./meta.ts";

export interface DocumentOptions {
  title: string;
  version: string;
  description: string;
  /** The path that the plugin is registered under: `/api/v1`. */
  baseUrl: string;
  /** The schema of every error's body; it has an id, by which the document refers to it. */
  problem: z.ZodType;
  tags?: { name: string; description: string }[];
  /** How callers may prove who they are, by name. */
  securitySchemes?: Record<string, SecurityScheme>;
  /**
   * What stands before a procedure, by its place in the router: whom it refuses, by status
   * (`{ 401: "…", 403: "…" }`). With a 401, each of the security schemes will do.
   */
  refusals?: (name: string) => Record<number, string>;
  /** What each mutation takes and refuses besides its own. */
  mutations?: { parameters: Parameter[]; errors: Record<number, string> };
}

type SecurityScheme = Extract<
  NonNullable<NonNullable<OpenAPIObject["components"]>["securitySchemes"]>[string],
  { type: unknown }
>;

type Schema = Extract<
  NonNullable<NonNullable<OpenAPIObject["components"]>["schemas"]>[string],
  object
>;
type Operation = NonNullable<NonNullable<OpenAPIObject["paths"]>[string]["get"]>;
type Responses = NonNullable<Operation["responses"]>;
type Parameter = NonNullable<Operation["parameters"]>[number];
type Content = { "application/json": { schema: Schema } };

/**
 * The OpenAPI 3.1 document of the procedures that `restPlugin` serves: what trpc-openapi generates,
 * completed with what the plugin adds: statuses, errors, headers and arrays for lists.
 *
 * @example
 * openApiDocument(router, { title: "…", version: "1.0.0", description: "…", baseUrl: "/api/v1", problem: Problem });
 */
export function openApiDocument(router: AnyTRPCRouter, options: DocumentOptions): OpenAPIObject {
  const { title, version, description, baseUrl, problem } = options;
  const problemName = nameOf(problem) ?? "Problem";
  const document = generateOpenApiDocument(router, {
    title,
    version,
    description,
    baseUrl,
    securitySchemes: options.securitySchemes ?? {},
    defs: { [problemName]: problem },
  });
  const schemas = ((document.components ??= {}).schemas ??= {});
  for (const procedure of restProcedures(router)) {
    const operation = operationOf(document, procedure.rest);
    const refusals = options.refusals?.(procedure.name) ?? {};
    nameBody(operation, procedure, schemas);
    const mutations = procedure.type === "mutation" ? options.mutations : undefined;
    if (mutations) (operation.parameters ??= []).push(...mutations.parameters);
    const errors = mutations?.errors ?? {};
    completeResponses(operation, procedure, { refusals, errors, problem: reference(problemName) });
    const schemes = refusals[401] ? Object.keys(options.securitySchemes ?? {}) : [];
    operation.security = schemes.map((scheme) => ({ [scheme]: [] }));
  }
  return { ...document, ...(options.tags && { tags: options.tags }) };
}

function nameOf(schema: z.ZodType | undefined): string | undefined {
  return schema?.meta()?.id;
}

function reference(name: string) {
  return { $ref: `#/components/schemas/${name}` };
}

function operationOf({ paths = {} }: OpenAPIObject, { method, path }: Rest): Operation {
  const operation = paths[path]?.[methodKeys[method]];
  if (operation === undefined) throw new Error(`The document has no ${method} ${path}`);
  return operation;
}

const methodKeys = {
  GET: "get",
  POST: "post",
  PUT: "put",
  PATCH: "patch",
  DELETE: "delete",
} as const satisfies Record<Rest["method"], string>;

/**
 * Gives a body the name and the examples of the schema it came from: the generator leaves out the
 * name, and zod the examples of what it transforms.
 */
function nameBody(
  operation: Operation,
  { input }: RestProcedure,
  schemas: Record<string, Schema>,
): void {
  const { id: name, examples } = input?.meta() ?? {};
  const body = operation.requestBody;
  if (name === undefined || body === undefined || !("content" in body)) return;
  const json = body.content["application/json"];
  if (json?.schema === undefined) return;
  schemas[name] = { ...(schemas[name] ?? json.schema), ...(examples && { examples }) };
  json.schema = reference(name);
}

function completeResponses(
  operation: Operation,
  { rest, input }: RestProcedure,
  also: { refusals: Record<number, string>; errors: Record<number, string>; problem: Schema },
): void {
  const { status = 200, list, location, method, errors = {} } = rest;
  const answered: Content | undefined = operation.responses?.["200"]?.content;
  const isOneThing = isConditional(rest);
  const responses: Responses = {
    [status]: {
      description: descriptions[status],
      ...(status !== 204 && answered && { content: list ? arrayOf(answered) : answered }),
      headers: {
        ...(location && { Location: header("Where the new thing is.") }),
        ...(list && { Link: header('`<…>; rel="next"`: the page after, while there is one.') }),
        ...(isOneThing && { ETag: header("Changes with the answer; for If-None-Match.") }),
      },
    },
  };
  if (isOneThing) {
    responses["304"] = { description: "Not changed since the ETag sent in If-None-Match." };
    (operation.parameters ??= []).push({
      in: "header",
      name: "If-None-Match",
      description: "The ETag of the answer that you have.",
      schema: { type: "string" },
    });
  }
  if (isVersioned(input))
    (operation.parameters ??= []).push({
      in: "header",
      name: "If-Match",
      description: "The ETag of the version that you have read; left out, the last write wins.",
      schema: { type: "string" },
    });
  const possible: Record<number, string> = {
    ...(isVersioned(input) && { 412: "It was changed meanwhile: `current` is what it is now." }),
    ...(takesBody(method) && bodyErrors),
    ...(input && { 422: "The input is not valid: `issues` says where and why." }),
    500: "Something went wrong on the server.",
    ...also.refusals,
    ...errors,
    ...(errors[400] && takesBody(method) && { 400: `${errors[400]} Or: ${bodyErrors[400]}` }),
  };
  for (const [code, description] of Object.entries(also.errors))
    possible[Number(code)] = [possible[Number(code)], description].filter(Boolean).join(" Or: ");
  const content = { "application/problem+json": { schema: also.problem } };
  for (const [code, description] of Object.entries(possible))
    responses[code] = { description, content };
  operation.responses = responses;
}

const descriptions = { 200: "Done.", 201: "Created.", 204: "Done; there is nothing to say." };

const bodyErrors = {
  400: "The body is not JSON in UTF-8.",
  413: "The body is too large.",
  415: "The body is of another media type than application/json.",
};

function header(description: string) {
  return { description, schema: { type: "string" } as const };
}

/** A list is answered as its items alone. */
function arrayOf({ "application/json": { schema } }: Content): Content {
  const items = "properties" in schema ? schema.properties?.["items"] : undefined;
  if (items === undefined) throw new Error("A list must answer { items, next_cursor }");
  return { "application/json": { schema: items } };
}

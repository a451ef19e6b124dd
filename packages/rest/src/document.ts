import type { AnyTRPCRouter, TRPCError } from "@trpc/server";
import { generateOpenApiDocument, type OpenAPIObject } from "trpc-openapi";
import { z } from "zod";
import {
  isConditional,
  isVersioned,
  type Refusals,
  type Rest,
  type RestProcedure,
  restProcedures,
} from "./meta.ts";
import { refusedResponses } from "./refusals.ts";

export interface DocumentOptions {
  title: string;
  version: string;
  description: string;
  contact?: { name: string; url?: `https://${string}` };
  license?: { name: string; identifier: string };
  /** The path that the plugin is registered under: `/api/v1`. */
  baseUrl: string;
  /** The schema of every error's body; it has an id, by which the document refers to it. */
  problem: z.ZodType;
  /** An error as callers see it, as the plugin sends it: for the examples. */
  toProblem: (error: TRPCError) => object;
  /** An error that a procedure throws when somebody changed the thing meanwhile: for the examples. */
  stale?: Error;
  tags?: { name: string; description: string }[];
  /** How callers may prove who they are, by name. */
  securitySchemes?: Record<string, SecurityScheme>;
  /**
   * What stands before a procedure, by its place in the router: when it refuses a request, by status
   * (`{ 401: "…", 403: "…" }`). With a 401, each of the security schemes will do.
   */
  refusals?: (name: string) => Refusals;
  /** What each mutation takes, refuses, and answers in headers, besides its own. */
  mutations?: { parameters: Parameter[]; errors: Refusals; headers?: Record<string, string> };
}

type SecurityScheme = Extract<
  NonNullable<NonNullable<OpenAPIObject["components"]>["securitySchemes"]>[string],
  { type: unknown }
>;

type Schema = Extract<
  NonNullable<NonNullable<OpenAPIObject["components"]>["schemas"]>[string],
  object
>;
type Reference = ReturnType<typeof reference>;
type Operation = NonNullable<NonNullable<OpenAPIObject["paths"]>[string]["get"]>;
type Responses = NonNullable<Operation["responses"]>;
type Parameter = NonNullable<Operation["parameters"]>[number];
type Content = { "application/json": { schema: Schema } };

/**
 * The OpenAPI 3.1 document of the procedures that `restPlugin` serves: what trpc-openapi generates,
 * completed with what the plugin adds: statuses, errors, headers and arrays for lists.
 *
 * @example
 * openApiDocument(router, { title: "…", version: "1.0.0", description: "…", baseUrl: "/api/v1", problem: Problem, toProblem });
 */
export function openApiDocument(router: AnyTRPCRouter, options: DocumentOptions): OpenAPIObject {
  const { problem, toProblem, stale, securitySchemes = {}, tags, ...rest } = options;
  const problemName = nameOf(problem) ?? "Problem";
  const document = generateOpenApiDocument(router, {
    ...rest,
    securitySchemes,
    defs: { [problemName]: problem },
  });
  const components = (document.components ??= {});
  const schemas = (components.schemas ??= {});
  const sharedHeaders = shareHeaders(options.mutations?.headers ?? {}, components);
  const describing = { problem: reference(problemName), toProblem, stale, components };
  for (const procedure of restProcedures(router)) {
    const operation = operationOf(document, procedure.rest);
    const refusals = options.refusals?.(procedure.name) ?? {};
    const mutations = procedure.type === "mutation" ? options.mutations : undefined;
    nameBody(operation, procedure, schemas);
    describeParameters(operation, procedure);
    operation.parameters = [
      ...(operation.parameters ?? []),
      ...conditionsOf(procedure),
      ...(mutations?.parameters ?? []),
    ];
    operation.responses = {
      ...successOf(operation, procedure, mutations && sharedHeaders),
      ...refusedResponses(procedure, [refusals, mutations?.errors ?? {}], describing),
    };
    const schemes = refusals[401] ? Object.keys(securitySchemes) : [];
    operation.security = schemes.map((scheme) => ({ [scheme]: [] }));
  }
  for (const schema of Object.values(schemas)) tellDefaults(schema);
  return { ...document, ...(tags && { tags }) };
}

/** Describes headers once, for many answers to refer to. */
function shareHeaders(
  headers: Record<string, string>,
  components: NonNullable<OpenAPIObject["components"]>,
): Record<string, Reference> {
  const described = Object.entries(headers);
  if (described.length > 0)
    components.headers = Object.fromEntries(
      described.map(([name, description]) => [name, header(description)]),
    );
  return Object.fromEntries(
    described.map(([name]) => [name, { $ref: `#/components/headers/${name}` }]),
  );
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

/** Gives parameters the descriptions and examples that the generator leaves out: those of optional ones. */
function describeParameters({ parameters = [] }: Operation, { input }: RestProcedure): void {
  const object = input instanceof z.ZodPrefault ? input.unwrap() : input;
  if (!(object instanceof z.ZodObject)) return;
  for (const parameter of parameters) {
    if (!("name" in parameter) || !parameter.schema || "$ref" in parameter.schema) continue;
    const schema: z.core.$ZodType | undefined = object.shape[parameter.name];
    const { description, examples } = (schema && z.globalRegistry.get(schema)) ?? {};
    if (description !== undefined) parameter.description ??= description;
    if (examples !== undefined) parameter.schema.examples ??= examples;
  }
}

/** The headers by which a request can ask for, or change, one version of a thing and no other. */
function conditionsOf({ rest, input }: RestProcedure): Parameter[] {
  const conditions: Parameter[] = [];
  if (isConditional(rest))
    conditions.push({
      in: "header",
      name: "If-None-Match",
      description: "The ETag of the answer that you have.",
      schema: { type: "string" },
    });
  if (isVersioned(input))
    conditions.push({
      in: "header",
      name: "If-Match",
      description: "The ETag of the version that you have read; left out, the last write wins.",
      schema: { type: "string" },
    });
  return conditions;
}

/** What the document says of an answer to a request that is not refused. */
function successOf(
  operation: Operation,
  { rest }: RestProcedure,
  headers: Record<string, Reference> = {},
): Responses {
  const { status = 200, list, location } = rest;
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
        ...headers,
      },
    },
  };
  if (isOneThing)
    responses["304"] = { description: "Not changed since the ETag sent in If-None-Match." };
  return responses;
}

const descriptions = { 200: "Done.", 201: "Created.", 204: "Done; there is nothing to say." };

function header(description: string) {
  return { description, schema: { type: "string" } as const };
}

/** A list is answered as its items alone. */
function arrayOf({ "application/json": { schema } }: Content): Content {
  const items = "properties" in schema ? schema.properties?.["items"] : undefined;
  if (items === undefined) throw new Error("A list must answer { items, next_cursor }");
  return { "application/json": { schema: items } };
}

/**
 * Tells the defaults of a schema in words. A key that has one may be left out of a body, but
 * generators of clients, openapi-typescript among them, take `default` to mean that it is there.
 */
function tellDefaults(schema: Schema | Reference | boolean): void {
  if (typeof schema !== "object" || "$ref" in schema) return;
  const { default: value, description } = schema;
  if (value !== undefined) {
    delete schema.default;
    schema.description = [description, `Default: \`${JSON.stringify(value)}\`.`].join(" ").trim();
  }
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema;
  const inner = [...Object.values(properties), ...anyOf, ...oneOf, ...allOf];
  for (const one of items ? [...inner, items] : inner) tellDefaults(one);
}

import type { RestRequest } from "@coulisses/api/kit/factory";
import type { Operation } from "./operations.factory.ts";

/** Where an id can stand in a request: in the path, in the query, or at a path in the body. */
export interface Place {
  in: "path" | "query" | "body";
  name: string;
  /** In the body, key by key; `*` is the first item of an array. */
  keys: string[];
}

/** The part of JSON Schema that tells where ids stand. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

export type Schemas = Record<string, Schema>;

/** The places of ids in a schema; `*` is each item of an array. */
export function idsIn(schema: Schema, named: Schemas): string[][] {
  const referred = named[schema.$ref?.split("/").at(-1) ?? ""];
  if (referred !== undefined) return idsIn(referred, named);
  if (schema.format === "uuid") return [[]];
  const inside = ([key, inner]: [string, Schema]) =>
    idsIn(inner, named).map((keys) => [key, ...keys]);
  const { properties = {}, items } = schema;
  const variants = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((all) => all ?? []);
  return [
    ...Object.entries({ ...properties, ...(items && { "*": items }) }).flatMap(inside),
    ...variants.flatMap((variant) => idsIn(variant, named)),
  ];
}

interface Documented {
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: { "application/json": { schema: Schema } } };
}

/** The part of an OpenAPI document that tells where ids stand. */
export interface Document {
  paths: Record<string, Record<string, Documented>>;
  components: { schemas: Schemas };
}

/** The places of ids in the requests of an operation. */
export function placesOf({ paths, components }: Document, { rest }: Operation): Place[] {
  const { parameters = [], requestBody } = paths[rest.path]?.[rest.method.toLowerCase()] ?? {};
  const body = requestBody?.content["application/json"].schema ?? {};
  return [
    ...parameters.flatMap(({ in: where, name, schema }): Place[] =>
      (where === "path" || where === "query") && schema.format === "uuid"
        ? [{ in: where, name, keys: [] }]
        : [],
    ),
    ...idsIn(body, components.schemas).map((keys): Place => ({
      in: "body",
      name: keys.join("."),
      keys,
    })),
  ];
}

/** An id of another organisation, and a column in which it stands. */
export interface ForeignId {
  table: string;
  column: string;
  id: string;
}

/**
 * The ids that are tried at a place: all of the right kind, and every tenth of the others,
 * beginning with another one at each place; all of them in the long run.
 */
export function idsFor(
  { name, keys }: Place,
  ids: ForeignId[],
  { at, effort }: { at: number; effort: number },
): ForeignId[] {
  // `mission_id` and `to_venue_id` name the table; `id` is an id of the object around it.
  const noun = (keys.at(-1) ?? name).split("_").at(-2) ?? keys.at(-3)?.replace(/s$/, "");
  const fits = ({ table }: ForeignId) => noun === undefined || table.includes(noun);
  return ids.filter((one, i) => fits(one) || ((i + at) * effort) % 10 === 0);
}

/** The same request with another id at a place; undefined if it has no such place. */
export function withId(
  { rest }: Operation,
  request: RestRequest,
  { place, id }: { place: Place; id: string },
): RestRequest | undefined {
  const { pathname, searchParams } = new URL(request.path, "http://localhost");
  if (place.in === "query") {
    searchParams.set(place.name, id);
    return { ...request, path: `${pathname}?${searchParams.toString()}` };
  }
  if (place.in === "path") {
    const at = rest.path.split("/").indexOf(`{${place.name}}`);
    return { ...request, path: request.path.split("/").with(at, id).join("/") };
  }
  const body: object = JSON.parse(request.payload ?? "{}");
  return put(body, place.keys, id) ? { ...request, payload: JSON.stringify(body) } : undefined;
}

/** Puts an id into a body, in the first item of each array on the way; false if there is no place. */
function put(body: unknown, [key = "", ...rest]: string[], id: string): boolean {
  if (typeof body !== "object" || body === null) return false;
  const inner = key === "*" ? "0" : key;
  if (rest.length === 0) {
    Object.assign(body, { [inner]: id });
    return true;
  }
  return put(Object.entries(body).find(([name]) => name === inner)?.[1], rest, id);
}

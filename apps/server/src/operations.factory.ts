import { readFile } from "node:fs/promises";
import type { RestRequest, RestRequests, SendRest } from "@coulisses/api/kit/factory";
import { appRouter } from "@coulisses/api/router";
import { pathParameters, type RestProcedure, restProcedures } from "@coulisses/rest/meta";
import type { InjectOptions } from "fastify";

/** An operation of the REST API and its procedure. */
export interface Operation extends RestProcedure {
  /** As the OpenAPI document names it: `get /artists/{artist_id}`. */
  operation: string;
}

/** All procedures that are served over REST too. */
export const operations: Operation[] = restProcedures(appRouter).map((procedure) => {
  const { method, path } = procedure.rest;
  return { ...procedure, operation: `${method.toLowerCase()} ${path}` };
});

/** The module of each noun's test data, `planning/missions.factory`: it stands beside the noun's router. */
const factoryOf = new Map(
  Array.from(
    (await readFile(new URL(import.meta.resolve("@coulisses/api/slices")), "utf8")).matchAll(
      /export \{ (\w+) \} from "\.\/(.+)router\.ts"/g,
    ),
    ([, noun = "", path]) => [noun, `${path}factory`],
  ),
);

/**
 * The requests of a slice's test data to an operation, by status, with rows made for them. Ask
 * again for each use, since a request may succeed only once.
 */
export async function requestsOf({ name, operation }: Operation, send: SendRest) {
  const [noun = ""] = name.split(".");
  const factory = factoryOf.get(noun) ?? "";
  const slice: { restRequests: (send: SendRest) => RestRequests | Promise<RestRequests> } =
    await import(`@coulisses/api/${factory}`);
  const made = (await slice.restRequests(send))[operation] ?? {};
  const known = typeof made === "function" ? await made() : made;
  const request = known[200] ?? known[201] ?? known[204];
  if (request === undefined)
    throw new Error(
      `No request is known by which ${operation} succeeds: add one to restRequests in packages/api/src/${factory}.ts`,
    );
  if (request.method === "GET")
    known[304] = { ...request, headers: { ...request.headers, "if-none-match": "*" } };
  return { known, request };
}

/** A request to the REST API with the headers of a caller. */
export function overRest(
  { path, headers, ...rest }: RestRequest,
  who: Record<string, string>,
): InjectOptions {
  return { ...rest, url: `/api/v1${path}`, headers: { ...headers, ...who } };
}

/** The same request to the tRPC door. */
export function overTrpc(
  operation: Operation,
  asked: RestRequest,
  who: Record<string, string>,
): InjectOptions {
  const input = JSON.stringify(inputOf(operation, asked));
  const url = `/trpc/${operation.name}`;
  if (operation.type === "query") {
    const query = input === undefined ? "" : `?input=${encodeURIComponent(input)}`;
    return { url: `${url}${query}`, headers: who };
  }
  const headers = { "content-type": "application/json", ...who };
  return { method: "POST", url, headers, payload: input ?? "null" };
}

/** The input of a procedure for a request to its REST route. */
export function inputOf({ rest, input }: Operation, { path, payload }: RestRequest): unknown {
  if (input === undefined) return undefined;
  const { pathname, searchParams } = new URL(path, "http://localhost");
  const places = rest.path.split("/");
  const inPath = pathname
    .split("/")
    .flatMap((text, place) => pathParameters(places[place] ?? "").map((key) => [key, text]));
  const inQuery = [...searchParams].map(([key, text]) => [
    key,
    /^\d+$/.test(text) ? Number(text) : text,
  ]);
  const body: object = payload === undefined ? {} : JSON.parse(payload);
  return { ...body, ...Object.fromEntries([...inQuery, ...inPath]) };
}

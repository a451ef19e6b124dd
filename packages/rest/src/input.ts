import { TRPCError } from "@trpc/server";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { decoder } from "./decode.ts";
import { isVersioned, pathParameters, type Rest, type RestProcedure, takesBody } from "./meta.ts";
import { requireMatch, versionIn } from "./preconditions.ts";

/**
 * Makes the function that builds a procedure's input from the path's parameters and the body or the
 * query. The procedure's own schema validates it.
 */
export function inputReader({ rest, input }: RestProcedure): (request: FastifyRequest) => unknown {
  if (input === undefined) return () => undefined;
  const decode = decoder(input);
  const inPath = pathParameters(rest.path);
  // No body is needed if the path has the whole input.
  const isPathEnough =
    input instanceof z.ZodObject &&
    Object.keys(input.shape).every((key) => inPath.includes(key) || key === "expected_version");
  const readOuter = takesBody(rest.method)
    ? ({ body }: FastifyRequest) => body
    : ({ query }: FastifyRequest) => decode(Object(query));
  const needsBody = takesBody(rest.method) && !isPathEnough && !input.safeParse(undefined).success;
  const readVersion = isVersioned(input) ? versionIn : noVersion(rest);
  return (request) => {
    const sent = readOuter(request);
    if (sent === undefined && needsBody)
      throw new TRPCError({ code: "BAD_REQUEST", cause: body.safeParse(sent).error });
    const outer = sent === undefined && isPathEnough ? {} : sent;
    if (!isObject(outer)) return outer;
    refuseKeys(inPath.filter((name) => Object.hasOwn(outer, name)));
    return { ...outer, ...decode(Object(request.params)), ...readVersion(request) };
  };
}

/** For inputs without a version: `If-Match` cannot match. GET checks it against the answer's ETag instead. */
function noVersion({ method }: Rest): (request: FastifyRequest) => object {
  return (request) => {
    if (method !== "GET") requireMatch(request, undefined);
    return {};
  };
}

/** The procedure's own message for a missing input would not mention a body. */
const body = z.object({}, "A JSON body is required");

/** Refuses keys that belong in the path only, with the schema's message for unknown keys. */
function refuseKeys(keys: string[]): void {
  if (keys.length === 0) return;
  const stray = Object.fromEntries(keys.map((key) => [key, undefined]));
  throw new TRPCError({ code: "BAD_REQUEST", cause: z.strictObject({}).safeParse(stray).error });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

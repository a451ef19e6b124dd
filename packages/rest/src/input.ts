import { TRPCError } from "@trpc/server";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { decoder } from "./decode.ts";
import { isVersioned, pathParameters, type Rest, type RestProcedure, takesBody } from "./meta.ts";
import { requireMatch, versionIn } from "./preconditions.ts";

/**
 * Puts a procedure's input together from the parts of a request: the path's parameters, and the
 * body or the query. The procedure's own schema judges it.
 */
export function inputReader({ rest, input }: RestProcedure): (request: FastifyRequest) => unknown {
  if (input === undefined) return () => undefined;
  const decode = decoder(input);
  const inPath = pathParameters(rest.path);
  // Where the path says all, there need be no body.
  const isWhole =
    input instanceof z.ZodObject &&
    Object.keys(input.shape).every((key) => inPath.includes(key) || key === "expected_version");
  const readOuter = takesBody(rest.method)
    ? ({ body }: FastifyRequest) => body
    : ({ query }: FastifyRequest) => decode(Object(query));
  const needsBody = takesBody(rest.method) && !isWhole && !input.safeParse(undefined).success;
  const readVersion = isVersioned(input) ? versionIn : noVersion(rest);
  return (request) => {
    const sent = readOuter(request);
    if (sent === undefined && needsBody)
      throw new TRPCError({ code: "BAD_REQUEST", cause: body.safeParse(sent).error });
    const outer = sent === undefined && isWhole ? {} : sent;
    if (!isObject(outer)) return outer;
    refuse(inPath.filter((name) => Object.hasOwn(outer, name)));
    return { ...outer, ...decode(Object(request.params)), ...readVersion(request) };
  };
}

/** What has no versions has no strong ETag. Of what is read, the answer has one, and is looked at instead. */
function noVersion({ method }: Rest): (request: FastifyRequest) => object {
  return (request) => {
    if (method !== "GET") requireMatch(request, undefined);
    return {};
  };
}

/** The procedure's schema would speak of an input, of which callers of REST know nothing. */
const body = z.object({}, "A JSON body is required");

/** Refuses keys that belong in the path alone, in the schema's words for a key it does not know. */
function refuse(keys: string[]): void {
  if (keys.length === 0) return;
  const stray = Object.fromEntries(keys.map((key) => [key, undefined]));
  throw new TRPCError({ code: "BAD_REQUEST", cause: z.strictObject({}).safeParse(stray).error });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

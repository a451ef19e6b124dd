import {
  type AnyTRPCRouter,
  callTRPCProcedure,
  type inferRouterContext,
  type TRPCError,
} from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import { Addresses, methodsAt } from "./addresses.ts";
import { noRoute, sender, type SentProblem, sendProblem, targetOf } from "./answer.ts";
import { inputReader } from "./input.ts";
import { acceptJsonOnly, fromFastify } from "./json.ts";
import { type RestProcedure, restProcedures } from "./meta.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The procedure of a route of this plugin, by its place in the router: `artists.create`. */
    procedure?: string;
  }
}

export interface RestOptions<Router extends AnyTRPCRouter> {
  router: Router;
  createContext: (request: FastifyRequest, reply: FastifyReply) => inferRouterContext<Router>;
  /** An error as callers see it (RFC 9457), with its status. */
  toProblem: (error: TRPCError, request: FastifyRequest) => SentProblem;
  /** Called for each error that is answered. */
  onError?: (error: TRPCError, request: FastifyRequest) => void;
  /** The `signal` of the procedure that a request calls. By default Fastify's, which aborts when the caller goes. */
  signalOf?: (request: FastifyRequest) => AbortSignal | undefined;
}

/**
 * A Fastify plugin that serves each procedure with `rest()` meta as plain REST, with one native route
 * per procedure.
 *
 * @example
 * app.register(restPlugin, { prefix: "/api/v1", router, createContext, toProblem });
 */
export async function restPlugin<Router extends AnyTRPCRouter>(
  app: FastifyInstance,
  options: RestOptions<Router>,
): Promise<void> {
  const procedures = restProcedures(options.router);
  acceptJsonOnly(app, JSON.parse);
  const addresses = new Addresses(procedures);
  const addressOf = ({ url }: FastifyRequest) =>
    addresses.find(targetOf(url).path.slice(app.prefix.length));
  const sendNotFound = (request: FastifyRequest, reply: FastifyReply) => {
    const methods = addressOf(request)?.methods ?? methodsAt(app, targetOf(request.url).path);
    return sendProblem(reply, options.toProblem(noRoute(reply, methods), request));
  };
  app.setNotFoundHandler(sendNotFound);
  app.setErrorHandler((error, request, reply) => {
    // Fastify parses the body also if there is no route, and may fail on it.
    if (request.is404) return sendNotFound(request, reply);
    const trpcError = fromFastify(error);
    options.onError?.(trpcError, request);
    return sendProblem(reply, options.toProblem(trpcError, request));
  });
  for (const procedure of procedures) {
    const { path } = procedure.rest;
    const route = routeOf(procedure, options, app.prefix);
    if (addresses.isAmbiguous(path))
      // The router looks at the routes of one method only: DELETE /books/new would delete a book.
      route.onRequest = async (request, reply) =>
        addressOf(request)?.path === path ? undefined : sendNotFound(request, reply);
    app.route(route);
  }
}

function routeOf<Router extends AnyTRPCRouter>(
  procedure: RestProcedure,
  { router, createContext, signalOf = ({ signal }) => signal }: RestOptions<Router>,
  prefix: string,
): RouteOptions {
  const { name, type, rest } = procedure;
  const readInput = inputReader(procedure);
  const send = sender(rest, prefix);
  return {
    method: rest.method,
    url: rest.path.replace(/\{(\w+)\}/g, ":$1"),
    config: { procedure: name },
    async handler(request, reply) {
      const output: unknown = await callTRPCProcedure({
        router,
        path: name,
        type,
        ctx: createContext(request, reply),
        // Lazily, so that the procedure's gate refuses before the input is read.
        getRawInput: async () => readInput(request),
        signal: signalOf(request),
        batchIndex: 0,
      });
      return send(reply, output);
    },
  };
}

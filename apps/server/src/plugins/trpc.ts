import { acceptJsonOnly, fromFastify } from "@coulisses/rest/json";
import type { AnyTRPCRouter, inferRouterContext, TRPCError } from "@trpc/server";
import { incomingMessageToRequest } from "@trpc/server/adapters/node-http";
import { resolveResponse } from "@trpc/server/http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

interface TrpcOptions<Router extends AnyTRPCRouter> {
  router: Router;
  createContext: (request: FastifyRequest) => inferRouterContext<Router>;
  /** The body of an error that is raised before tRPC is reached. */
  toErrorShape: (error: TRPCError) => { data: { httpStatus: number } };
  onError: (error: TRPCError, request: FastifyRequest) => void;
}

/**
 * The tRPC door. tRPC's own Fastify plugin is not used, for it lets multipart bodies of any size
 * in: this one takes JSON only, within the limit, and answers whole texts.
 */
export async function trpc<Router extends AnyTRPCRouter>(
  app: FastifyInstance,
  { router, createContext, toErrorShape, onError }: TrpcOptions<Router>,
): Promise<void> {
  acceptJsonOnly(app, String);
  app.setErrorHandler((error, request, reply) => {
    const trpcError = fromFastify(error);
    onError(trpcError, request);
    const shape = toErrorShape(trpcError);
    return reply.code(shape.data.httpStatus).send({ error: shape });
  });
  app.all<{ Params: { path: string } }>("/:path", async (request, reply) => {
    const response = await resolveResponse({
      router,
      req: toWebRequest(request, reply),
      path: request.params.path,
      error: null,
      createContext: async () => createContext(request),
      maxBatchSize: 20,
      onError: ({ error }) => onError(error, request),
    });
    for (const [name, value] of response.headers) reply.header(name, value);
    // As text: Fastify would pipe the response's stream, which takes longer than all else.
    return reply.code(response.status).send(await response.text());
  });
}

/** A request as tRPC reads it, with the body that Fastify has read; it aborts when its caller goes. */
function toWebRequest(request: FastifyRequest, reply: FastifyReply): Request {
  const message = Object.assign(request.raw, { body: request.body });
  return incomingMessageToRequest(message, reply.raw, { maxBodySize: null });
}

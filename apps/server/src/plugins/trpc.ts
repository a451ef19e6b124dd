import { sendConditionally, type SentProblem } from "@coulisses/rest/answer";
import { acceptJsonOnly, fromFastify } from "@coulisses/rest/json";
import type { AnyTRPCRouter, inferRouterContext, TRPCError } from "@trpc/server";
import { incomingMessageToRequest } from "@trpc/server/adapters/node-http";
import { resolveResponse } from "@trpc/server/http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Calls in one request; more are refused. */
export const mostInBatch = 20;

interface TrpcOptions<Router extends AnyTRPCRouter> {
  router: Router;
  /** @param calls how many the request makes */
  createContext: (
    request: FastifyRequest,
    reply: FastifyReply,
    calls: number,
  ) => inferRouterContext<Router>;
  /** The body of an error that is raised before tRPC is reached. */
  toErrorShape: (error: TRPCError) => { data: { httpStatus: number; problem: SentProblem } };
  /** Told of each error that is answered, and of the procedure where one of a batch failed. */
  onError: (error: TRPCError, request: FastifyRequest, procedure?: string) => void;
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
    tellWhenToRetry(reply, shape.data.problem);
    return reply.code(shape.data.httpStatus).send({ error: shape });
  });
  app.route<{ Params: { path: string } }>({
    // Not TRACE, for which there is no web request.
    method: ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"],
    url: "/:path",
    async handler(request, reply) {
      const response = await resolveResponse({
        router,
        req: toWebRequest(request, reply),
        path: request.params.path,
        error: null,
        createContext: async ({ info }) => createContext(request, reply, info.calls.length),
        maxBatchSize: mostInBatch,
        onError: ({ error, path }) => {
          onError(error, request, path);
          tellWhenToRetry(reply, toErrorShape(error).data.problem);
        },
      });
      const vary = [reply.getHeader("vary"), response.headers.get("vary")].filter(Boolean);
      if (vary.length > 0) reply.header("vary", vary.join(", "));
      // As text: Fastify would pipe the response's stream, which takes longer than all else.
      const text = await response.text();
      reply.code(response.status);
      return request.method === "GET" && response.status === 200
        ? sendConditionally(reply, text)
        : reply.type("application/json").send(text);
    },
  });
}

function tellWhenToRetry(reply: FastifyReply, { retry_after }: SentProblem): void {
  if (retry_after !== undefined) reply.header("retry-after", retry_after);
}

/** A request as tRPC reads it, with the body that Fastify has read; it aborts when its caller goes. */
function toWebRequest(request: FastifyRequest, reply: FastifyReply): Request {
  // Asks for a stream of lines, which is of no use where an answer is ready at once.
  delete request.raw.headers["trpc-accept"];
  delete request.raw.headers.accept;
  const message = Object.assign(request.raw, { body: request.body });
  return incomingMessageToRequest(message, reply.raw, { maxBodySize: null });
}

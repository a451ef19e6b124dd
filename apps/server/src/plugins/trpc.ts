import { acceptJsonOnly, fromFastify } from "@coulisses/rest/json";
import type { AnyTRPCRouter, inferRouterContext, TRPCError } from "@trpc/server";
import { fastifyRequestHandler } from "@trpc/server/adapters/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";

interface TrpcOptions<Router extends AnyTRPCRouter> {
  router: Router;
  createContext: (request: FastifyRequest) => inferRouterContext<Router>;
  /** The body of an error that is raised before tRPC is reached. */
  toErrorShape: (error: TRPCError) => { data: { httpStatus: number } };
  onError: (error: TRPCError, request: FastifyRequest) => void;
}

/**
 * The tRPC door. tRPC's own Fastify plugin is not used, for it lets multipart bodies of any size
 * in: this one takes JSON only, within the limit.
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
  app.all<{ Params: { path: string } }>("/:path", (request, reply) =>
    fastifyRequestHandler<Router, FastifyRequest, typeof reply>({
      req: request,
      res: reply,
      path: request.params.path,
      router,
      createContext: () => createContext(request),
      maxBatchSize: 20,
      onError: ({ error }) => onError(error, request),
    }),
  );
}

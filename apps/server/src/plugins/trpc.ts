import { speaking } from "@coulisses/api/kit/language";
import type { Language } from "@coulisses/messages";
import { methodsAt } from "@coulisses/rest/addresses";
import { noRoute, sendConditionally, type SentProblem, targetOf } from "@coulisses/rest/answer";
import { acceptJsonOnly, fromFastify } from "@coulisses/rest/json";
import type { AnyTRPCProcedure, AnyTRPCRouter, inferRouterContext, TRPCError } from "@trpc/server";
import { resolveResponse } from "@trpc/server/http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { languageOf } from "./language.ts";

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
  toErrorShape: (
    error: TRPCError,
    language: Language,
  ) => { data: { httpStatus: number; problem: SentProblem } };
  /** Called with each error that is answered, and the procedure if one of a batch failed. */
  onError: (error: TRPCError, request: FastifyRequest, procedure?: string) => void;
}

/**
 * The tRPC door. tRPC's own Fastify plugin is not used, for it lets multipart bodies of any size
 * in: this one accepts JSON only, within the limit, and answers whole texts, but for streams.
 */
export async function trpc<Router extends AnyTRPCRouter>(
  app: FastifyInstance,
  { router, createContext, toErrorShape, onError }: TrpcOptions<Router>,
): Promise<void> {
  acceptJsonOnly(app, String);
  const sendError = (reply: FastifyReply, error: TRPCError) => {
    const shape = toErrorShape(error, languageOf(reply.request));
    tellWhenToRetry(reply, shape.data.problem);
    return reply.code(shape.data.httpStatus).send({ error: shape });
  };
  const sendNoRoute = ({ url }: FastifyRequest, reply: FastifyReply) => {
    const { path } = targetOf(url);
    const methods = methodsOf(router, decodeURIComponent(path.slice(app.prefix.length + 1)));
    return sendError(reply, noRoute(reply, methods.length > 0 ? methods : methodsAt(app, path)));
  };
  app.setNotFoundHandler(sendNoRoute);
  app.setErrorHandler((error, request, reply) => {
    if (request.is404) return sendNoRoute(request, reply);
    const trpcError = fromFastify(error);
    onError(trpcError, request);
    return sendError(reply, trpcError);
  });
  app.route<{ Params: { path: string } }>({
    method: ["GET", "HEAD", "POST"],
    url: "/:path",
    async handler(request, reply) {
      const language = languageOf(request);
      let refusal: TRPCError | undefined;
      const resolve = () =>
        resolveResponse({
          router,
          req: toWebRequest(request),
          path: request.params.path,
          error: null,
          createContext: async ({ info }) => createContext(request, reply, info.calls.length),
          maxBatchSize: mostInBatch,
          onError: ({ error, path }) => {
            onError(error, request, path);
            refusal ??= error;
            tellWhenToRetry(reply, toErrorShape(error, language).data.problem);
          },
        });
      // Refusals of tRPC before a procedure are in this language too.
      const response = await speaking(language, resolve);
      const vary = [reply.getHeader("vary"), response.headers.get("vary")].filter(Boolean);
      if (vary.length > 0) reply.header("vary", vary.join(", "));
      if (refusal?.code === "METHOD_NOT_SUPPORTED")
        reply.header("allow", methodsOf(router, request.params.path).join(", "));
      // tRPC would answer the refusal of a stream with 200 and a stream that tells it.
      if (isStream(response))
        return refusal ? sendError(reply, refusal) : sendStream(reply, response);
      // As text: to pipe the response's stream would take longer than everything else.
      const text = await response.text();
      reply.code(response.status);
      return request.method !== "POST" && response.status === 200
        ? sendConditionally(reply, text)
        : reply.type("application/json").send(text);
    },
  });
}

function isStream({ headers }: Response): boolean {
  return headers.get("content-type") === "text/event-stream";
}

/** Sends a stream of events, which ends when its reader disconnects; to HEAD only what comes before it. */
async function sendStream(reply: FastifyReply, { body, headers }: Response): Promise<FastifyReply> {
  // The connection is Node's own affair.
  for (const name of ["content-type", "cache-control", "x-accel-buffering"])
    reply.header(name, headers.get(name) ?? "");
  if (reply.request.method !== "HEAD") return reply.send(body);
  await body?.cancel();
  return reply.send();
}

function tellWhenToRetry(reply: FastifyReply, { retry_after }: SentProblem): void {
  if (retry_after !== undefined) reply.header("retry-after", retry_after);
}

/** The methods that the procedures named in a path take. */
function methodsOf({ _def: { procedures } }: AnyTRPCRouter, names: string): string[] {
  const types = new Set<string>();
  for (const name of names.split(",")) {
    const procedure: AnyTRPCProcedure | undefined = procedures[name];
    if (procedure && Object.hasOwn(procedures, name)) types.add(procedure._def.type);
  }
  return [
    ...(types.has("query") || types.has("subscription") ? ["GET", "HEAD"] : []),
    ...(types.has("mutation") ? ["POST"] : []),
  ];
}

/**
 * A request as tRPC reads it: with the two headers that it needs, and the body that Fastify has read.
 * Copying all headers, and aborting it when its caller disconnects, took an eighth of the CPU time.
 */
function toWebRequest({ url, method, headers, body }: FastifyRequest): Request {
  const { "content-type": type, "last-event-id": after } = headers;
  return new Request(new URL(url, "http://localhost"), {
    // tRPC answers HEAD without calling the procedure.
    method: method === "HEAD" ? "GET" : method,
    headers: {
      ...(type !== undefined && { "content-type": type }),
      ...(typeof after === "string" && { "last-event-id": after }),
    },
    body: typeof body === "string" ? body : null,
  });
}

import { randomUUID } from "node:crypto";
import { defaultOrganisation, type Context } from "@coulisses/api/kit/context";
import { toProblem } from "@coulisses/api/kit/errors";
import { toErrorShape } from "@coulisses/api/kit/trpc";
import { appRouter } from "@coulisses/api/router";
import { open } from "@coulisses/database";
import { migrate } from "@coulisses/database/migrate";
import { restPlugin } from "@coulisses/rest";
import { sendProblem } from "@coulisses/rest/answer";
import { fromFastify } from "@coulisses/rest/json";
import cors from "@fastify/cors";
import { TRPCError } from "@trpc/server";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { Config } from "./config.ts";
import { docs } from "./plugins/docs.ts";
import { apiHeaders } from "./plugins/security-headers.ts";
import { trpc } from "./plugins/trpc.ts";

const bodyLimit = 1024 * 1024;

/**
 * Builds the whole application on a database brought up to date, without listening. Closing the
 * application closes the database, after the requests in flight.
 *
 * @throws DatabaseError when the database cannot be used
 * @example
 * const app = await buildApp(readConfig(process.env));
 * await app.inject("/api/v1/health");
 */
export async function buildApp(config: Config): Promise<FastifyInstance> {
  const database = await open(config.DATABASE_URL);
  try {
    await migrate(database.db);
    const context: Context = {
      db: database.db,
      organisation: await defaultOrganisation(database.db, config.TIME_ZONE),
      service: { name: config.APP_NAME, environment: config.APP_ENV },
    };
    const app = await compose(config, () => context);
    app.addHook("onClose", () => database.close());
    return app;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function compose(config: Config, createContext: () => Context): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit,
    logger: loggerFor(config),
    genReqId: requestId,
    // tRPC names the procedures of a batch in one path segment.
    routerOptions: { maxParamLength: 2000 },
    // A request that arrives while the server closes is answered like any other.
    return503OnClosing: false,
    // A body that does not come is not waited for.
    requestTimeout: 60_000,
    frameworkErrors: (_error, request, reply) =>
      sendProblem(
        reply.headers(apiHeaders).header("x-request-id", request.id),
        toProblem(new TRPCError({ code: "PARSE_ERROR" })),
      ),
  });
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(apiHeaders).header("x-request-id", request.id);
    // RFC 9112 (3.2): 400 for a Host that is none; what builds URLs from it would fail later.
    const isHost =
      /^[\w.:[\]-]*$/.test(request.host) && URL.canParse(`http://${request.host || "-"}`);
    done(isHost ? undefined : new TRPCError({ code: "PARSE_ERROR" }));
  });
  app.addHook("preClose", (done) => {
    // A connection whose answer comes while the server closes would else be kept alive, and with it
    // the process.
    const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
    app.server.once("close", () => clearInterval(sweep));
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    const trpcError = request.is404 ? new TRPCError({ code: "NOT_FOUND" }) : fromFastify(error);
    onError(trpcError, request);
    return sendProblem(reply, toProblem(trpcError));
  });
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, toProblem(new TRPCError({ code: "NOT_FOUND" }))),
  );
  if (config.CORS_ORIGINS.length > 0)
    await app.register(cors, {
      origin: config.CORS_ORIGINS,
      // A plain OPTIONS is no error: it is answered like a preflight.
      strictPreflight: false,
      methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
      exposedHeaders: ["ETag", "Link", "Location", "X-Request-Id"],
    });
  const door = { router: appRouter, createContext, onError };
  await app.register(trpc, { prefix: "/trpc", toErrorShape, ...door });
  await app.register(restPlugin, { prefix: config.API_PREFIX, toProblem, ...door });
  await app.register(docs, { baseUrl: config.API_PREFIX });
  return app;
}

function loggerFor({ LOG_LEVEL }: Config) {
  const isForPeople = process.stdout.isTTY;
  return {
    level: LOG_LEVEL,
    ...(isForPeople && { transport: { target: "pino-pretty", options: { singleLine: true } } }),
  };
}

/** A caller's own id for the request, where it is one that can stand in a log line; or a new one. */
function requestId({
  headers,
}: {
  headers: Record<string, string | string[] | undefined>;
}): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}

/** Refusals are the caller's business; what is left is ours. */
function onError(error: TRPCError, request: FastifyRequest): void {
  if (toProblem(error).status >= 500) request.log.error({ err: error.cause ?? error }, "failed");
}

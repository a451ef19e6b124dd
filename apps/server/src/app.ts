import { randomUUID } from "node:crypto";
import type { Context } from "@coulisses/api/kit/context";
import { type Problem, toProblem } from "@coulisses/api/kit/errors";
import { toErrorShape } from "@coulisses/api/kit/trpc";
import { findOpenCaller } from "@coulisses/api/organisations/queries";
import { permissions, scopes } from "@coulisses/api/permissions";
import { appRouter } from "@coulisses/api/router";
import { type Database, openForApplication } from "@coulisses/database";
import { migrate } from "@coulisses/database/migrate";
import { restPlugin } from "@coulisses/rest";
import { methodsAt } from "@coulisses/rest/addresses";
import { noRoute, sendProblem, targetOf } from "@coulisses/rest/answer";
import { fromFastify } from "@coulisses/rest/json";
import { TRPCError } from "@trpc/server";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { type Callers, createCallers } from "./auth/callers.ts";
import { answerUnread } from "./plugins/client-errors.ts";
import { commandContext } from "./cli/command.ts";
import type { Config } from "./config.ts";
import { makeFirstAdministrator } from "./auth/first-administrator.ts";
import { idempotencyOf, startSweep } from "./plugins/idempotency.ts";
import { createLive, type LiveServer } from "./live/live.ts";
import { loggerFor } from "./operations/log.ts";
import { logFailure } from "./operations/failures.ts";
import { createOperations, type Operations } from "./operations/operations.ts";
import { answerInTurn } from "./operations/pipelining.ts";
import { shedLoad } from "./operations/shed-load.ts";
import { watchRequests } from "./operations/watch-requests.ts";
import { createPeople, type People } from "./auth/people.ts";
import { auth } from "./auth/plugin.ts";
import { compressAnswers } from "./plugins/compression.ts";
import { allowedOrigins, allowPages } from "./plugins/cors.ts";
import { addDeadlines } from "./plugins/deadline.ts";
import { docs } from "./plugins/docs.ts";
import { refuseBadHosts, refuseOtherHosts } from "./plugins/hosts.ts";
import { languageOf, setLanguageHeaders, addLanguageHeaders } from "./plugins/language.ts";
import { pages } from "./plugins/pages.ts";
import { createRateLimits } from "./plugins/rate-limit.ts";
import { apiHeaders, apiHeadersFor } from "./plugins/security-headers.ts";
import { trpc } from "./plugins/trpc.ts";

const bodyLimit = 1024 * 1024;

declare module "fastify" {
  interface FastifyRequest {
    /** The caller, or why it is not known. */
    caller: Context["caller"];
  }
  interface FastifyInstance {
    operations: Operations;
  }
}

/**
 * Builds the whole application, and migrates its database. Only the operations listener
 * listens yet. Closing the application closes the database, after the requests in flight.
 *
 * @throws DatabaseError when the database cannot be used
 * @example
 * const app = await buildApp(readConfig(process.env));
 * await app.inject("/api/v1/health");
 */
export async function buildApp(config: Config): Promise<FastifyInstance> {
  const operations = await createOperations(config);
  try {
    return await buildOn(await openDatabase(config), { config, operations });
  } catch (error) {
    await operations.close();
    throw error;
  }
}

function openDatabase(config: Config): Promise<Database> {
  return openForApplication(config.DATABASE_URL, migrate, {
    connections: config.DATABASE_CONNECTIONS,
    waitMillis: config.LOCK_TIMEOUT * 1000,
    statementMillis: config.REQUEST_TIMEOUT * 1000,
  });
}

async function buildOn(
  database: Database,
  { config, operations }: { config: Config; operations: Operations },
): Promise<FastifyInstance> {
  try {
    const app = createServer(config, operations);
    const people = createPeople({ config, db: database.db, log: app.log });
    const callers = createCallers({ config, db: database.db, people, log: app.log });
    const live = createLive({
      db: database.db,
      url: config.DATABASE_DIRECT_URL ?? config.DATABASE_URL,
      log: app.log,
      forgetCallers: () => callers.forget(),
    });
    app.addHook("preClose", (done) => {
      live.endStreams();
      done();
    });
    await moveTo(config.TIME_ZONE, database.db);
    await makeFirstAdministrator({ config, db: database.db, people, log: app.log });
    await compose(app, { config, db: database.db, people, callers, live });
    const stopSweep = startSweep(database.db, app.log);
    app.addHook("onClose", async () => {
      await callers.close();
      await stopSweep();
      await live.close();
      await database.close();
      await operations.close();
    });
    const isListening = () => app.server.listening;
    operations.watch({ url: config.DATABASE_URL, database, isListening });
    return app;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Sets the time zone of the default organisation, if it has another. */
async function moveTo(time_zone: string | undefined, db: Database["db"]): Promise<void> {
  if (time_zone === undefined) return;
  const { organisation } = await findOpenCaller(db);
  const { organisations } = appRouter.createCaller(commandContext(db, organisation));
  const current = await organisations.get();
  if (current.time_zone !== time_zone) await organisations.update({ time_zone });
}

interface Parts {
  config: Config;
  db: Database["db"];
  people: People;
  callers: Callers;
  live: LiveServer;
}

async function compose(app: FastifyInstance, { config, db, people, callers, live }: Parts) {
  const observer = await watchRequests(app, config);
  refuseBadHosts(app);
  if (config.AUTH === "open") refuseOtherHosts(app, people.url);
  allowPages(app, allowedOrigins(config));
  const shared = {
    db,
    service: { name: config.APP_NAME, environment: config.APP_ENV },
    permissions,
    scopes,
    live,
    forgetCallers: () => {
      callers.forget();
      live.accessChanged();
    },
  };
  const createContext = (request: FastifyRequest, reply: FastifyReply, calls = 1): Context => ({
    ...shared,
    request_id: request.id,
    deadline: request.deadline,
    caller: request.caller,
    identify: () => callers.of(request),
    language: languageOf(request),
    most_bytes: Math.floor(config.ANSWER_LIMIT / calls),
    ...idempotencyOf(request, reply, calls),
    observe: observer(request),
  });
  await shedLoad(app, config);
  const limits = await createRateLimits(app, config);
  findCallers(app, callers);
  limits.count(app);
  // After the limits, which need the size before compression.
  compressAnswers(app);
  addLanguageHeaders(app);
  const { forgetCallers } = shared;
  const watched = { onError: logFailure };
  await app.register(auth, { prefix: "/auth", people, db, limits, forgetCallers, ...watched });
  const door = { router: appRouter, createContext, ...watched };
  await app.register(trpc, { prefix: "/trpc", toErrorShape, ...door });
  const rest = { ...door, createContext: tellingEvents(createContext), signalOf: noSignal };
  await app.register(restPlugin, { prefix: config.API_PREFIX, toProblem: problemFor, ...rest });
  await app.register(docs, { config });
  await app.register(pages);
}

/** The deadline cancels the calls of disconnected callers: a signal beside it took 6 % of the CPU time. */
function noSignal(): undefined {}

type CreateContext = (request: FastifyRequest, reply: FastifyReply) => Context;

/** Sends the id of the request's event in the header `event-id`. */
function tellingEvents(createContext: CreateContext): CreateContext {
  return (request, reply) => ({
    ...createContext(request, reply),
    onEvent: (event_id) => void reply.header("event-id", event_id),
  });
}

/** The gate reports a failure: calls without a gate are answered even without the database. */
function findCallers(app: FastifyInstance, callers: Callers): void {
  app.addHook("onRequest", (request, _reply, done) => {
    const keep = (caller: Context["caller"]) => {
      request.caller = caller;
      done();
    };
    const caller = callers.of(request);
    if (caller instanceof Promise) void caller.catch(asError).then(keep);
    else keep(caller);
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function createServer(config: Config, operations: Operations): FastifyInstance {
  const app = Fastify({
    bodyLimit,
    trustProxy: config.TRUST_PROXY ?? false,
    logger: loggerFor(config, operations.tracing?.traceId),
    genReqId: requestId,
    // tRPC names the procedures of a batch in one path segment.
    routerOptions: { maxParamLength: 2000, ignoreTrailingSlash: true },
    // A request that arrives while the server closes is answered like any other.
    return503OnClosing: false,
    // The hooks below refuse, with a problem, what Node would refuse without one.
    http: { maxHeaderSize: 16 * 1024, requireHostHeader: false },
    clientErrorHandler: (error, socket) => answerUnread(app.log, error, socket),
    // Do not wait for a body that does not come.
    requestTimeout: 60_000,
    frameworkErrors: (_error, request, reply) => {
      setLanguageHeaders(reply, languageOf(request));
      return sendProblem(
        reply.headers(apiHeaders).header("x-request-id", request.id),
        problemFor(new TRPCError({ code: "PARSE_ERROR" }), request),
      );
    },
  });
  app.decorate("operations", operations);
  app.decorateRequest("caller");
  answerInTurn(app);
  addDeadlines(app, config.REQUEST_TIMEOUT * 1000);
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(apiHeadersFor(request.method)).header("x-request-id", request.id);
    done();
  });
  // An unknown expectation is no reason to refuse (RFC 9110, 10.1.1).
  app.server.on("checkExpectation", (request, response) => app.routing(request, response));
  app.addHook("preClose", (done) => {
    // A connection that is answered while the server closes would be kept alive otherwise, and with it
    // the process.
    const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
    app.server.once("close", () => clearInterval(sweep));
    done();
  });
  const sendNoRoute = (request: FastifyRequest, reply: FastifyReply) => {
    const methods = methodsAt(app, targetOf(request.url).path);
    return sendProblem(reply, problemFor(noRoute(reply, methods), request));
  };
  app.setErrorHandler((error, request, reply) => {
    // Fastify reads the body first, even for an unknown path.
    if (request.is404) return sendNoRoute(request, reply);
    const trpcError = fromFastify(error);
    logFailure(trpcError, request);
    return sendProblem(reply, problemFor(trpcError, request));
  });
  app.setNotFoundHandler(sendNoRoute);
  return app;
}

/** A problem in the language of its request. */
function problemFor(error: TRPCError, request: FastifyRequest): Problem {
  return toProblem(error, languageOf(request));
}

/** The caller's id for the request if it is safe in a log line; otherwise a new one. */
function requestId({
  headers,
}: {
  headers: Record<string, string | string[] | undefined>;
}): string {
  const given = headers["x-request-id"];
  return typeof given === "string" && /^(?!.*clk_)[\w.:-]{1,128}$/.test(given)
    ? given
    : randomUUID();
}

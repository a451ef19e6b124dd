import { DomainError, toProblem } from "@coulisses/api/kit/errors";
import type { Caller } from "@coulisses/api/kit/context";
import { toErrorShape } from "@coulisses/api/kit/trpc";
import { callerKind } from "@coulisses/api/kit/roles";
import { restPlugin } from "@coulisses/rest";
import { sendProblem } from "@coulisses/rest/answer";
import { acceptJsonOnly, fromFastify } from "@coulisses/rest/json";
import { rest } from "@coulisses/rest/meta";
import { initTRPC, type TRPCError } from "@trpc/server";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { z } from "zod";
import { readConfig } from "../config.ts";
import { createRateLimits } from "./rate-limit.ts";
import { trpc } from "./trpc.ts";

const t = initTRPC
  .meta<object>()
  .create({ errorFormatter: ({ error, path }) => toErrorShape(error, "en", path) });

function getter(path: `/${string}`, answer = "answered") {
  const meta = rest({ method: "GET", path });
  return t.procedure
    .meta(meta)
    .output(z.string())
    .query(() => answer);
}

const router = t.router({
  health: t.router({ get: getter("/health") }),
  artists: t.router({
    list: getter("/artists"),
    get: getter("/artist"),
    // Three times 64 KiB in UTF-8, and a little more for the quotes.
    export: getter("/export", "é".repeat(3 * 32 * 1024)),
  }),
});

const inEnglish = (error: TRPCError) => toProblem(error, "en");

interface Options {
  settings?: Record<string, string>;
  /** Called with each line of the log. */
  onLog?: (line: string) => void;
}

/**
 * Both doors and a sign-in route, with limits and without a database. The caller is what
 * the header says: `Authorization: key:1`.
 */
export async function limitedApp({
  settings = {},
  onLog = () => {},
}: Options = {}): Promise<FastifyInstance> {
  const config = readConfig({ AUTH: "required", AUTH_SECRET: "s".repeat(32), ...settings });
  const app = Fastify({
    logger: { level: "error", stream: { write: onLog } },
    routerOptions: { maxParamLength: 2000 },
    trustProxy: config.TRUST_PROXY ?? false,
  });
  app.decorateRequest("caller");
  const limits = await createRateLimits(app, config);
  const door = { router, createContext: () => ({}), onError: () => {} };
  await app.register(async (doors) => {
    doors.addHook("onRequest", async (request) => {
      request.caller = config.AUTH === "open" ? knownAs("open") : callerOf(request);
    });
    limits.count(doors);
    await doors.register(trpc, { prefix: "/trpc", toErrorShape, ...door });
    await doors.register(restPlugin, { prefix: config.API_PREFIX, toProblem: inEnglish, ...door });
  });
  await app.register(async (auth) => {
    acceptJsonOnly(auth, JSON.parse);
    auth.setErrorHandler((error, _request, reply) =>
      sendProblem(reply, inEnglish(fromFastify(error))),
    );
    auth.post("/sign-in", { preHandler: limits.attempts }, () => "answered");
  });
  return app;
}

function callerOf({ headers }: FastifyRequest): Caller | DomainError {
  const { authorization = "" } = headers;
  return authorization.includes(":") ? knownAs(authorization) : new DomainError("unauthenticated");
}

function knownAs(credential: string): Caller {
  const [kind, id = null] = credential.split(":");
  return {
    kind: callerKind.parse(kind),
    id,
    name: credential,
    role: "admin",
    artist_id: null,
    organisation: { id: "one", language: null },
  };
}

export interface Call {
  url?: string;
  /** `key:1`, `person:1`, or an invalid one. */
  as?: string;
  cookie?: string;
  from?: string;
  forwardedFor?: string;
}

export const artists = "/api/v1/artists";

/** Asks as one caller. */
export function get(
  app: FastifyInstance,
  { url = artists, as, cookie, from, forwardedFor }: Call = {},
) {
  return app.inject({
    url,
    headers: {
      ...(as && { authorization: as }),
      ...(cookie && { cookie }),
      ...(forwardedFor && { "x-forwarded-for": forwardedFor }),
    },
    ...(from && { remoteAddress: from }),
  });
}

/** The statuses of calls that are made one after the other. */
export async function statuses(
  times: number,
  ask: (index: number) => Promise<{ statusCode: number }>,
) {
  const found: number[] = [];
  for (let index = 0; index < times; index += 1) found.push((await ask(index)).statusCode);
  return found;
}

/** The same status, `count` times. */
export const many = (count: number, status: number) => Array.from({ length: count }, () => status);

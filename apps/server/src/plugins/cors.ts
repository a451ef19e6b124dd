import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { type Config, isLoopback } from "../config.ts";
import { isOwnOrigin } from "./hosts.ts";

/** The number of refused origins that are logged: an attacker could make up any number to fill the log. */
const mostLogged = 50;

const methods = "GET, HEAD, POST, PUT, PATCH, DELETE";

/** Headers of answers that a page of another origin may read, besides those that every page may. */
const exposed = [
  "ETag",
  "Event-Id",
  "Idempotent-Replayed",
  "Link",
  "Location",
  "RateLimit-Limit",
  "RateLimit-Remaining",
  "RateLimit-Reset",
  "Retry-After",
  "X-Request-Id",
].join(", ");

/**
 * Whether pages of an origin may call the API from a browser: those that `CORS_ORIGINS` names, and with
 * `AUTH=open` on loopback those that this machine serves over http, on any port. Only its own users
 * reach this server, and its pages are theirs.
 *
 * @example
 * const mayCall = allowedOrigins(config);
 * mayCall("http://localhost:5173");
 */
export function allowedOrigins({ AUTH, HOST, CORS_ORIGINS }: Config): (origin: string) => boolean {
  const named = new Set(CORS_ORIGINS);
  const isForThisMachine = AUTH === "open" && isLoopback(HOST);
  return (origin) => named.has(origin) || (isForThisMachine && isOfThisMachine(origin));
}

function isOfThisMachine(origin: string): boolean {
  const url = URL.parse(origin);
  return url?.protocol === "http:" && isLoopback(url.hostname) && url.origin === origin;
}

/**
 * Lets pages of other origins call from a browser (CORS). A hook, and not `@fastify/cors`: that plugin
 * adds a route for `OPTIONS *`, which hides the 405 of the paths that take other methods.
 *
 * @param mayCall whether pages of an origin may call; each other origin is logged once
 */
export function allowPages(app: FastifyInstance, mayCall: (origin: string) => boolean): void {
  const logRefusal = refusalLog(app.log);
  app.addHook("onRequest", (request, reply, done) => {
    const { method, headers } = request;
    const { origin } = headers;
    reply.header("vary", "Origin");
    if (origin === undefined) return done();
    if (!mayCall(origin)) {
      if (!isOwnOrigin(origin, request)) logRefusal(origin);
      return done();
    }
    reply.headers({
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": exposed,
    });
    if (method !== "OPTIONS" || headers["access-control-request-method"] === undefined)
      return done();
    reply.headers({
      "access-control-allow-methods": methods,
      "access-control-allow-headers": headers["access-control-request-headers"] ?? "",
    });
    return reply.code(204).send();
  });
}

/** Logs which setting lets a refused origin in: the page itself only sees "Failed to fetch". */
function refusalLog(log: FastifyBaseLogger): (origin: string) => void {
  const logged = new Set<string>();
  return (origin) => {
    // The setting takes no other origins, such as "null".
    const canBeNamed = /^https?:/.test(origin) && URL.parse(origin)?.origin === origin;
    if (!canBeNamed || logged.has(origin) || logged.size >= mostLogged) return;
    logged.add(origin);
    log.warn({ origin }, "refused a page of this origin: CORS_ORIGINS lets it in");
  };
}

import { isIP } from "node:net";
import { DomainError } from "@coulisses/api/kit/errors";
import { TRPCError } from "@trpc/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { isLoopback } from "../config.ts";

/**
 * Refuses requests that do not say clearly which host they are for (RFC 9112, 3.2): 400 for no Host
 * header, for several, for a malformed one, and for one that contradicts a target in absolute form. A
 * proxy in front may have routed by the other one.
 */
export function refuseBadHosts(app: FastifyInstance): void {
  // Most requests name the same host: it is parsed once.
  let last: string | undefined;
  app.addHook("onRequest", ({ headers, host, raw }, _reply, done) => {
    const isKnown = headers.host !== undefined && host === last;
    const isHost =
      isKnown ||
      ((headers.host !== undefined || raw.httpVersion === "1.0") &&
        /^[\w.:[\]-]*$/.test(host) &&
        URL.canParse(`http://${host || "-"}`));
    if (isHost) last = host;
    const isClear = isHost && countHosts(raw.rawHeaders) <= 1 && isTargetOn(headers.host, raw.url);
    return done(isClear ? undefined : new TRPCError({ code: "PARSE_ERROR" }));
  });
}

/** Node keeps the first of several Host headers, and drops the others. */
function countHosts(rawHeaders: string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === "host") count += 1;
  }
  return count;
}

/** Whether a target in absolute form, `http://host/path`, names the host of the Host header; others name none. */
function isTargetOn(host = "", target = ""): boolean {
  if (target.startsWith("/") || target === "*") return true;
  const url = URL.parse(target);
  if (url === null || url.username !== "" || url.password !== "") return false;
  return url.host !== "" && url.host === URL.parse(`${url.protocol}//${host}`)?.host;
}

/** Whether a page of an origin is a page of the server that a request was sent to. */
export function isOwnOrigin(origin: string, { protocol, host }: FastifyRequest): boolean {
  const own = URL.parse(`${protocol}://${host}`)?.origin;
  // An unknown scheme from a proxy gives the origin "null", which stands for any page.
  return own === origin && own !== "null";
}

/**
 * Refuses requests to a host that is not ours, for a server whose every caller is administrator. By DNS
 * rebinding an attacker points a name of theirs at this server, so that browsers take the attacker's page
 * for one of ours. Ours are the name in `url`, loopback names and IP addresses, which nobody can point
 * at another machine.
 *
 * @param url where people reach the server
 */
export function refuseOtherHosts(app: FastifyInstance, url: string): void {
  const own = new URL(url).hostname;
  const looksOurs = (host: string) => {
    const hostname = URL.parse(`http://${host}`)?.hostname ?? "";
    return hostname === own || isLoopback(hostname) || isIP(hostname.replace(/^\[|\]$/g, "")) > 0;
  };
  // Parsing a host takes longer than all other hooks together, and most requests name the same.
  let last = "";
  const isOurs = (host: string) => {
    if (host === last) return true;
    if (!looksOurs(host)) return false;
    last = host;
    return true;
  };
  app.addHook("onRequest", (request, _reply, done) => {
    // A page sets X-Forwarded-Host as it likes, which a trusted proxy gives us as `request.host`; Host it cannot set.
    const isAllowed = isOurs(request.headers.host ?? "") && isOurs(request.host);
    done(isAllowed ? undefined : new DomainError("forbidden", { reason: "other_host" }));
  });
}

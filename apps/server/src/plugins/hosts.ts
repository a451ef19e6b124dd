import { isIP } from "node:net";
import { DomainError } from "@coulisses/api/kit/errors";
import type { FastifyInstance } from "fastify";
import { isLoopback } from "../config.ts";

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
  // To parse a host takes longer than all other hooks together, and most requests name the same.
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
    done(isAllowed ? undefined : new DomainError("forbidden", otherHost));
  });
}

/** What a caller is told. */
export const otherHost =
  "With AUTH=open this server answers to localhost, to IP addresses and to the host of PUBLIC_URL.";

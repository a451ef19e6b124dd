import type { FastifyRequest } from "fastify";
import type { Config } from "../config.ts";
import { loggedError } from "./logged-error.ts";

/**
 * How the server logs: JSON for programs, lines for people; and no secret.
 *
 * @param traceId of the request that is being answered, where requests are traced
 */
export function loggerFor(
  { LOG_LEVEL }: Pick<Config, "LOG_LEVEL">,
  traceId?: () => string | undefined,
) {
  const isForPeople = process.stdout.isTTY;
  return {
    level: LOG_LEVEL,
    ...(traceId && { mixin: () => ({ trace_id: traceId() }) }),
    serializers: {
      err: (error: unknown) => ({ ...loggedError(error) }),
      req: ({ method, url, host, ip }: FastifyRequest) => ({
        method,
        url: withoutSecrets(url),
        host,
        remoteAddress: ip,
      }),
    },
    ...(isForPeople && { transport: { target: "pino-pretty", options: { singleLine: true } } }),
  };
}

/**
 * The path of a request without secrets and personal data: no query, and no part that is as
 * long as a key or the end of a mailed link.
 */
function withoutSecrets(url: string): string {
  return url.replace(/[?#].*/s, "").replace(/[\w-]{40,}|[A-Za-z0-9]{20,}/g, "…");
}

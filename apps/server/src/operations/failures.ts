import type { Caller } from "@coulisses/api/kit/context";
import { kindOf } from "@coulisses/api/kit/errors";
import type { TRPCError } from "@trpc/server";
import type { FastifyRequest } from "fastify";
import { targetOf } from "./calls.ts";
import { sqlstateIn } from "./logged-error.ts";

/**
 * Logs an error of the server (a status of 500 and more), with all that is needed to find its
 * reason and its callers. Refusals are not logged.
 *
 * @param procedure which of a batch failed; left out where the request as a whole did
 */
export function logFailure(error: TRPCError, request: FastifyRequest, procedure?: string): void {
  const { status, code } = kindOf(error);
  // The caller has disconnected, which cancels the call: nobody waits for it.
  if (status < 500 || request.raw.socket.destroyed) return;
  const { caller } = request;
  const { door, procedures } = targetOf(request);
  const err = error.cause ?? error;
  const line = {
    procedure: procedure ?? procedures.join(","),
    door,
    status,
    problem: code,
    sqlstate: sqlstateIn(err),
    ...(isKnown(caller) && {
      organisation: caller.organisation.id,
      caller: { kind: caller.kind, id: caller.id },
    }),
    err,
  };
  // 503 ends by itself or names the setting to change; 500 is a defect.
  if (status === 503) request.log.warn(line, "unavailable");
  else request.log.error(line, "failed");
}

/** The caller is unknown before the request is identified, and when that failed. */
function isKnown(caller: FastifyRequest["caller"] | undefined): caller is Caller {
  return caller !== undefined && !(caller instanceof Error);
}

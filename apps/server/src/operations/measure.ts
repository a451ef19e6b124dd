import type { Socket } from "node:net";
import type { Observe } from "@coulisses/api/kit/context";
import { kindOf } from "@coulisses/api/kit/errors";
import { getTRPCErrorFromUnknown, type TRPCError } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { mostInBatch } from "../plugins/trpc.ts";
import { type Target, targetOf, unknown } from "./calls.ts";
import type { Metrics } from "./metrics.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** When the request arrived (`performance.now()`). */
    arrivedAt: number;
    /** The calls of a tRPC request that have ended. */
    endedCalls: EndedCall[];
  }
}

interface EndedCall {
  procedure: string;
  status: number;
  at: number;
}

/**
 * Counts and times each call, from the arrival of its request: a REST request until its answer is
 * written, a call of a tRPC request until it ends, because its answer waits for the others.
 *
 * @returns the function in which the calls of a tRPC request run
 */
export function measureCalls(
  app: FastifyInstance,
  metrics: Metrics,
): (request: FastifyRequest) => Observe {
  const written = new WeakMap<Socket, number>();
  app.decorateRequest("arrivedAt", 0);
  app.decorateRequest("endedCalls");
  app.addHook("onRequest", (request, _reply, done) => {
    request.arrivedAt = performance.now();
    request.endedCalls = [];
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    const target = targetOf(request);
    const method = methodOf(request);
    const isAnswered = reply.raw.writableFinished;
    for (const { procedure, status, at } of callsIn(request, reply, target)) {
      const labels = { procedure, door: target.door, method };
      const seconds = (at - request.arrivedAt) / 1000;
      metrics.call({ ...labels, status: isAnswered ? classOf(status) : "aborted" }, seconds);
    }
    const { socket } = request.raw;
    const bytes = socket.bytesWritten - (written.get(socket) ?? 0);
    written.set(socket, socket.bytesWritten);
    // A request that is injected has no socket that counts.
    if (bytes > 0) metrics.bytes(oneNameOf(target), bytes);
    metrics.replays(replaysIn(reply));
    if (reply.statusCode === 429) metrics.refusal(target.door);
    done();
  });
  return (request) => async (procedure, call) => {
    const end = (status: number) =>
      request.endedCalls.push({ procedure, status, at: performance.now() });
    try {
      const outcome = await call();
      end(outcome.ok ? 200 : statusOf(outcome.error));
      return outcome;
    } catch (error) {
      end(statusOf(getTRPCErrorFromUnknown(error)));
      throw error;
    }
  };
}

function statusOf(error: TRPCError): number {
  return kindOf(error).status;
}

function classOf(status: number): string {
  return `${Math.floor(status / 100)}xx`;
}

/** The calls of a request; a refusal of the whole request ends each of them. */
function callsIn(
  { endedCalls }: FastifyRequest,
  { statusCode: status }: FastifyReply,
  { door, procedures }: Target,
): EndedCall[] {
  if (door === "trpc" && endedCalls.length > 0) return endedCalls;
  const at = performance.now();
  return procedures.slice(0, mostInBatch).map((procedure) => ({ procedure, status, at }));
}

const methods = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/** One of the methods that routes take: Node lets some 30 others through. */
function methodOf({ method }: FastifyRequest): string {
  return methods.has(method) ? method : "other";
}

function oneNameOf({ door, procedures: [procedure = unknown, ...others] }: Target) {
  return { door, procedure: others.length > 0 ? "batch" : procedure };
}

/** Calls that were answered from a stored answer: `true,false,true`. */
function replaysIn(reply: FastifyReply): number {
  const header = reply.getHeader("idempotent-replayed");
  return String(header ?? "")
    .split(",")
    .filter((value) => value === "true").length;
}

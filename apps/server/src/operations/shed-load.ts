import { totalmem } from "node:os";
import { getHeapStatistics } from "node:v8";
import { DomainError } from "@coulisses/api/kit/errors";
import underPressure from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import { isForAnyone } from "./calls.ts";
import type { ShedReason } from "./metrics.ts";

/** A process that has just started is busy with itself: its first samples mean nothing. */
const millisecondsToSettle = 2000;

/**
 * Refuses requests at once, with 503, while the process is overloaded: those that it accepts
 * are then answered in time. Health is always answered.
 */
export async function shedLoad(
  app: FastifyInstance,
  config: Pick<Config, "MAX_EVENT_LOOP_DELAY" | "MAX_MEMORY">,
): Promise<void> {
  let settledAt = Infinity;
  app.addHook("onListen", (done) => {
    settledAt = performance.now() + millisecondsToSettle;
    done();
  });
  const limits = {
    maxEventLoopDelay: config.MAX_EVENT_LOOP_DELAY,
    ...memoryLimits(config.MAX_MEMORY),
  };
  // In a scope without routes: the plugin's own hook would make Fastify build `routeOptions` for each request.
  await app.register(async (scope) => {
    await scope.register(underPressure, limits);
    app.addHook("onRequest", (request, _reply, done) => {
      if (!scope.isUnderPressure() || performance.now() < settledAt || isForAnyone(request))
        return done();
      app.operations.metrics?.shed(reasonFor(scope, limits));
      return done(new DomainError("unavailable", { reason: "overloaded" }));
    });
  });
}

interface Limits {
  maxEventLoopDelay: number;
  maxHeapUsedBytes?: number;
  maxRssBytes?: number;
}

/** The value that is too high, in the order in which the plugin checks. */
function reasonFor(scope: FastifyInstance, limits: Limits): ShedReason {
  const { eventLoopDelay, heapUsed } = scope.memoryUsage();
  const { maxEventLoopDelay, maxHeapUsedBytes = 0 } = limits;
  if (maxEventLoopDelay > 0 && eventLoopDelay > maxEventLoopDelay) return "event_loop_delay";
  return maxHeapUsedBytes > 0 && heapUsed > maxHeapUsedBytes ? "heap" : "memory";
}

const mebibyte = 1024 * 1024;

/** The share of the limit of a process from which it is overloaded. */
const share = 0.9;

/** @param mebibytes as set; without it the limit of the container counts, and V8's own always does */
function memoryLimits(mebibytes: number | undefined) {
  if (mebibytes === 0) return {};
  const allowed = process.constrainedMemory();
  const isConstrained = allowed > 0 && allowed < totalmem();
  const maxRssBytes =
    mebibytes === undefined ? (isConstrained ? share * allowed : 0) : mebibytes * mebibyte;
  return { maxRssBytes, maxHeapUsedBytes: share * getHeapStatistics().heap_size_limit };
}

import { totalmem } from "node:os";
import { getHeapStatistics } from "node:v8";
import { DomainError } from "@coulisses/api/kit/errors";
import underPressure, {
  TYPE_EVENT_LOOP_DELAY,
  TYPE_HEAP_USED_BYTES,
  TYPE_RSS_BYTES,
} from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import { isForAnyone } from "./calls.ts";
import type { ShedReason } from "./metrics.ts";

/** What is too high, by the names that `@fastify/under-pressure` has for it. */
const reasons = new Map<string, ShedReason>([
  [TYPE_EVENT_LOOP_DELAY, "event_loop_delay"],
  [TYPE_HEAP_USED_BYTES, "heap"],
  [TYPE_RSS_BYTES, "memory"],
]);

const overloaded = "The server is overloaded. Retry-After says how many seconds to wait.";

/** A process that has just started is busy with itself: the first samples tell nothing. */
const millisecondsToSettle = 2000;

/**
 * Refuses requests at once, with 503, while the process has more to do than it can: those that it takes
 * are then answered in time. What anybody may call, health, is always answered.
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
  await app.register(underPressure, {
    maxEventLoopDelay: config.MAX_EVENT_LOOP_DELAY,
    ...memoryLimits(config.MAX_MEMORY),
    async pressureHandler(request, _reply, type) {
      if (performance.now() < settledAt || isForAnyone(request)) return;
      const reason = reasons.get(type);
      if (reason !== undefined) app.operations.metrics?.shed(reason);
      throw new DomainError("unavailable", overloaded);
    },
  });
}

const mebibyte = 1024 * 1024;

/** The share of what a process may have at most that is taken for too much. */
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

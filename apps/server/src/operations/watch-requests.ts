import type { Observe } from "@coulisses/api/kit/context";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Config } from "../config.ts";
import { cutOffSlowReaders } from "./cut-off.ts";
import { measureCalls } from "./measure.ts";

/** Returns the function in which the calls of a request run; undefined if nobody observes them. */
export type Observer = (request: FastifyRequest) => Observe | undefined;

/**
 * Adds metrics, traces and connection limits to an application. To be called before it has hooks
 * and routes, which are observed too.
 */
export async function watchRequests(
  app: FastifyInstance,
  { SEND_TIMEOUT }: Pick<Config, "SEND_TIMEOUT">,
): Promise<Observer> {
  const { operations } = app;
  const { metrics, tracing } = operations;
  cutOffSlowReaders(app, SEND_TIMEOUT * 1000);
  // Callers with an open connection should open their next one to another process.
  // oxlint-disable-next-line max-params -- Fastify's own; a promise would delay each answer
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (operations.isDraining) reply.header("connection", "close");
    done();
  });
  await tracing?.instrument(app);
  const measure = metrics && measureCalls(app, metrics);
  return (request) => both(tracing?.observe, measure?.(request));
}

function both(outer: Observe | undefined, inner: Observe | undefined): Observe | undefined {
  if (outer === undefined || inner === undefined) return outer ?? inner;
  return (procedure, call) => outer(procedure, () => inner(procedure, call));
}

import type { Context } from "@coulisses/api/kit/context";
import { mostSwept, sweepAnswers } from "@coulisses/api/kit/idempotency";
import { listOrganisations } from "@coulisses/api/organisations/queries";
import type { Database } from "@coulisses/database";
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from "fastify";

/**
 * The header `Idempotency-Key` of a request, as procedures take it. The answer says in
 * `idempotent-replayed` which calls were answered with a stored answer: `true`, or for a batch
 * `true,false`, a word for each call.
 */
export function idempotencyOf(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  calls: number,
): Pick<Context, "idempotency"> {
  const value = headers["idempotency-key"];
  if (value === undefined) return {};
  const replayed = Array.from({ length: calls }, () => false);
  const onReplay = (place: number) => {
    replayed[place] = true;
    reply.header("idempotent-replayed", replayed.join(","));
  };
  return { idempotency: { value: String(value), calls, onReplay } };
}

const minutesBetweenSweeps = 10;

/**
 * Deletes old stored answers at intervals, without keeping the process alive.
 *
 * @returns stops it, after the statement in flight
 */
export function startSweep(
  db: Database["db"],
  log: FastifyBaseLogger,
  interval = minutesBetweenSweeps * 60_000,
): () => Promise<void> {
  const stop = new AbortController();
  let sweeping = Promise.resolve();

  async function sweep(): Promise<void> {
    try {
      for (const { id } of await listOrganisations(db))
        while (!stop.signal.aborted && (await sweepAnswers(db, id)) === mostSwept);
    } catch (error) {
      log.error({ err: error }, "old answers are not deleted; the next sweep tries again");
    }
  }

  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, interval);
  timer.unref();
  return () => {
    stop.abort();
    clearInterval(timer);
    return sweeping;
  };
}

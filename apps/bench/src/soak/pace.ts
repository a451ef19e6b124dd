import { setTimeout as sleep } from "node:timers/promises";

/** With more calls in flight than this the server does not keep up. */
const mostInFlight = 1000;

/**
 * Starts calls at a steady rate, whether or not earlier ones are done, and waits at the
 * end until all are done. So slow calls do not delay others, and their waiting time is measured too.
 *
 * @returns how many could not be started, because too many were in flight
 */
export async function pace(
  start: (due: number) => Promise<void>,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<number> {
  const inFlight = new Set<Promise<void>>();
  const began = performance.now();
  const all = Math.round(perSecond * seconds);
  let notStarted = 0;
  for (let turn = 0; turn < all; turn += 1) {
    const due = began + (turn * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    if (inFlight.size >= mostInFlight) notStarted += 1;
    else {
      const one = start(due).finally(() => inFlight.delete(one));
      inFlight.add(one);
    }
  }
  await Promise.all(inFlight);
  return notStarted;
}

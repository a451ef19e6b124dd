import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** Milliseconds between two looks. */
const interval = 25;

/**
 * Samples the number of transactions in a database that wait for another one to end.
 *
 * @returns a function that ends the sampling and returns the mean
 */
export function watchWaiting(database: pg.Client, name: string): () => Promise<number> {
  const stop = new AbortController();
  const watched = watch(database, name, stop.signal);
  return () => {
    stop.abort();
    return watched;
  };
}

async function watch(database: pg.Client, name: string, stop: AbortSignal): Promise<number> {
  let looks = 0;
  let waiting = 0;
  while (!stop.aborted) {
    // Without waits to extend a table's file, which last no whole transaction.
    const { rows } = await database.query<{ waiting: number }>(
      `select count(*)::integer as waiting from pg_stat_activity
       where datname = $1 and wait_event_type = 'Lock' and wait_event in ('transactionid', 'tuple')`,
      [name],
    );
    looks += 1;
    waiting += rows[0]?.waiting ?? 0;
    await sleep(interval);
  }
  return waiting / looks;
}

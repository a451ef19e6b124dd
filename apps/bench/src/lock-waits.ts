import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** Milliseconds between two looks. */
const interval = 25;

/**
 * Looks again and again how many transactions in a database wait for another one to end.
 *
 * @returns what ends that, and tells the mean
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
    // Not those who wait for each other to lengthen a table's file, which takes no transaction's time.
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

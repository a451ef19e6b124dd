import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { CpuClock } from "./cpu.ts";
import type { Options } from "./options.ts";
import type { Season } from "./season.ts";

/** What every study has: a PostgreSQL server of its own, with a season on it. */
export interface Bench {
  /** Of the database with the season, for who comes as its owner. */
  url: string;
  database: pg.Client;
  /** The CPU time of the PostgreSQL server. */
  postgres: CpuClock;
  /** What the servers' processes are given. */
  environment: Record<string, string>;
  season: Season;
  options: Options;
}

/** Copies the database with the season, to which nobody else may be connected, and gives its URL. */
export async function copyDatabase({ url, database }: Bench, name: string): Promise<string> {
  const copy = new URL(url);
  await database.query(`create database ${name} template ${copy.pathname.slice(1)}`);
  copy.pathname = name;
  return copy.href;
}

/** Waits until nobody but this connection has something to do on the PostgreSQL server. */
export async function untilIdle(database: pg.Client): Promise<void> {
  const isBusy = `
    select from pg_stat_activity
    where backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()`;
  while (((await database.query(isBusy)).rowCount ?? 0) > 0) await sleep(10);
}

/** Does something in a database as the owner of its tables. */
export async function asOwner<T>(
  url: string,
  work: (database: pg.Client) => Promise<T>,
): Promise<T> {
  const database = new pg.Client(url);
  await database.connect();
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}

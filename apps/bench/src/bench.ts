import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { CpuClock } from "./cpu.ts";
import type { Options } from "./options.ts";
import type { Season } from "./season.ts";

/** The base of every study: a PostgreSQL server of its own, with a season. */
export interface Bench {
  /** The URL of the database with the season, as its owner. */
  url: string;
  database: pg.Client;
  /** The CPU time of the PostgreSQL server. */
  postgres: CpuClock;
  /** The environment of the servers' processes. */
  environment: Record<string, string>;
  season: Season;
  options: Options;
}

/** Copies the database with the season, which must have no other connection, and returns the URL. */
export async function copyDatabase({ url, database }: Bench, name: string): Promise<string> {
  const copy = new URL(url);
  await database.query(`create database ${name} template ${copy.pathname.slice(1)}`);
  copy.pathname = name;
  return copy.href;
}

/** Waits until only this connection is active on the PostgreSQL server. */
export async function untilIdle(database: pg.Client): Promise<void> {
  const isBusy = `
    select from pg_stat_activity
    where backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()`;
  while (((await database.query(isBusy)).rowCount ?? 0) > 0) await sleep(10);
}

/** Runs work in a database as the owner of its tables. */
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

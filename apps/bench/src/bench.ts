import pg from "pg";
import type { Options } from "./options.ts";
import type { Season } from "./season.ts";

/** What every study has: a PostgreSQL server of its own, with a season on it. */
export interface Bench {
  /** Of the database with the season, for who comes as its owner. */
  url: string;
  database: pg.Client;
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

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "node:sqlite";
import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import { PreparingClient } from "./preparing-client.ts";
import type { DB } from "./tables.ts";

/** An open database: query it through `db`, and close it, or the process never ends. */
export interface Database {
  readonly db: Kysely<DB>;
  /** Where the rows are, for people: no user name, no password. */
  readonly description: string;
  close(): Promise<void>;
}

/** Says, in a sentence for the operator, why a database cannot be used. */
export class DatabaseError extends Error {
  override name = "DatabaseError";
}

/**
 * Opens a database and leaves it as it is: see `migrate` to bring its tables up to date.
 *
 * @param url `postgres://…` for a PostgreSQL server (16 or later), `file:///directory` for the
 *   embedded database kept in that directory, `memory://` for one that is gone when closed.
 * @throws DatabaseError when another process has the directory open.
 * @example
 * const database = await open("memory://");
 */
export async function open(url: string): Promise<Database> {
  if (url === "memory://") return openEmbedded({ description: "embedded, in memory" });
  if (url.startsWith("file:")) return openDirectory(fileURLToPath(url));
  return openServer(url);
}

/** Runs one all-or-nothing piece of work: it commits when `work` returns, rolls back when it throws. */
export function transact<T>(
  db: Kysely<DB>,
  work: (trx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(work);
}

function openServer(url: string): Database {
  const pool = new pg.Pool({ ...poolSettings, connectionString: url });
  const { host, pathname } = new URL(url);
  return fromPool(pool, `PostgreSQL at ${host}${pathname}`);
}

async function openDirectory(directory: string): Promise<Database> {
  mkdirSync(directory, { recursive: true });
  const unlock = lock(directory);
  try {
    const description = `embedded, in ${directory}`;
    return await openEmbedded({ directory: `${directory}/postgres`, description, unlock });
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openEmbedded(options: {
  directory?: string;
  description: string;
  unlock?: () => void;
}): Promise<Database> {
  const pglite = await PGlite.create(options.directory ?? "memory://");
  // One connection is all that the embedded database has.
  const pool = new pg.Pool(Object.assign(createPgConfig(pglite), poolSettings, { max: 1 }));
  const database = fromPool(pool, options.description);
  return {
    ...database,
    async close() {
      await database.close();
      await pglite.close();
      options.unlock?.();
    },
  };
}

function fromPool(pool: pg.Pool, description: string): Database {
  // An idle connection that breaks is replaced by the pool; the next query reports what is wrong.
  pool.on("error", () => {});
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return { db, description, close: () => db.destroy() };
}

// node-postgres would make each of these a Date, which a wall-clock time or a calendar date is not.
const isoText = new Map<pg.types.TypeId, (text: string) => string>([
  [pg.types.builtins.DATE, String],
  [pg.types.builtins.TIMESTAMP, (text) => text.replace(" ", "T")],
  [pg.types.builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text).toString()],
]);

const poolSettings: pg.PoolConfig = {
  Client: PreparingClient,
  connectionTimeoutMillis: 10_000,
  types: {
    getTypeParser: (oid: pg.types.TypeId, format) =>
      isoText.get(oid) ?? pg.types.getTypeParser(oid, format),
  },
};

/**
 * The embedded database does not notice a second process on its directory, and corrupts it. The
 * operating system's lock on a file does, and falls with the process, however that ends. Node
 * reaches such a lock through SQLite only.
 */
function lock(directory: string): () => void {
  const file = new DatabaseSync(`${directory}/lock`, { timeout: 0 });
  try {
    file.exec("begin exclusive");
  } catch {
    file.close();
    throw new DatabaseError(
      `The database in ${directory} is in use by another process. Stop that one first, or set DATABASE_URL to another directory or to a PostgreSQL server.`,
    );
  }
  return () => file.close();
}

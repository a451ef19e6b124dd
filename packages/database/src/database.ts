import { mkdirSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import { PreparingClient } from "./preparing-client.ts";
import type { DB } from "./tables.ts";

/** An open database: query it through `db`, and close it, or the process never ends. */
export interface Database {
  readonly db: Kysely<DB>;
  close(): Promise<void>;
}

/** Says, in a sentence for the operator, why a database cannot be used. */
export class DatabaseError extends Error {
  override name = "DatabaseError";
}

/**
 * Opens a database and leaves its tables as they are: `migrate` brings them up to date.
 *
 * @param url `postgres://…` for a PostgreSQL server (16 or later), `file:///directory` for the
 *   embedded database kept in that directory, `memory://` for one that is gone when closed
 * @throws DatabaseError when the server cannot be reached or is too old, or when another process
 *   has the directory open
 * @example
 * const database = await open("memory://");
 */
export async function open(url: string): Promise<Database> {
  try {
    if (url === "memory://") return await openEmbedded();
    return url.startsWith("file:")
      ? await openDirectory(fileURLToPath(url))
      : await openServer(url);
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new DatabaseError(`The database (${describe(url)}) cannot be opened: ${reason}`, {
      cause: error,
    });
  }
}

/** The role that the application acts as, made by a migration: it cannot rewrite the record. */
const applicationRole = "coulisses_app";

/**
 * Opens a database for the application: `prepare` brings it up to date, as the user who owns the
 * tables; from then on all is done as the role `coulisses_app`, which may read and write rows and
 * only append to the record.
 *
 * @throws DatabaseError as `open` does
 * @example
 * const database = await openForApplication("memory://", migrate);
 */
export async function openForApplication(
  url: string,
  prepare: (owner: Kysely<DB>) => Promise<unknown>,
): Promise<Database> {
  const owner = await open(url);
  try {
    await prepare(owner.db);
    if (isServer(url)) {
      await owner.close();
      return await open(actingAs(url, applicationRole));
    }
    // The embedded database has one connection, and it stays.
    await sql`set role ${sql.id(applicationRole)}`.execute(owner.db);
    return owner;
  } catch (error) {
    await owner.close();
    throw error;
  }
}

function isServer(url: string): boolean {
  return url !== "memory://" && !url.startsWith("file:");
}

/** The address of a server, where each connection starts in a role. */
function actingAs(url: string, role: string): string {
  const changed = new URL(url);
  const given = changed.searchParams.get("options");
  changed.searchParams.set("options", [given, `-c role=${role}`].filter(Boolean).join(" "));
  return changed.href;
}

/** Where a database's rows are, for people: without user name and password. */
export function describe(url: string): string {
  if (url === "memory://") return "embedded, in memory";
  if (url.startsWith("file:")) return `embedded, in ${fileURLToPath(url)}`;
  const { host, pathname } = new URL(url);
  return `PostgreSQL at ${host}${pathname}`;
}

/** Does one piece of work all or nothing: it is committed when `work` returns, undone when it throws. */
export function transact<T>(
  db: Kysely<DB>,
  work: (trx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(work);
}

const oldestServer = 16;

async function openServer(url: string): Promise<Database> {
  const database = fromPool(new pg.Pool({ ...poolSettings, connectionString: url }));
  try {
    const { rows } = await sql<{ major: number }>`
      select current_setting('server_version_num')::int / 10000 as major`.execute(database.db);
    const major = rows[0]?.major ?? 0;
    if (major < oldestServer)
      throw new Error(`it runs PostgreSQL ${major}, and ${oldestServer} is the oldest supported`);
    return database;
  } catch (error) {
    await database.close();
    // One refused connection per address of a name comes as an error without a message.
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}

async function openDirectory(directory: string): Promise<Database> {
  mkdirSync(directory, { recursive: true });
  const unlock = lock(directory);
  try {
    const database = await openEmbedded(`${directory}/postgres`);
    return { ...database, close: () => database.close().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openEmbedded(directory = "memory://"): Promise<Database> {
  const pglite = await PGlite.create(directory, { extensions: { btree_gist } });
  // One connection is all that the embedded database has.
  const pool = new pg.Pool(Object.assign(createPgConfig(pglite), poolSettings, { max: 1 }));
  const database = fromPool(pool);
  return { ...database, close: () => database.close().finally(() => pglite.close()) };
}

function fromPool(pool: pg.Pool): Database {
  // The pool replaces an idle connection that broke; unheard, the event would end the process.
  pool.on("error", () => {});
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}

// node-postgres would make each of these a Date, which a wall-clock time or a calendar date is not.
const isoText = new Map<number, (text: string) => string>([
  [pg.types.builtins.DATE, String],
  [pg.types.builtins.TIMESTAMP, (text) => text.replace(" ", "T")],
  [pg.types.builtins.TIMESTAMPTZ, isoInstant],
]);

/** PostgreSQL leaves out the minutes of an offset that has none. */
function isoInstant(text: string): string {
  const isWithoutMinutes = /[+-]/.test(text.charAt(text.length - 3));
  return `${text.replace(" ", "T")}${isWithoutMinutes ? ":00" : ""}`;
}

const poolSettings: pg.PoolConfig = {
  Client: PreparingClient,
  connectionTimeoutMillis: 10_000,
  types: { getTypeParser: (...of) => isoText.get(of[0]) ?? pg.types.getTypeParser(...of) },
};

/** What SQLite answers while another process holds the lock. */
const sqliteBusy = 5;

/**
 * The embedded database does not notice a second process on its directory, and would be corrupted
 * by it. The operating system's lock on a file does, and falls with the process, however that
 * ends. Node reaches such a lock through SQLite only.
 */
function lock(directory: string): () => void {
  const file = new DatabaseSync(`${directory}/lock`, { timeout: 0 });
  try {
    file.exec("begin exclusive");
  } catch (error) {
    file.close();
    if (!(error instanceof Error && "errcode" in error && error.errcode === sqliteBusy))
      throw error;
    throw new DatabaseError(
      `The database in ${directory} is in use by another process. Stop that one first, or set DATABASE_URL to another directory or to a PostgreSQL server.`,
    );
  }
  return () => file.close();
}

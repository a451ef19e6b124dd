import { channel } from "node:diagnostics_channel";
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import { actingAs, applicationRole, describe, isServer } from "./address.ts";
import { createPool, type Pool, type PoolStatistics } from "./pool.ts";
import { explain, explainEmbedded } from "./remedies.ts";
import type { DB } from "./tables.ts";
import { isConflict, sqlstateOf, Unavailable } from "./unavailable.ts";

export { describe } from "./address.ts";
export { type Channel, type ChannelState, openChannel } from "./channel.ts";
export { Deadline } from "./deadline.ts";
export type { PoolStatistics } from "./pool.ts";
export { sqlstateOf, Unavailable } from "./unavailable.ts";

/** An open database: query it through `db`, and close it, or the process never ends. */
export interface Database {
  readonly db: Kysely<DB>;
  /** How its connections are used at the moment. */
  readonly pool: () => PoolStatistics;
  close(): Promise<void>;
}

/** Limits of connections and of waiting times. */
export interface Limits {
  /** The most open connections. */
  connections: number;
  /** Milliseconds to wait for a lock, and for a free connection. */
  waitMillis: number;
  /** Milliseconds for one statement, and between two statements of a transaction. */
  statementMillis: number;
}

const defaultLimits: Limits = { connections: 10, waitMillis: 2000, statementMillis: 10_000 };

/** A sentence for the operator: why a database cannot be used. */
export class DatabaseError extends Error {
  override name = "DatabaseError";
}

/**
 * Opens a database without migrating it.
 *
 * @param url `postgres://…` for a PostgreSQL server (16 or later), `file:///directory` for the
 *   embedded database in that directory, `memory://` for one that is lost when closed
 * @throws DatabaseError if the server cannot be reached or is too old, or if another process has the
 *   directory open
 * @example
 * const database = await open("memory://");
 */
export function open(url: string): Promise<Database> {
  if (isServer(url)) return orExplain(url, () => openServer(url));
  return orExplain(url, () =>
    url === "memory://" ? openEmbedded() : openDirectory(fileURLToPath(url)),
  );
}

async function orExplain(url: string, opening: () => Promise<Database>): Promise<Database> {
  try {
    return await opening();
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const reason = url.startsWith("file:")
      ? explainEmbedded(error, fileURLToPath(url))
      : explain(error);
    throw new DatabaseError(`The database (${describe(url)}) cannot be opened: ${reason}`, {
      cause: error,
    });
  }
}

/** Announces that a database is created or migrated, which may take a while. */
export const preparations = channel("coulisses:preparations");

/**
 * Opens a database for the application: `prepare` migrates it as the owner of the tables. After that,
 * all statements run as the role `coulisses_app`, which can read and write rows, but only append to the
 * audit log.
 *
 * @throws DatabaseError as `open` does
 * @example
 * const database = await openForApplication("memory://", migrate);
 */
export async function openForApplication(
  url: string,
  prepare: (owner: Kysely<DB>) => Promise<unknown>,
  limits: Limits = defaultLimits,
): Promise<Database> {
  const owner = await open(url);
  try {
    await prepare(owner.db);
    if (isServer(url)) {
      await owner.close();
      return await openUnprivileged(actingAs(url, applicationRole), limits);
    }
    // The embedded database has one connection, and it stays.
    await sql`set role ${sql.id(applicationRole)}`.execute(owner.db);
    return owner;
  } catch (error) {
    await owner.close();
    if (!(error instanceof Unavailable)) throw error;
    throw new DatabaseError(
      `The database (${describe(url)}) ended the connection while it was prepared. Start again when it is ready.`,
      { cause: error },
    );
  }
}

/**
 * Opens a server, unless the application could rewrite the audit log there: a connection pooler may
 * have dropped the requested role.
 */
async function openUnprivileged(url: string, limits: Limits): Promise<Database> {
  const database = await orExplain(url, () => openServer(url, limits));
  try {
    await refuseRewriter(url, database.db);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function refuseRewriter(url: string, db: Kysely<DB>): Promise<void> {
  const { rows } = await sql<{ user: string; can_rewrite: boolean }>`
    select current_user as user,
      has_table_privilege('audit_events', 'insert, update, delete, truncate') as can_rewrite
  `.execute(db);
  if (rows[0]?.can_rewrite !== false)
    throw new DatabaseError(
      `The application acts as ${rows[0]?.user} on the database (${describe(url)}) and could rewrite the record of changes: let it act as ${applicationRole}. With PgBouncer, set connect_query='set role ${applicationRole}'.`,
    );
}

/** Announces each transaction that is retried, with the SQLSTATE of its failure: `{ sqlstate }`. */
export const transactionReplays = channel("coulisses:transaction-replays");

const mostReplays = 3;

/**
 * Runs a transaction: it is committed when `work` returns, and rolled back when it throws. After a
 * deadlock or a serialization failure it is retried up to three times, so `work` must have no effects
 * outside the database.
 *
 * @throws Unavailable if all retries fail
 * @example
 * const id = await transact(database.db, (trx) => createArtist(trx, "Camille"));
 */
export async function transact<T>(
  db: Kysely<DB>,
  work: (trx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  for (let replays = 0; ; replays += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (replays === mostReplays)
        throw new Unavailable("busy", `Undone ${replays + 1} times because of others`, error);
      transactionReplays.publish({ sqlstate: sqlstateOf(error) });
    }
    // A random back-off, so that the same transactions do not conflict again.
    await setTimeout(Math.random() * 20 * 2 ** replays);
  }
}

const oldestServer = 16;

/** @param limits undefined for the owner of the tables, because migrations have no time limit */
async function openServer(url: string, limits?: Limits): Promise<Database> {
  const pool = createPool({
    ...poolSettings,
    waitMillis: limits?.waitMillis ?? connectMillis,
    connectionString: url,
    keepAlive: true,
    ...(limits && {
      max: limits.connections,
      lock_timeout: limits.waitMillis,
      statement_timeout: limits.statementMillis,
      idle_in_transaction_session_timeout: limits.statementMillis,
    }),
  });
  const database = fromPool(pool);
  try {
    const { rows } = await sql<{ major: number; encoding: string }>`
      select current_setting('server_version_num')::int / 10000 as major,
        current_setting('server_encoding') as encoding`.execute(database.db);
    const { major = 0, encoding } = rows[0] ?? {};
    if (major < oldestServer)
      throw new Error(`it runs PostgreSQL ${major}, and ${oldestServer} is the oldest supported`);
    if (encoding !== "UTF8")
      throw new Error(`its encoding is ${encoding}. Create it again with: encoding 'UTF8'`);
    return database;
  } catch (error) {
    await database.close();
    const reason = error instanceof Unavailable && error.cause ? error.cause : error;
    // A name with several addresses gives an AggregateError without a message.
    throw reason instanceof AggregateError ? reason.errors[0] : reason;
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
  if (!existsSync(directory)) preparations.publish({});
  // Lazily: half a megabyte of modules, and a database in WebAssembly.
  const [{ PGlite }, { btree_gist }, { createPgConfig }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("@electric-sql/pglite/contrib/btree_gist"),
    import("@electric-sql/pglite/node-postgres"),
  ]);
  const pglite = await PGlite.create(directory, { extensions: { btree_gist } });
  // The embedded database has one connection only.
  const only = { max: 1, waitMillis: connectMillis };
  const pool = createPool(Object.assign(createPgConfig(pglite), poolSettings, only));
  const database = fromPool(pool);
  return { ...database, close: () => database.close().finally(() => pglite.close()) };
}

function fromPool(pool: Pool): Database {
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool: () => pool.statistics(), close: () => db.destroy() };
}

// node-postgres would parse these to Date, which is neither a wall-clock time nor a calendar date.
const isoText = new Map<number, (text: string) => string>([
  [pg.types.builtins.DATE, String],
  [pg.types.builtins.TIMESTAMP, (text) => text.replace(" ", "T")],
  [pg.types.builtins.TIMESTAMPTZ, isoInstant],
]);

/** PostgreSQL omits the minutes of an offset if they are zero. */
function isoInstant(text: string): string {
  const isWithoutMinutes = /[+-]/.test(text.charAt(text.length - 3));
  return `${text.replace(" ", "T")}${isWithoutMinutes ? ":00" : ""}`;
}

/** Milliseconds to open a connection, and to wait for one by default. */
const connectMillis = 10_000;

const poolSettings: pg.PoolConfig = {
  connectionTimeoutMillis: connectMillis,
  types: { getTypeParser: (...of) => isoText.get(of[0]) ?? pg.types.getTypeParser(...of) },
};

/** SQLite's error code while another process holds the lock. */
const sqliteBusy = 5;

/**
 * Two processes on one directory would corrupt the embedded database, which does not check this itself.
 * The operating system releases a file lock when the process ends, however it ends. In Node only SQLite
 * gives access to file locks.
 */
function lock(directory: string): () => void {
  const path = `${directory}/lock`;
  // SQLite also opens a file that is not writable, and then takes no lock.
  if (existsSync(path)) accessSync(path, constants.W_OK);
  const file = new DatabaseSync(path, { timeout: 0 });
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

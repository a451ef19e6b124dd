import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { type Kysely, sql, type Transaction } from "kysely";
import { DatabaseError, preparations, transact } from "./database.ts";
import { explain } from "./remedies.ts";
import type { DB } from "./tables.ts";
import { Unavailable } from "./unavailable.ts";

/** The folder of the migrations: `0001_name.sql`, `0002_name.sql`, … */
export const migrationsDirectory = new URL("../../../migrations/", import.meta.url);

export interface Migration {
  name: string;
  /** Whether the migration has run. */
  applied: boolean;
}

interface MigrateOptions {
  directory?: URL;
  /** The name of the last migration to run; by default the newest. */
  last?: string;
}

/**
 * Runs, in order, each migration that has not run yet, in its own transaction. Several processes may do
 * this concurrently; each migration runs once.
 *
 * @returns the names of the migrations that this call ran
 * @throws DatabaseError if a migration fails, or if one was edited, removed or inserted after later ones
 *   had run
 * @example
 * await migrate(database.db); // ["0001_organisations", "0002_artists"]
 */
export async function migrate(
  db: Kysely<DB>,
  { directory = migrationsDirectory, last }: MigrateOptions = {},
): Promise<string[]> {
  const all = await readMigrations(directory);
  const files = all.filter(({ name }) => last === undefined || name <= last);
  const ran: string[] = [];
  const waiting = pending(files, await readLedger(db));
  if (waiting.length === 0) return ran;
  preparations.publish({});
  const user = await currentUser(db);
  for (const file of waiting) {
    const run = transact(db, async (trx) => {
      await lockLedger(trx);
      if (!pending(files, await readLedger(trx)).includes(file)) return false;
      await sql`insert into migrations (name, checksum) values (${file.name}, ${file.checksum})`.execute(
        trx,
      );
      await sql.raw(file.text).execute(trx);
      return true;
    });
    const isMine = await run.catch((error: unknown) => {
      if (error instanceof DatabaseError) throw error;
      const cause = error instanceof Unavailable && error.cause ? error.cause : error;
      const reason = explain(cause, user);
      throw new DatabaseError(`Migration ${file.name} failed: ${reason}`, { cause: error });
    });
    if (isMine) ran.push(file.name);
  }
  return ran;
}

/** The user of the database as SQL spells it. */
async function currentUser(db: Kysely<DB>): Promise<string | undefined> {
  const { rows } = await sql<{ user: string }>`select quote_ident(current_user) as user`.execute(
    db,
  );
  return rows[0]?.user;
}

/** Lists all migrations, and whether each has run. */
export async function migrationStatus(
  db: Kysely<DB>,
  directory = migrationsDirectory,
): Promise<Migration[]> {
  const files = await readMigrations(directory);
  const waiting = pending(files, await readLedger(db));
  return files.map((file) => ({ name: file.name, applied: !waiting.includes(file) }));
}

interface MigrationFile {
  name: string;
  text: string;
  checksum: string;
}

/** A migration that has run, as the ledger stores it. */
export type LedgerRow = Pick<MigrationFile, "name" | "checksum">;

async function readMigrations(directory: URL): Promise<MigrationFile[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".sql")).toSorted();
  return Promise.all(
    names.map(async (fileName) => {
      const text = await readFile(new URL(fileName, directory), "utf8");
      const checksum = createHash("sha256").update(text).digest("hex");
      return { name: fileName.replace(/\.sql$/, ""), text, checksum };
    }),
  );
}

async function lockLedger(trx: Transaction<DB>): Promise<void> {
  // The lock comes first, because two concurrent "create table if not exists" can fail.
  await sql`select pg_advisory_xact_lock(hashtext('coulisses migrations'))`.execute(trx);
  await sql`create table if not exists migrations (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`.execute(trx);
}

/** The migrations that have run, in their order. */
export async function readLedger(db: Kysely<DB>): Promise<LedgerRow[]> {
  const ledger = await sql`select 1 where to_regclass('migrations') is not null`.execute(db);
  if (ledger.rows.length === 0) return [];
  const { rows } = await sql<LedgerRow>`
    select name, checksum from migrations order by name collate "C"`.execute(db);
  return rows;
}

/**
 * The migrations still to run; refuses a history that cannot be continued. Rows newer than the newest
 * file are allowed: an operator may return to an earlier version of the program.
 */
function pending(files: MigrationFile[], ledger: LedgerRow[]): MigrationFile[] {
  const newestFile = files.at(-1)?.name ?? "";
  for (const row of ledger) {
    const file = files.find(({ name }) => name === row.name);
    if (file === undefined && row.name < newestFile)
      throw new DatabaseError(
        `Migration ${row.name} has run on this database, but its file is gone.`,
      );
    if (file !== undefined && file.checksum !== row.checksum)
      throw new DatabaseError(
        `Migration ${row.name} was edited after it ran on this database. Restore it, and put the change in a new migration.`,
      );
  }
  const newestRow = ledger.at(-1)?.name ?? "";
  const waiting = files.filter(({ name }) => !ledger.some((row) => row.name === name));
  const late = waiting.find(({ name }) => name < newestRow);
  if (late !== undefined)
    throw new DatabaseError(
      `Migration ${late.name} comes before ${newestRow}, which has already run. Give it the next number.`,
    );
  return waiting;
}

import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Kysely, sql, type Transaction } from "kysely";
import { DatabaseError } from "./database.ts";
import { type LedgerRow, readLedger } from "./migrate.ts";
import type { DB } from "./tables.ts";

/*
 * A backup is gzipped text, one JSON value a line:
 *
 *   {"coulisses_backup":1,"migrations":[{"name":"0001_organisations","checksum":"…"},…]}
 *   {"table":"artists","columns":["organisation_id","id","name"]}     before the rows of each table
 *   ["00000000-…","9d1c2b3a-…","Camille Fontaine"]                    a row, each value as text or null
 *   {"rows":1,"sha256":"…"}                                           the end: the hash of all lines before
 *
 * PostgreSQL formats and parses the values, so that none is converted to JavaScript in between. A server
 * and the embedded database read each other's backups.
 */

/** The version of this format. */
export const formatVersion = 1;

export interface Header {
  coulisses_backup: number;
  /** The migrations that had run on the database. */
  migrations: LedgerRow[];
}

export interface TableLine {
  table: string;
  columns: string[];
}

export interface Footer {
  rows: number;
  sha256: string;
}

/** The size of a backup. */
export interface Contents {
  tables: number;
  rows: number;
}

/**
 * Writes a consistent snapshot of all rows while the database is in use. Memory does not grow with the
 * number of rows.
 *
 * @throws DatabaseError if the database has no tables
 * @example
 * await backUp(database.db, createWriteStream("coulisses.backup"));
 */
export async function backUp(db: Kysely<DB>, sink: Writable): Promise<Contents> {
  const contents = { tables: 0, rows: 0 };
  await db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute((trx) => pipeline(sealedLines(trx, contents), createGzip(), sink));
  return contents;
}

async function* sealedLines(trx: Transaction<DB>, contents: Contents): AsyncGenerator<string> {
  const hash = createHash("sha256");
  for await (const lines of linesOf(trx, contents)) {
    hash.update(lines);
    yield lines;
  }
  yield line({ rows: contents.rows, sha256: hash.digest("hex") });
}

async function* linesOf(trx: Transaction<DB>, contents: Contents): AsyncGenerator<string> {
  // Fixes the spelling of times, because a server may have other settings.
  await sql`
    set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'
  `.execute(trx);
  const migrations = await readLedger(trx);
  if (migrations.length === 0)
    throw new DatabaseError("The database has no tables: there is nothing to back up.");
  yield line({ coulisses_backup: formatVersion, migrations });
  for (const { table, columns } of await listTables(trx)) {
    contents.tables += 1;
    const names = columns.map(({ name }) => name);
    yield line({ table, columns: names });
    for await (const { count, lines } of rowsOf(trx, table, names)) {
      contents.rows += count;
      yield lines;
    }
  }
}

function line(value: Header | TableLine | Footer): string {
  return `${JSON.stringify(value)}\n`;
}

/** Few, because a row of the audit log may have a megabyte. */
const rowsAtOnce = 200;

async function* rowsOf(trx: Transaction<DB>, table: string, columns: string[]) {
  const values = sql.join(columns.map((name) => sql`${sql.ref(name)}::text`));
  await sql`
    declare backup no scroll cursor for
    select json_build_array(${values})::text as line from ${sql.table(table)}`.execute(trx);
  const fetch = sql.raw<{ line: string }>(`fetch ${rowsAtOnce} from backup`);
  for (;;) {
    const { rows } = await fetch.execute(trx);
    if (rows.length === 0) break;
    yield { count: rows.length, lines: rows.map((row) => `${row.line}\n`).join("") };
  }
  await sql`close backup`.execute(trx);
}

/** A table and its stored columns, without generated ones. */
export interface Table {
  table: string;
  columns: { name: string; type: string }[];
}

/** The tables of a backup. The ledger of migrations is in the header instead. */
export async function listTables(db: Kysely<DB>): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select relname as table, json_agg(json_build_object(
      'name', attname, 'type', format_type(atttypid, atttypmod)
    ) order by attnum) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migrations'
      and attnum > 0 and not attisdropped and attgenerated = ''
    group by relname order by relname`.execute(db);
  return rows;
}

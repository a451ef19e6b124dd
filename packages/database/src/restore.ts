import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Kysely, sql, type Transaction } from "kysely";
import {
  type Contents,
  type Footer,
  formatVersion,
  type Header,
  listTables,
  type Table,
  type TableLine,
} from "./backup.ts";
import { DatabaseError } from "./database.ts";
import { migrate, readLedger } from "./migrate.ts";
import { explain } from "./remedies.ts";
import type { DB } from "./tables.ts";
import { sqlstateOf, Unavailable } from "./unavailable.ts";

/**
 * Restores a backup into an empty database, all or nothing. It runs the migrations that the backup had;
 * the next start of the program runs the newer ones.
 *
 * @param db a connection as the owner of the tables
 * @throws DatabaseError if the database is not empty, or if the backup is damaged or was made by a later
 *   version of the program
 * @example
 * await restore(database.db, createReadStream("coulisses.backup"));
 */
export async function restore(db: Kysely<DB>, source: Readable): Promise<Contents> {
  return pipeline(source, createGunzip(), async (unpacked: AsyncIterable<Buffer>) => {
    const lines = sealedLines(unpacked);
    const { migrations } = await readHeader(lines);
    await migrateLike(db, migrations);
    // Not transact(), which may retry: the lines can be read once only.
    return db.transaction().execute((trx) => fill(trx, lines));
  }).catch((error: unknown) => {
    throw failure(error);
  });
}

async function readHeader(lines: AsyncGenerator<string>): Promise<Header> {
  const { value: first = "{}" } = await lines.next();
  const header = parse(first);
  if (header.coulisses_backup === undefined || header.migrations === undefined)
    throw new DatabaseError("This is not a backup of Coulisses.");
  if (header.coulisses_backup > formatVersion)
    throw new DatabaseError(
      "This backup was made by a later version of the program: restore it with that one.",
    );
  return { coulisses_backup: header.coulisses_backup, migrations: header.migrations };
}

/** Runs the migrations that had run when the backup was made. */
async function migrateLike(db: Kysely<DB>, migrations: Header["migrations"]): Promise<void> {
  const last = migrations.at(-1)?.name ?? "";
  await migrate(db, { last });
  const ledger = await readLedger(db);
  const isSame = (checksum: string, index: number) => migrations[index]?.checksum === checksum;
  if (ledger.length === migrations.length && ledger.every((row, at) => isSame(row.checksum, at)))
    return;
  const newest = ledger.at(-1)?.name ?? "";
  throw new DatabaseError(
    newest > last
      ? `The tables of this database are of a later version than the backup (${newest}, not ${last}): restore it into a new database.`
      : `This backup was made by a later version of the program (its tables are at ${last}): restore it with that one.`,
  );
}

async function fill(trx: Transaction<DB>, lines: AsyncGenerator<string>): Promise<Contents> {
  const tables = await listTables(trx);
  const all = sql.join(tables.map(({ table }) => sql.table(table)));
  await sql`lock table ${all} in access exclusive mode`.execute(trx);
  await refuseRows(trx, tables);
  const rules = await suspendRules(trx);
  for (const table of seeded) await sql`delete from ${sql.table(table)}`.execute(trx);
  const contents = await insertAll(trx, { tables, lines });
  for (const { resume } of rules) await sql.raw(resume).execute(trx);
  return contents;
}

/** The tables that migrations fill. */
const seeded = ["skills", "organisations"];

async function refuseRows(trx: Transaction<DB>, tables: Table[]): Promise<void> {
  for (const { table } of tables) {
    const most = table === "organisations" ? 1 : 0;
    if (table === "skills") continue;
    const { rows } = await sql`select from ${sql.table(table)} limit ${most + 1}`.execute(trx);
    if (rows.length > most)
      throw new DatabaseError(
        `The database is not empty (it has ${table}): restore the backup into a new database.`,
      );
  }
}

interface Rule {
  suspend: string;
  resume: string;
}

/**
 * Suspends foreign keys, so that the order of tables does not matter, and triggers, because their effects
 * are in the backup.
 */
async function suspendRules(trx: Transaction<DB>): Promise<Rule[]> {
  const { rows } = await sql<Rule>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as suspend,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname,
        pg_get_constraintdef(oid)) as resume
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
    union all
    select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
      format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
    from pg_trigger join pg_class on pg_class.oid = tgrelid
    where not tgisinternal and tgenabled = 'O' and relnamespace = 'public'::regnamespace`.execute(
    trx,
  );
  for (const { suspend } of rows) await sql.raw(suspend).execute(trx);
  return rows;
}

interface Filling {
  tables: Table[];
  lines: AsyncGenerator<string>;
}

/** The most characters of JSON in one statement, unless one row has more. */
const charactersAtOnce = 512 * 1024;

async function insertAll(trx: Transaction<DB>, { tables, lines }: Filling): Promise<Contents> {
  const contents = { tables: 0, rows: 0 };
  let table: Table | undefined;
  let waiting: string[] = [];
  let characters = 0;
  const flush = async () => {
    if (table !== undefined && waiting.length > 0) await insert(trx, table, waiting);
    contents.rows += waiting.length;
    waiting = [];
    characters = 0;
  };
  for await (const line of lines) {
    if (line.startsWith("[")) {
      waiting.push(line);
      characters += line.length;
      if (characters > charactersAtOnce) await flush();
      continue;
    }
    await flush();
    const next = parse(line);
    if (next.rows !== undefined && next.rows !== contents.rows) throw damaged();
    if (next.table === undefined) continue;
    table = tables.find((one) => one.table === next.table);
    if (table?.columns.map(({ name }) => name).join() !== next.columns?.join()) throw damaged();
    contents.tables += 1;
  }
  return contents;
}

async function insert(trx: Transaction<DB>, { table, columns }: Table, rows: string[]) {
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  const values = columns.map(({ type }, index) => sql.raw(`(row ->> ${index})::${type}`));
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${sql.join(values)} from json_array_elements(${`[${rows.join()}]`}::json) as row
  `.execute(trx);
}

/**
 * The lines of a backup. The last one must have the hash of the others.
 *
 * @throws DatabaseError if the hash differs, or if the last line is missing or not the last
 */
async function* sealedLines(unpacked: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const hash = createHash("sha256");
  let sealed: string | undefined;
  for await (const line of linesIn(unpacked)) {
    if (sealed !== undefined) throw damaged();
    if (line.startsWith('{"rows":')) {
      const footer = parse(line);
      sealed = footer.sha256 ?? "";
      if (sealed !== hash.digest("hex")) throw damaged();
    } else hash.update(`${line}\n`);
    yield line;
  }
  if (sealed === undefined) throw damaged();
}

async function* linesIn(unpacked: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of unpacked) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") throw damaged();
}

function parse(line: string): Partial<Header & TableLine & Footer> {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(cause?: unknown): DatabaseError {
  return new DatabaseError("The backup is damaged, or not complete: restore another one.", {
    cause,
  });
}

/** The error for the operator: why a backup was not restored. */
function failure(thrown: unknown): unknown {
  if (thrown instanceof DatabaseError) return thrown;
  const error = thrown instanceof Unavailable && thrown.cause ? thrown.cause : thrown;
  const code = String(Object(error).code);
  // Codes of zlib, and PostgreSQL's classes for invalid data and violated constraints.
  if (/^(?:Z_|2[23]...$)/.test(code)) return damaged(error);
  if (sqlstateOf(error) === undefined) return error;
  return new DatabaseError(`The backup cannot be restored: ${explain(error)}`, { cause: error });
}

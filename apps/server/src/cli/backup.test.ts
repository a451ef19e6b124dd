import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createReadStream, createWriteStream } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import type { SendRest } from "@coulisses/api/kit/factory";
import { listOrganisations } from "@coulisses/api/organisations/queries";
import { appRouter } from "@coulisses/api/router";
import { type Database, open, openForApplication } from "@coulisses/database";
import { backUp, listTables } from "@coulisses/database/backup";
import { migrate, migrationStatus } from "@coulisses/database/migrate";
import { restore } from "@coulisses/database/restore";
import { createTestDatabase } from "@coulisses/database/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandContext } from "./command.ts";
import { addPeople, createCompany, testApp } from "../factory.ts";
import { operations, overRest, requestsOf } from "../operations.factory.ts";

type Db = Database["db"];

const directory = await mkdtemp(join(tmpdir(), "backup-"));
const fileOf = (name: string) => join(directory, name);
afterAll(() => rm(directory, { recursive: true }));

const { app, databaseUrl } = await testApp();
const source = await opened(databaseUrl);

async function opened(url: string): Promise<Db> {
  const database = await open(url);
  afterAll(() => database.close());
  return database.db;
}

/** A database on the test's server without any table. */
async function newDatabase(): Promise<{ url: string; db: Db }> {
  const url = await createTestDatabase();
  const db = await opened(url);
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
  return { url, db };
}

/** All rows of all tables, computed columns included. */
async function rowsIn(db: Db): Promise<Record<string, string[]>> {
  await sql`set timezone = 'UTC'`.execute(db);
  const rows = async (table: string) => {
    const all = sql<{ text: string }>`
      select one.*::text as text from ${sql.table(table)} as one order by 1`;
    return (await all.execute(db)).rows.map(({ text }) => text);
  };
  const tables: Record<string, string[]> = {};
  for (const { table } of await listTables(db)) tables[table] = await rows(table);
  return tables;
}

/** All constraints and triggers, as PostgreSQL describes them. */
async function rulesIn(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid) as rule from pg_constraint
    where connamespace = 'public'::regnamespace
    union all
    select tgrelid::regclass::text, tgname, tgenabled::text from pg_trigger where not tgisinternal
    order by 1, 2, 3`.execute(db);
  return rows;
}

async function faultsIn(db: Db): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const organisation of await listOrganisations(db)) {
    const { events, faults } = await appRouter
      .createCaller(commandContext(db, organisation))
      .audit.verify();
    expect(events).toBeGreaterThan(0);
    found.push(...faults);
  }
  return found;
}

async function backedUp(db: Db, name: string): Promise<string> {
  await backUp(db, createWriteStream(fileOf(name)));
  return fileOf(name);
}

beforeAll(async () => {
  // The rows that every operation makes, in the default organisation and in another.
  const send: SendRest = async (request) => (await app.inject(overRest(request, {}))).json();
  for (const operation of operations.filter(({ type }) => type === "mutation"))
    await app.inject(overRest((await requestsOf(operation, send)).request, {}));
  const company = await createCompany(source, 'Line separators \u2028, "quotes" and\ttabs');
  await addPeople(source, company);
  await company.api.organisations.update({ name: "Accents: Œuvrard, 🎭, \\n, \\u0041" });
});

describe("a backup", () => {
  test("restores nearly all tables unchanged: server to embedded, and back", async () => {
    const before = await rowsIn(source);
    const filled = Object.values(before).filter((rows) => rows.length > 0);
    expect(filled.length / Object.keys(before).length).toBeGreaterThan(0.8);

    const embedded = await open(pathToFileURL(fileOf("embedded")).href);
    afterAll(() => embedded.close());
    const contents = await restore(
      embedded.db,
      createReadStream(await backedUp(source, "of-a-server")),
    );
    expect(contents).toEqual({
      tables: Object.keys(before).length,
      rows: Object.values(before).flat().length,
    });
    expect(await rowsIn(embedded.db)).toEqual(before);

    const server = await newDatabase();
    await restore(server.db, createReadStream(await backedUp(embedded.db, "of-embedded")));
    expect(await rowsIn(server.db)).toEqual(before);
    expect(await rulesIn(server.db)).toEqual(await rulesIn(source));
    expect(await faultsIn(server.db)).toEqual([]);
    // The application works on it as before.
    const database = await openForApplication(server.url, migrate);
    const company = await createCompany(database.db, "Another");
    expect(await company.api.artists.list({})).toMatchObject({
      items: [{ name: expect.anything() }],
    });
    await database.close();
  });

  test("is a snapshot, whatever is written meanwhile", async () => {
    const late = crypto.randomUUID();
    const isWaiting = sql`
      select from pg_locks join pg_database on pg_database.oid = database
      where not granted and datname = current_database()`;
    const { backup } = await source.transaction().execute(async (trx) => {
      // Tables are read in the order of their names: members before organisations.
      await sql`lock table members in access exclusive mode`.execute(trx);
      const ended = backedUp(source, "one-moment");
      while ((await isWaiting.execute(trx)).rows.length === 0);
      await sql`insert into organisations (id, name) values (${late}, 'Late')`.execute(source);
      return { backup: ended };
    });
    expect(gunzipSync(await readFile(await backup)).toString()).not.toContain(late);
    await sql`delete from skills where organisation_id = ${late}`.execute(source);
    await sql`delete from organisations where id = ${late}`.execute(source);
  });

  test("of an earlier version is restored, and migrated afterwards", async () => {
    const earlier = await newDatabase();
    await migrate(earlier.db, { last: "0013_undo" });
    await sql`insert into organisations (id, name) values (gen_random_uuid(), 'Quai')`.execute(
      earlier.db,
    );
    const before = await rowsIn(earlier.db);
    const { db } = await newDatabase();
    await restore(db, createReadStream(await backedUp(earlier.db, "earlier")));
    expect(await rowsIn(db)).toEqual(before);
    await migrate(db);
    expect((await migrationStatus(db)).every(({ applied }) => applied)).toBe(true);
  });

  test("needs no sequences, since the database has none", async () => {
    const { rows } = await sql`select from pg_sequences`.execute(source);
    expect(rows).toEqual([]);
  });
});

describe("nothing is restored", () => {
  let whole: Buffer;
  let lines: string[];
  beforeAll(async () => {
    whole = await readFile(await backedUp(source, "whole"));
    lines = gunzipSync(whole).toString().split("\n");
  });

  const changed = (change: (lines: string[]) => string[]) => gzipSync(change(lines).join("\n"));
  const isRow = (line: string) => line.startsWith("[");

  test.each([
    { what: "a text", bytes: () => Buffer.from("not a backup"), says: "is damaged" },
    {
      what: "another gzipped text",
      bytes: () => gzipSync("{}\n"),
      says: "not a backup of Coulisses",
    },
    { what: "an empty file", bytes: () => Buffer.alloc(0), says: "is damaged" },
    {
      what: "its first half",
      bytes: () => whole.subarray(0, whole.length / 2),
      says: "is damaged",
    },
    {
      what: "a backup without its last line",
      bytes: () => changed((all) => [...all.slice(0, -2), ""]),
      says: "is damaged",
    },
    {
      what: "a backup with a row less",
      bytes: () => changed((all) => all.toSpliced(all.findIndex(isRow), 1)),
      says: "is damaged",
    },
    {
      what: "a backup with a byte that changed",
      bytes: () => whole.map((byte, at) => (at === whole.length >> 1 ? byte ^ 1 : byte)),
      says: "is damaged",
    },
    {
      what: "a backup in a format that is not known yet",
      bytes: () => changed(([header = "", ...all]) => [header.replace(":1,", ":2,"), ...all]),
      says: "made by a later version",
    },
    {
      what: "a backup with a migration that is not known yet",
      bytes: () =>
        changed(([header = "", ...all]) => [
          header.replace("]}", ',{"name":"9999_later","checksum":""}]}'),
          ...all,
        ]),
      says: "made by a later version",
    },
  ])("of $what", async ({ bytes, says }) => {
    const { db } = await newDatabase();
    const refused = restore(db, Readable.from([bytes()]));
    await expect(refused).rejects.toMatchObject({
      name: "DatabaseError",
      message: expect.stringContaining(says),
    });
    // A second attempt, with the whole backup, finds the database still empty.
    await restore(db, Readable.from([whole]));
    expect(await rowsIn(db)).toEqual(await rowsIn(source));
  });

  test("into a database that has rows", async () => {
    const before = await rowsIn(source);
    await expect(restore(source, Readable.from([whole]))).rejects.toThrow(
      /^The database is not empty \(it has \w+\): restore the backup into a new database\.$/,
    );
    expect(await rowsIn(source)).toEqual(before);
  });

  test("into a database of a later version", async () => {
    const earlier = await newDatabase();
    await migrate(earlier.db, { last: "0013_undo" });
    const backup = createReadStream(await backedUp(earlier.db, "earlier-one"));
    const { db } = await newDatabase();
    await migrate(db);
    await expect(restore(db, backup)).rejects.toThrow(
      /of a later version than the backup \(\w+, not 0013_undo\): restore it into a new database/,
    );
  });

  test("of rows that break a rule of the database", async () => {
    const { db } = await newDatabase();
    const at = lines.findIndex((line) => line.startsWith('{"table":"members"')) + 1;
    const body = lines.slice(0, -2);
    body[at] = (lines[at] ?? "").replace(/[0-9a-f]{8}-/, "ffffffff-");
    const sha256 = createHash("sha256")
      .update(`${body.join("\n")}\n`)
      .digest("hex");
    const footer = JSON.stringify({ rows: body.filter(isRow).length, sha256 });
    const bytes = gzipSync([...body, footer, ""].join("\n"));
    await expect(restore(db, Readable.from([bytes]))).rejects.toThrow("is damaged");
    expect((await rowsIn(db))["members"]).toEqual([]);
  });
});

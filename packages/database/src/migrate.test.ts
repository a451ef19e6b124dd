import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, open } from "./database.ts";
import { migrate, migrationStatus } from "./migrate.ts";
import { createTestDatabase } from "./testing.ts";

const url = await createTestDatabase();

describe("migrations", () => {
  let database: Database;
  let directory: string;
  const files = () => pathToFileURL(`${directory}/`);
  const write = (name: string, text: string) => writeFile(join(directory, `${name}.sql`), text);
  const run = () => migrate(database.db, { directory: files() });

  beforeEach(async () => {
    database = await open(url);
    directory = await mkdtemp(join(tmpdir(), "migrations-"));
    await sql.raw("drop schema public cascade; create schema public").execute(database.db);
    await write("0001_first", "create table first (id int); insert into first values (1)");
    await write("0002_second", "create table second (id int)");
  });

  afterEach(async () => {
    await database.close();
    await rm(directory, { recursive: true });
  });

  test("run once each, in order", async () => {
    expect(await migrationStatus(database.db, files())).toEqual([
      { name: "0001_first", applied: false },
      { name: "0002_second", applied: false },
    ]);
    expect(await run()).toEqual(["0001_first", "0002_second"]);
    expect(await run()).toEqual([]);
    await write("0003_third", "alter table second add name text");
    expect(await run()).toEqual(["0003_third"]);
    expect(await migrationStatus(database.db, files())).toContainEqual({
      name: "0003_third",
      applied: true,
    });
  });

  test("run once if several processes start at the same moment", async () => {
    const others = await Promise.all(Array.from({ length: 8 }, () => open(url)));
    const ran = await Promise.all(others.map(({ db }) => migrate(db, { directory: files() })));
    await Promise.all(others.map((other) => other.close()));
    expect(ran.flat().toSorted()).toEqual(["0001_first", "0002_second"]);
  });

  test("roll back one that fails, and continue from there when it is repaired", async () => {
    await write("0002_second", "create table second (id int); select 1/0");
    await expect(run()).rejects.toThrow("Migration 0002_second failed: division by zero");
    expect(await migrationStatus(database.db, files())).toEqual([
      { name: "0001_first", applied: true },
      { name: "0002_second", applied: false },
    ]);
    await write("0002_second", "create table second (id int)");
    expect(await run()).toEqual(["0002_second"]);
  });

  test("refuse a history that was changed", async () => {
    await run();
    await write("0001_first", "create table first (id bigint)");
    await expect(run()).rejects.toThrow("Migration 0001_first was edited after it ran");
    await rm(join(directory, "0001_first.sql"));
    await expect(run()).rejects.toThrow("Migration 0001_first has run on this database");
  });

  test("refuse one that was inserted before others that have run", async () => {
    await run();
    await write("0001_late", "create table late (id int)");
    await expect(run()).rejects.toThrow("Migration 0001_late comes before 0002_second");
  });

  test("let an earlier version of the program start on the tables of a later one", async () => {
    await write("0003_third", "create table third (id int)");
    await run();
    await rm(join(directory, "0003_third.sql"));
    expect(await run()).toEqual([]);
  });
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Database,
  describe as describeUrl,
  open,
  openForApplication,
  transact,
} from "./database.ts";
import { migrate } from "./migrate.ts";
import { createTestDatabase } from "./testing.ts";

const server = await createTestDatabase();
const directory = await mkdtemp(join(tmpdir(), "database-"));
const { href: file } = pathToFileURL(directory);

afterAll(() => rm(directory, { recursive: true }));

describe.each([
  { kind: "a PostgreSQL server", url: server },
  { kind: "the embedded database", url: "memory://" },
])("$kind", ({ url }) => {
  let database: Database;

  beforeAll(async () => {
    database = await open(url);
  });

  afterAll(() => database.close());

  test("returns dates and times as ISO 8601 text, and not as Date", async () => {
    const { rows } = await sql`select
      date '2024-02-29' as a_date,
      timestamp '2024-05-10 09:00' as a_wall_time,
      timestamp '2024-05-10 09:00:00.5' as a_finer_one,
      timestamptz '2024-05-10 09:00+02' as an_instant`.execute(database.db);
    expect(rows).toEqual([
      {
        a_date: "2024-02-29",
        a_wall_time: "2024-05-10T09:00:00",
        a_finer_one: "2024-05-10T09:00:00.5",
        an_instant: expect.stringMatching(/^2024-05-10T\d\d:00:00[+-]\d\d:\d\d$/),
      },
    ]);
  });

  test("prepares each query with parameters once, by name", async () => {
    await database.db.connection().execute(async (connection) => {
      for (const value of [1, 2, 3]) await sql`select ${value}::int as one`.execute(connection);
      const { rows } = await sql`
        select statement from pg_prepared_statements
        where statement like '%as one'`.execute(connection);
      expect(rows).toEqual([{ statement: "select $1::int as one" }]);
    });
  });

  test("rolls back a transaction that fails", async () => {
    await migrate(database.db);
    const organisation = { id: crypto.randomUUID(), name: "Compagnie du Pont" };
    const work = transact(database.db, async (trx) => {
      await trx.insertInto("organisations").values(organisation).execute();
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    const found = database.db
      .selectFrom("organisations")
      .selectAll()
      .where("id", "=", organisation.id);
    expect(await found.execute()).toEqual([]);
  });

  test("sorts names without regard to accents and case", async () => {
    const { rows } = await sql<{ name: string }>`
      select name from unnest(array['Zoé', 'élise', 'Emma', 'Éric', 'adam', 'Œuvrard', 'Olive']) as name
      order by name collate "unicode"`.execute(database.db);
    expect(rows.map(({ name }) => name)).toEqual([
      "adam",
      "élise",
      "Emma",
      "Éric",
      "Œuvrard",
      "Olive",
      "Zoé",
    ]);
  });
});

describe("a database opened for the application", () => {
  const asWhom = sql<{ role: string }>`select current_user as role`;
  const rewrite = sql`update audit_chains set height = 0`;

  test.each([
    { kind: "on a server", url: server },
    { kind: "embedded", url: "memory://" },
  ])("is migrated by its owner, and used as a role with fewer rights: $kind", async ({ url }) => {
    let owner = "";
    const database = await openForApplication(url, async (db) => {
      await migrate(db);
      owner = (await asWhom.execute(db)).rows[0]?.role ?? "";
    });
    expect(owner).not.toBe("coulisses_app");
    expect((await asWhom.execute(database.db)).rows).toEqual([{ role: "coulisses_app" }]);
    await expect(rewrite.execute(database.db)).rejects.toThrow("permission denied");
    await expect(sql`drop table artists`.execute(database.db)).rejects.toThrow("must be owner");
    await database.close();
  });

  test("may be opened by a user with the rights of that role only", async () => {
    const owner = await open(server);
    const user = `application_${process.pid}`;
    await sql
      .raw(`create role ${user} login password 'secret' in role coulisses_app`)
      .execute(owner.db);
    const url = Object.assign(new URL(server), { username: user, password: "secret" });
    const database = await openForApplication(url.href, migrate);
    await sql`select record_change(
      (select id from organisations limit 1), 'command', null, 'a request',
      'test', 'test', gen_random_uuid(), '{}', '{}', '{}'
    )`.execute(database.db);
    await expect(rewrite.execute(database.db)).rejects.toThrow("permission denied");
    await database.close();
    await sql.raw(`drop role ${user}`).execute(owner.db);
    await owner.close();
  });

  test("keeps the options of its address", async () => {
    const url = new URL(server);
    url.searchParams.set("options", "-c work_mem=5MB");
    const database = await openForApplication(url.href, migrate);
    const { rows } = await sql`select current_setting('work_mem') as work_mem`.execute(database.db);
    expect(rows).toEqual([{ work_mem: "5MB" }]);
    expect((await asWhom.execute(database.db)).rows).toEqual([{ role: "coulisses_app" }]);
    await database.close();
  });

  test("is closed again if its migration fails", async () => {
    const failing = openForApplication(server, () => Promise.reject(new Error("no migration")));
    await expect(failing).rejects.toThrow("no migration");
  });
});

describe("the embedded database in a directory", () => {
  test("keeps its rows from one opening to the next", async () => {
    const first = await open(file);
    await sql`create table kept as select 'a row' as what`.execute(first.db);
    await first.close();
    const second = await open(file);
    expect((await sql`select what from kept`.execute(second.db)).rows).toEqual([{ what: "a row" }]);
    await second.close();
  });

  test("cannot be opened twice, and can be opened again after it was closed", async () => {
    const first = await open(file);
    await expect(open(file)).rejects.toThrow(`The database in ${directory} is in use`);
    await first.close();
    await (await open(file)).close();
  });
});

test("a directory with a damaged lock is not reported as in use", async () => {
  const damaged = await mkdtemp(join(tmpdir(), "database-"));
  await writeFile(
    join(damaged, "lock"),
    "not a lock, but long enough to be looked at\n".repeat(50),
  );
  await expect(open(pathToFileURL(damaged).href)).rejects.toThrow("file is not a database");
  await rm(damaged, { recursive: true });
});

describe("a database that cannot be opened", () => {
  test.each([
    {
      why: "nothing listens there",
      url: "postgres://someone:secret@127.0.0.1:1/planning",
      says: "The database (PostgreSQL at 127.0.0.1:1/planning) cannot be opened: connect ECONNREFUSED",
    },
    {
      why: "a name with several addresses, none of which answers",
      url: "postgres://someone:secret@localhost:1/planning",
      says: "cannot be opened: connect ECONNREFUSED",
    },
    {
      why: "the server has no such database",
      url: server.replace(/[^/]+$/, "absent"),
      says: 'cannot be opened: database "absent" does not exist',
    },
    {
      why: "the directory cannot be made",
      url: "file:///dev/null/directory",
      says: "The database (embedded, in /dev/null/directory) cannot be opened: ENOTDIR",
    },
  ])("is reported in a sentence without the password: $why", async ({ url, says }) => {
    const error: unknown = await open(url).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "DatabaseError", message: expect.stringContaining(says) });
    expect(String(error)).not.toContain("secret");
  });
});

test("a database is described without user name and password", () => {
  expect(describeUrl("memory://")).toBe("embedded, in memory");
  expect(describeUrl("file:///srv/planning")).toBe("embedded, in /srv/planning");
  expect(describeUrl("postgres://u:p@db.example.org:5432/planning")).toBe(
    "PostgreSQL at db.example.org:5432/planning",
  );
});

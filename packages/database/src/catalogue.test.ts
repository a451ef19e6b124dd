import { readdir, readFile } from "node:fs/promises";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { open } from "./database.ts";
import { createTestDatabase } from "./testing.ts";

const database = await open(await createTestDatabase());
const { db } = database;
afterAll(() => database.close());

/** The names of what breaks a promise. */
async function faults(query: ReturnType<typeof sql<{ name: string }>>): Promise<string[]> {
  const { rows } = await query.execute(db);
  return rows.map(({ name }) => name);
}

/** The tables that belong to organisations. */
const tenants = sql`(
  select attrelid from pg_attribute join pg_class on pg_class.oid = attrelid
  where relnamespace = 'public'::regnamespace and relkind = 'r' and attname = 'organisation_id'
    and not attisdropped
)`;

describe("the tables of organisations could be distributed by organisation", () => {
  test("there are such tables", async () => {
    const names = sql<{
      name: string;
    }>`select attrelid::regclass::text as name from ${tenants} as t`;
    expect(await faults(names)).toEqual(expect.arrayContaining(["artists", "keys", "missions"]));
  });

  test("each primary key, unique key and exclusion includes the organisation", async () => {
    const keys = sql<{ name: string }>`
      select indexrelid::regclass::text as name from pg_index
      left join pg_constraint on conindid = indexrelid and contype = 'x'
      where indrelid in ${tenants} and (indisunique or indisexclusion) and not exists (
        select from generate_subscripts(indkey, 1) as place
        join pg_attribute on attrelid = indrelid and attnum = indkey[place]
        where attname = 'organisation_id' and place < indnkeyatts
          and (conexclop is null or '=' = (
            select oprname from pg_operator where oid = conexclop[place + 1]))
      )`;
    expect(await faults(keys)).toEqual([]);
  });

  test("each foreign key to them leads from an organisation to the same one", async () => {
    const keys = sql<{ name: string }>`
      select conrelid::regclass || '.' || conname as name from pg_constraint
      where contype = 'f' and confrelid in ${tenants} and not exists (
        select from unnest(conkey, confkey) as pair (here, there)
        join pg_attribute as a on a.attrelid = conrelid and a.attnum = here
        join pg_attribute as b on b.attrelid = confrelid and b.attnum = there
        where a.attname = 'organisation_id' and b.attname = 'organisation_id'
      )`;
    expect(await faults(keys)).toEqual([]);
  });

  test("no foreign key ever changes a row's organisation", async () => {
    const keys = sql<{ name: string }>`
      select conrelid::regclass || '.' || conname as name from pg_constraint
      join pg_attribute on attrelid = conrelid and attnum = any(coalesce(confdelsetcols, conkey))
      where contype = 'f' and attname = 'organisation_id' and conrelid in ${tenants}
        and (confdeltype in ('n', 'd') or confupdtype in ('n', 'd', 'c'))`;
    expect(await faults(keys)).toEqual([]);
  });
});

/** From this migration on, each constraint has an explicit name. */
const firstNamed = "0017";

/** The constraints of a migration that have no name. */
function unnamedIn(text: string): string[] {
  const left = text
    .replaceAll(/--.*|\/\*[^]*?\*\/|\$\$[^]*?\$\$/g, "")
    .replaceAll(
      /\bconstraint \w+\s+(?:foreign key\s*\([^)]*\)\s*references|primary key|unique|check|exclude|references)\b/g,
      "",
    )
    .replaceAll(/\bunique index\b|\bdrop constraint\b/g, "");
  return left.match(/\b(?:primary key|unique|check|exclude|references|foreign key)\b/g) ?? [];
}

test("migrations name their constraints", async () => {
  const directory = new URL("../../../migrations/", import.meta.url);
  const names = (await readdir(directory)).filter((name) => name >= firstNamed);
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, directory), "utf8")));
  expect(names.filter((_, i) => unnamedIn(texts[i] ?? "").length > 0)).toEqual([]);
  // The search finds unnamed constraints.
  expect(unnamedIn("create table a (b int primary key, foreign key (b) references a)")).toEqual([
    "primary key",
    "foreign key",
    "references",
  ]);
});

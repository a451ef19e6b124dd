import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { findArtist, listArtists } from "@coulisses/api/artists/queries";
import { type Database, transact } from "@coulisses/database";
import { sql } from "kysely";
import { asOwner, type Bench, copyDatabase } from "./bench.ts";
import { authorizedContext, openAsServer } from "./ours.ts";
import { openPipelining } from "./pipelining.ts";
import { repeat } from "./repeat.ts";
import { comparison, sideBySide } from "./side-by-side.ts";
import { comparisonHead, table } from "./table.ts";

type Query = (db: Database["db"]) => Promise<unknown>;

/** A way to let queries see only the rows of one organisation. */
interface Way {
  title: string;
  ask: (query: Query) => Promise<unknown>;
}

/** Each table with rows of organisations shows those of the organisation in the setting. */
const policies = `do $$
declare walled name;
begin
  for walled in
    select table_name from information_schema.columns
    where table_schema = 'public' and column_name = 'organisation_id'
  loop
    execute format('alter table %I enable row level security', walled);
    execute format('create policy own_rows on %I using
      (organisation_id = current_setting(''app.organisation_id'')::uuid)', walled);
  end loop;
end $$`;

/** The cost of row-level security for two reads, by the way to make the setting. */
export async function measureRowLevelSecurity(bench: Bench): Promise<string> {
  const walled = await copyDatabase(bench, "walled");
  await asOwner(walled, (database) => database.query(policies));
  const bare = await openAsServer(await copyDatabase(bench, "bare"));
  const { organisation, visible } = await authorizedContext(bare.db, "artists.list");
  const databases = {
    bare,
    walled: await openAsServer(walled),
    settled: await openAsServer(settledIn(walled, organisation.id)),
    elsewhere: await openAsServer(settledIn(walled, crypto.randomUUID())),
    pipelining: openPipelining(walled),
  };
  const find = (id: string) => (db: Database["db"]) => findArtist(db, organisation.id, id);
  const list = () => (db: Database["db"]) =>
    listArtists(db, organisation.id, { limit: 100, most_bytes: 2 ** 22, visible });
  const rows: string[][] = [];
  try {
    strictEqual(await find(bench.season.artists[0]?.id ?? "")(databases.elsewhere.db), undefined);
    const ways = waysOf(databases, organisation.id);
    for (const [title, queryOf] of Object.entries({
      "One artist": find,
      "A page of 100 artists": list,
    }))
      for (const cells of comparison(await measureWays(bench, ways, queryOf)))
        rows.push([title, ...cells]);
  } finally {
    await Promise.all(Object.values(databases).map((database) => database.close()));
  }
  return table(["", "", ...comparisonHead("queries/s", "(a)")], rows);
}

/** The URL of a database whose connections act in one organisation. */
function settledIn(url: string, organisation: string): string {
  const settled = new URL(url);
  settled.searchParams.set("options", `-c app.organisation_id=${organisation}`);
  return settled.href;
}

function waysOf(
  {
    bare,
    settled,
    walled,
    pipelining,
  }: Record<"bare" | "settled" | "walled" | "pipelining", Pick<Database, "db">>,
  organisation: string,
): Way[] {
  const settle = (db: Database["db"], isLocal: boolean) =>
    sql`select set_config('app.organisation_id', ${organisation}, ${isLocal})`.execute(db);
  return [
    { title: "(a) as they are", ask: (query) => query(bare.db) },
    { title: "(b) policies, set once per connection", ask: (query) => query(settled.db) },
    {
      title: "(c) policies, set in a transaction per query",
      ask: (query) =>
        transact(walled.db, async (trx) => {
          await settle(trx, true);
          return query(trx);
        }),
    },
    {
      title: "(d) policies, set by a statement sent along",
      ask: (query) =>
        pipelining.db.connection().execute(async (connection) => {
          const [, answer] = await Promise.all([settle(connection, false), query(connection)]);
          return answer;
        }),
    },
  ];
}

async function measureWays(
  { season, options, postgres }: Bench,
  ways: Way[],
  queryOf: (artist: string) => Query,
) {
  const ids = season.artists.map(({ id }) => id);
  const query = queryOf(ids[0] ?? "");
  const answers = await Promise.all(ways.map(({ ask }) => ask(query)));
  for (const [i, answer] of answers.entries())
    deepStrictEqual(answer, answers[0], `${ways[i]?.title} answers otherwise`);
  const variants = ways.map(({ title, ask }) => {
    let turn = 0;
    const work = () => ask(queryOf(ids[turn++ % ids.length] ?? ""));
    const workers = Array.from({ length: options.connections }, () => work);
    return { title, measure: () => repeat(workers, { ...options, postgres }) };
  });
  return sideBySide(variants, options.rounds);
}

import { type RestRequest, type SendRest, withBody } from "@coulisses/api/kit/factory";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { sql } from "kysely";
import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import {
  addPeople,
  type Company,
  createCompany,
  dumpOf,
  guarded,
  openAsOwner,
  organisationColumns,
  testApp,
} from "./factory.ts";
import {
  type Operation,
  operations,
  overRest,
  overTrpc,
  requestsOf,
} from "./operations.factory.ts";
import {
  type Document,
  type ForeignId,
  idsFor,
  idsIn,
  placesOf,
  type Schema,
  type Schemas,
  withId,
} from "./tenants.factory.ts";

const effort = inject("effort");
const { app, databaseUrl } = await testApp(guarded);
const db = await openAsOwner(databaseUrl);
const columns = await organisationColumns(db);
const dump = (organisation: string) => dumpOf(db, organisation);
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** Requests to an operation that succeed, or that ask for an unknown thing. */
async function basesOf(operation: Operation, { keys }: Company): Promise<RestRequest[]> {
  const send: SendRest = async (request) =>
    (await app.inject(overRest(request, bearer(keys.admin)))).json();
  const { known } = await requestsOf(operation, send);
  return Object.entries(known).flatMap(([status, request]) =>
    /^2|304|404/.test(status) ? [request] : [],
  );
}

const theirs = await createCompany(db, "Secret of theirs");
const artist = {
  name: "Secret of theirs",
  availabilities: [{ start: "2024-05-10T09:00:00", end: "2024-05-10T12:00:00" }],
};
await theirs.api.artists.create(artist);
await theirs.api.plannings.create({ event_date: "2024-05-10", artists: [artist] });
for (const operation of operations) await basesOf(operation, theirs);
await addPeople(db, theirs);
await app.inject(
  overRest(withBody("POST", "/artists", artist), {
    ...bearer(theirs.keys.admin),
    "idempotency-key": "once",
  }),
);

/** One of their ids for each column of ids, and the id of their organisation. */
const foreignIds: ForeignId[] = [];
// Primary keys first, so that each id is named by its own table.
const idColumns = columns.filter(({ type }) => type === "uuid");
for (const { table, column } of idColumns.toSorted((a, b) => rank(a) - rank(b))) {
  const { rows } = await sql<{ id: string }>`
    select ${sql.ref(column)} as id from ${sql.table(table)}
    where organisation_id = ${theirs.id} and ${sql.ref(column)} is not null limit 1
  `.execute(db);
  const [row] = rows;
  if (row === undefined)
    throw new Error(`No row of ${table} has a ${column}: make one here, or it is not tried out`);
  if (foreignIds.every(({ id }) => id !== row.id)) foreignIds.push({ table, column, id: row.id });
}

function rank({ column }: { column: string }): number {
  return column === "id" ? 0 : 1;
}

const document: Document = (
  await app.inject({ url: "/openapi.json", headers: bearer(theirs.keys.admin) })
).json();
const cases = operations.flatMap((operation) =>
  placesOf(document, operation).map((place) => {
    const title = `${operation.operation}, ${place.name} in the ${place.in}`;
    return [title, operation, place] as const;
  }),
);

const ownOfAnswer = new Set(["x-request-id", "date", "etag", "content-length"]);

/** An answer without the id that was asked for, generated ids and times. */
function comparable({ statusCode, headers, body }: LightMyRequestResponse, asked: string) {
  const shown = Object.entries(headers).filter(([name]) => !ownOfAnswer.has(name));
  const text = JSON.stringify([shown, body])
    .replaceAll(asked, "asked")
    .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, "made")
    .replaceAll(/clk_[\w-]+/g, "key")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+00:00/g, "now");
  return { statusCode, text };
}

type Door = (
  operation: Operation,
  request: RestRequest,
  who: Record<string, string>,
) => InjectOptions;

const doors: { door: string; send: Door }[] = [
  { door: "REST", send: (_operation, ...asked) => overRest(...asked) },
  { door: "tRPC", send: overTrpc },
];

describe(`an id of another organisation: ${cases.length} places × ${doors.length} doors × ${foreignIds.length} ids`, () => {
  describe.each(doors.map((door, turn) => ({ ...door, turn })))("$door", ({ send, turn }) => {
    // In the short run, each place through one of them.
    const tried = cases.filter((_, at) => effort > 1 || at % doors.length === turn);
    test.each(tried)(
      "%s answers as for an id that does not exist",
      async (title, operation, place) => {
        const before = await dump(theirs.id);
        const statuses = new Set<number>();
        // Two equal companies: one asks for the other organisation's id, one for an unknown id.
        const twins = [await createCompany(db, "Twin"), await createCompany(db, "Twin")];
        const [bases = [], sameBases = []] = await Promise.all(
          twins.map((twin) => basesOf(operation, twin)),
        );
        const at = cases.findIndex(([known]) => known === title);
        for (const { table, column, id } of idsFor(place, foreignIds, { at, effort })) {
          const what = `${table}.${column}`;
          const absent = crypto.randomUUID();
          for (const [position, base] of bases.entries()) {
            const same = sameBases[position];
            const foreign = withId(operation, base, { place, id });
            const nobodys = same && withId(operation, same, { place, id: absent });
            if (!foreign || !nobodys) continue;
            const [one, two] = twins.map(({ keys }) => bearer(keys.admin));
            const real = await app.inject(send(operation, foreign, one ?? {}));
            const made = await app.inject(send(operation, nobodys, two ?? {}));
            expect({ what, ...comparable(real, id) }).toEqual({
              what,
              ...comparable(made, absent),
            });
            expect(real.body).not.toContain("Secret");
            expect(real.statusCode).toBeLessThan(500);
            statuses.add(real.statusCode);
          }
        }
        expect(await dump(theirs.id)).toEqual(before);
        // An id in the path is 404; elsewhere, at least one request must pass the schema.
        const reached = [...statuses].filter((status) => status !== 422);
        if (reached.length === 0)
          throw new Error(`No request in restRequests takes an id at ${place.name}: add one there`);
        expect(reached).toEqual(place.in === "path" ? [404] : reached);
      },
    );
  });

  test.each(operations)("$operation takes the same ids over tRPC as over REST", (operation) => {
    const schema: Schema & { $defs?: Schemas } = JSON.parse(
      JSON.stringify(
        z.toJSONSchema(operation.input ?? z.strictObject({}), {
          io: "input",
          unrepresentable: "any",
        }),
      ),
    );
    const inInput = idsIn(schema, schema.$defs ?? {}).map((keys) => keys.join("."));
    expect(inInput.toSorted()).toEqual(
      placesOf(document, operation)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  test.each(operations.filter(({ rest }) => rest.list))(
    "$operation with another organisation's cursor shows nothing of theirs",
    async (operation) => {
      const ours = await createCompany(db, "Ours");
      // A list may belong to one thing: to one of theirs, and to one of ours.
      const pathOf = async (company: Company) =>
        (await basesOf(operation, company))[0]?.path.split("?")[0];
      const get: RestRequest = { method: "GET", path: `${await pathOf(theirs)}?limit=1` };
      const { link } = (await app.inject(overRest(get, bearer(theirs.keys.admin)))).headers;
      const cursor = /cursor=([^>]+)/.exec(String(link))?.[1] ?? "";
      expect(cursor).not.toBe("");
      const mine = { ...get, path: `${await pathOf(ours)}?limit=1000` };
      const whole = await app.inject(overRest(mine, bearer(ours.keys.admin)));
      const rest = { ...mine, path: `${mine.path}&cursor=${cursor}` };
      const answer = await app.inject(overRest(rest, bearer(ours.keys.admin)));
      expect(answer.statusCode).toBe(200);
      const all: unknown[] = whole.json();
      expect(all).toEqual(expect.arrayContaining(answer.json()));
      expect(answer.body).not.toContain("Secret");
    },
  );
});

describe("an id that the caller chooses may be one that another organisation has", () => {
  test("of an artist: every change of ours leaves their artist as it is", async () => {
    const ours = await createCompany(db, "Ours");
    const { id } = await theirs.api.artists.create({ ...artist, name: "Shared" });
    const before = await dump(theirs.id);
    const created = await app.inject(
      overRest(
        {
          method: "POST",
          path: "/artists",
          headers: { "content-type": "application/json" },
          payload: JSON.stringify({ id, name: "Ours" }),
        },
        bearer(ours.keys.admin),
      ),
    );
    expect(created.statusCode).toBe(201);
    expect(created.json()).toEqual({ id, name: "Ours", availabilities: [] });
    await ours.api.artists.replace({ artist_id: id, name: "Ours too", availabilities: [] });
    await ours.api.artists.setAvailabilities({ artist_id: id, availabilities: [] });
    await ours.api.artists.anonymise({ artist_id: id });
    await ours.api.artists.delete({ artist_id: id });
    expect(await dump(theirs.id)).toEqual(before);
    expect((await theirs.api.artists.get({ artist_id: id })).name).toBe("Shared");
  });

  test("of an artist in a planning: we get a new artist, theirs stays as it is", async () => {
    const ours = await createCompany(db, "Ours");
    const { id } = await theirs.api.artists.create({ ...artist, name: "Shared" });
    const before = await dump(theirs.id);
    const planning = { event_date: "2024-05-10", artists: [{ ...artist, id, name: "Ours" }] };
    const { assignments } = await ours.api.plannings.create(planning);
    expect(assignments).toEqual([{ artist_id: id, slot: artist.availabilities[0] }]);
    expect((await ours.api.artists.export({ artist_id: id })).plannings).toHaveLength(1);
    expect((await theirs.api.artists.export({ artist_id: id })).plannings).toEqual([]);
    expect(await dump(theirs.id)).toEqual(before);
  });
});

interface ForeignKey {
  name: string;
  table: string;
  parent: string;
  columns: string[];
}

/** All foreign keys between tables that belong to organisations. */
const { rows: foreignKeys } = await sql<ForeignKey>`
  select conname as name, conrelid::regclass::text as table, confrelid::regclass::text as parent,
    array(
      select child.attname || ' = ' || target.attname
      from unnest(conkey, confkey) as pair (own, other)
      join pg_attribute as child on child.attrelid = conrelid and child.attnum = pair.own
      join pg_attribute as target on target.attrelid = confrelid and target.attnum = pair.other
    ) as columns
  from pg_constraint
  where contype = 'f'
    and conrelid::regclass::text = any(${[...new Set(columns.map(({ table }) => table))]})
    and confrelid::regclass::text = any(${[...new Set(columns.map(({ table }) => table))]})
  order by 1
`.execute(db);

describe("no row can point into another organisation", () => {
  const columnsOf = (table: string) =>
    columns.filter((one) => one.table === table).map(({ column }) => sql.ref(column));

  test("foreign keys exist, and each table's key starts with the organisation", async () => {
    expect(foreignKeys.length).toBeGreaterThan(4);
    const { rows } = await sql<{ table: string; first: string }>`
      select indrelid::regclass::text as table, attname as first from pg_index as index
      join pg_attribute on attrelid = indrelid and attnum = indkey[0]
      where indisprimary or indisunique and not exists (
        select from pg_index where indrelid = index.indrelid and indisprimary
      )
    `.execute(db);
    for (const { table } of columns)
      expect(rows).toContainEqual({ table, first: "organisation_id" });
  });

  test.each(foreignKeys)("$table → $parent: $name", async ({ name, table, columns: pairs }) => {
    expect(pairs).toContain("organisation_id = organisation_id");
    const ours = await createCompany(db, "Ours");
    const [child, names] = [sql.table(table), sql.join(columnsOf(table))];
    const pointing = pairs.map((pair) => sql`${sql.ref(pair.split(" ")[0] ?? "")} is not null`);
    const {
      rows: [row],
    } = await sql<{ place: string }>`
      select ctid as place from ${child}
      where organisation_id = ${theirs.id} and ${sql.join(pointing, sql` and `)} limit 1
    `.execute(db);
    if (row === undefined) throw new Error(`No row of ${table} is held by ${name}: make one above`);
    // The row is moved, not copied, so that only the foreign key can refuse it.
    const moveTo = async (organisation: string) => {
      const trx = await db.startTransaction().execute();
      try {
        // One by one, without other foreign keys of or to the table, which could refuse it instead.
        for (const { name: other, table: of, parent } of foreignKeys)
          if (other !== name && [of, parent].includes(table))
            await sql`alter table ${sql.table(of)} drop constraint ${sql.ref(other)}`.execute(trx);
        await sql`
          create temporary table moved on commit drop as
          select ${names} from ${child} where ctid = ${row.place}::tid`.execute(trx);
        await sql`delete from ${child} where ctid = ${row.place}::tid`.execute(trx);
        await sql`update moved set organisation_id = ${organisation}`.execute(trx);
        await sql`insert into ${child} (${names}) select ${names} from moved`.execute(trx);
      } finally {
        await trx.rollback().execute();
      }
    };
    await expect(moveTo(theirs.id)).resolves.toBeUndefined();
    await expect(moveTo(ours.id)).rejects.toMatchObject({ code: "23503", constraint: name });
  });
});

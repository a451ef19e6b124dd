import type { RestRequest, SendRest } from "@coulisses/api/kit/factory";
import { watchStatements } from "@coulisses/database/testing";
import { expect, test } from "vitest";
import { createCompany, guarded, openAsOwner, organisationColumns, testApp } from "./factory.ts";
import { type Operation, operations, overRest, requestsOf } from "./operations.factory.ts";
import { faultsOf } from "./statements.factory.ts";

const sent = watchStatements();
const { app, databaseUrl } = await testApp(guarded);
const db = await openAsOwner(databaseUrl);
const company = await createCompany(db, "Théâtre du Pont");
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const send: SendRest = async (request) =>
  (await app.inject(overRest(request, bearer(company.keys.admin)))).json();
const document = (
  await app.inject({ url: "/openapi.json", headers: bearer(company.keys.admin) })
).json();

interface Parameter {
  in: string;
  name: string;
  schema: { examples?: string[]; enum?: string[] };
}

/** A request with every filter. */
function narrowed({ rest }: Operation, request: RestRequest): RestRequest {
  const { pathname, searchParams } = new URL(request.path, "http://localhost");
  const parameters: Parameter[] =
    document.paths?.[rest.path]?.[rest.method.toLowerCase()]?.parameters ?? [];
  for (const { in: where, name, schema } of parameters) {
    const [value] = schema.examples ?? schema.enum ?? [];
    if (where === "query" && value !== undefined) searchParams.set(name, value);
  }
  return { ...request, path: `${pathname}?${searchParams.toString()}` };
}

/** Reads as an artist, who is shown a selection, and all calls as an administrator. */
const callers = [bearer(company.keys.artist), bearer(company.keys.admin)];

for (const operation of operations) {
  const { known, request } = await requestsOf(operation, send);
  const isRead = request.method === "GET";
  for (const one of [...Object.values(known), ...(isRead ? [narrowed(operation, request)] : [])])
    for (const headers of callers)
      await app.inject(overRest(one, { ...headers, "idempotency-key": crypto.randomUUID() }));
}

// The stream of changes, which is no operation of the REST API.
const stream = { url: "/trpc/changes.watch", headers: bearer(company.keys.admin) };
(await app.inject({ ...stream, payloadAsStream: true })).stream().destroy();

const texts = [...sent()];
const columns = await organisationColumns(db);
/** Signing in reads accounts before the organisation is known: an account belongs to no organisation. */
const accounts = new Set(["invitations", "members"]);
const tables = new Set(columns.map(({ table }) => table)).difference(accounts);
/** So does a call with a key. */
const findsKey = /from "keys" .*where "hash" = \$1$/;

test("each statement names the organisation for each table that it reads or writes", () => {
  const found = texts
    .filter((text) => !findsKey.test(text))
    .flatMap((text) => faultsOf(text, tables).map((fault) => ({ text, fault })));
  expect(found).toEqual([]);
});

test("the statements that were checked cover every table", () => {
  const unnamed = [...tables].filter((table) => !texts.some((text) => text.includes(table)));
  expect(unnamed).toEqual([]);
});

test.each([
  ["does not name the organisation for each of artists", "select * from artists where id = $1"],
  [
    "does not name the organisation for each of artists, keys",
    "select * from artists join keys using (organisation_id) where organisation_id = $1",
  ],
  [
    "does not name the organisation for each of keys",
    `select (select count(*) from "keys" where organisation_id = artists.organisation_id)
     from "artists" where "artists"."organisation_id" = $1`,
  ],
  [
    "does not name the organisation for each of artists",
    "insert into artists (organisation_id, id) select organisation_id, id from unnest($1::uuid[])",
  ],
  [
    "reads keys, which its own WITH writes",
    `with gone as (delete from keys where organisation_id = $1 returning id)
     select count(*) from keys where organisation_id = $1`,
  ],
  [
    "has a clock in CASE or COALESCE",
    "update keys set revoked_at = coalesce(revoked_at, now()) where organisation_id = $1",
  ],
  [
    "has clock_timestamp() in UPDATE",
    "update keys set revoked_at = clock_timestamp() where organisation_id = $1",
  ],
  ["has a select in RETURNING", "delete from keys where organisation_id = $1 returning (select 1)"],
])("this test would find a statement that %s", (fault, text) => {
  expect(faultsOf(text, tables)).toEqual([fault]);
});

test("a statement that names the organisation each time has no fault", () => {
  const text = `with added as (insert into artists (organisation_id, id) values ($1, $2) returning id)
    select * from keys join venues on venues.organisation_id = $1 and venues.id = $3
    where keys.organisation_id = $1 and id in (select id from added)`;
  expect(faultsOf(text, tables)).toEqual([]);
});

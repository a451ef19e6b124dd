import { readFile } from "node:fs/promises";
import { createTestDatabase } from "@coulisses/database/testing";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { createCompany, guarded, openAsOwner } from "../factory.ts";
import { startProcess } from "./factory.ts";

const databaseUrl = await createTestDatabase();
const db = await openAsOwner(databaseUrl);
const company = await createCompany(db, "Théâtre du Pont");
const planner = await company.api.keys.create({ name: "Planner", role: "planner" });
const { address, log, logOf } = await startProcess({
  ...guarded,
  PUBLIC_URL: "https://planning.example.org",
  DATABASE_URL: databaseUrl,
});

const name = "Camille Canary";
const headers = { authorization: `Bearer ${planner.key}`, "content-type": "application/json" };

function post(path: string, body: unknown) {
  return fetch(address + path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** The log lines of a failed request, without those of its arrival and its answer. */
async function failuresOf(answer: Response) {
  await answer.text();
  return (await logOf(answer)).filter(({ level }) => Number(level) > 30);
}

describe("a call that fails on the server", () => {
  test("is logged with procedure, caller, SQLSTATE and cause, and no value of the row", async () => {
    await sql`alter table artists add constraint broken check (name not like '%Canary%')`.execute(
      db,
    );
    const answer = await post("/api/v1/artists", { name });
    expect(answer.status).toBe(500);
    const lines = await failuresOf(answer);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 50,
        msg: "failed",
        reqId: answer.headers.get("x-request-id"),
        procedure: "artists.create",
        door: "rest",
        status: 500,
        problem: "internal_error",
        sqlstate: "23514",
        organisation: company.id,
        caller: { kind: "key", id: planner.id },
        err: expect.objectContaining({
          type: "DatabaseError",
          code: "23514",
          message: 'new row for relation "artists" violates check constraint "broken"',
          database: expect.objectContaining({ table: "artists", constraint: "broken" }),
        }),
      }),
    ]);
    expect(JSON.stringify(log())).not.toContain("Canary");
    await sql`alter table artists drop constraint broken`.execute(db);
  });

  test("in a batch is logged by its own procedure; those that succeed are not", async () => {
    await sql`alter table venues rename to lost`.execute(db);
    const url = "/trpc/me.get,venues.list,projects.list?batch=1&input=%7B%7D";
    const answer = await fetch(address + url, { headers });
    const lines = await failuresOf(answer);
    expect(lines).toMatchObject([
      { procedure: "venues.list", door: "trpc", sqlstate: "42P01", organisation: company.id },
    ]);
    await sql`alter table lost rename to venues`.execute(db);
  });

  test("before its caller is known is logged too", async () => {
    await sql`alter table keys rename to lost`.execute(db);
    const other = { ...headers, authorization: `Bearer clk_${"A".repeat(43)}` };
    const answer = await fetch(`${address}/api/v1/artists`, { headers: other });
    expect(answer.status).toBe(500);
    const lines = await failuresOf(answer);
    expect(lines).toMatchObject([{ procedure: "artists.list", door: "rest", sqlstate: "42P01" }]);
    expect(lines[0]).not.toHaveProperty("caller");
    await sql`alter table lost rename to keys`.execute(db);
  });
});

test("a refusal is not logged as a failure", async () => {
  expect(await failuresOf(await post("/api/v1/artists", { name: "" }))).toEqual([]);
});

test("the walk-through in docs/operations.md shows the fields that a failure has", async () => {
  const page = await readFile(new URL("../../../../docs/operations.md", import.meta.url), "utf8");
  const [, shown = "{}"] = /^(\{"level":50.*\})$/m.exec(page) ?? [];
  await sql`alter table venues rename to lost`.execute(db);
  const answer = await fetch(`${address}/api/v1/venues`, { headers });
  const [line = {}] = await failuresOf(answer);
  await sql`alter table lost rename to venues`.execute(db);
  expect(Object.keys(JSON.parse(shown))).toEqual(Object.keys(line));
});

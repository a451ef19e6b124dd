import { open } from "@coulisses/database";
import { createTestDatabase } from "@coulisses/database/testing";
import { sql } from "kysely";
import { afterEach, expect, test, vi } from "vitest";

const server = await createTestDatabase();
const said = vi.spyOn(console, "log").mockReturnValue();
const complained = vi.spyOn(console, "error").mockReturnValue();

afterEach(() => {
  process.exitCode = 0;
  vi.clearAllMocks();
});

/** Runs `pnpm migrate` in this process. */
async function migrate(url: string, ...args: string[]) {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", url);
  process.argv = ["node", "migrate.ts", ...args];
  await import("./migrate.ts");
  const lines = said.mock.calls.flat().join("\n");
  return { lines, errors: complained.mock.calls.flat().join("\n"), exitCode: process.exitCode };
}

test("status lists what is pending, up runs it, and then there is nothing to do", async () => {
  const database = await open(server);
  await sql.raw("drop schema public cascade; create schema public").execute(database.db);
  await database.close();
  expect((await migrate(server, "status")).lines).toContain("pending  0001_organisations");
  expect((await migrate(server, "up")).lines).toContain("ran      0001_organisations");
  expect((await migrate(server)).lines).toContain("Up to date.");
  expect((await migrate(server, "status")).lines).toContain("applied  0001_organisations");
});

test("any other argument prints the usage", async () => {
  expect(await migrate(server, "down")).toMatchObject({
    errors: "Usage: pnpm migrate [up | status]",
    exitCode: 1,
  });
});

test("a database that cannot be opened is a sentence, a bug is a stack trace", async () => {
  const absent = await migrate("postgres://u:secret@127.0.0.1:1/planning");
  expect(absent.errors).toMatch(
    /^The database \(PostgreSQL at 127\.0\.0\.1:1\/planning\) cannot be opened/,
  );
  const { fail } = await import("../serve.ts");
  const bug = new Error("a bug");
  fail(bug);
  expect(complained).toHaveBeenLastCalledWith(bug);
  expect(process.exitCode).toBe(1);
});

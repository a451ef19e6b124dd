import { DomainError, SchemaError } from "@coulisses/api/kit/errors";
import { createTestDatabase } from "@coulisses/database/testing";
import { NoResultError, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { openAsOwner } from "../factory.ts";
import { loggedError, sqlstateIn } from "./logged-error.ts";

const db = await openAsOwner(await createTestDatabase());
const secret = "Camille Canary";

function errorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("no value of a row, a payload or a parameter is logged", () => {
  const refusedBySchema = z.strictObject({ age: z.int() }).safeParse({ age: secret, [secret]: 1 });

  test.each([
    [
      "a duplicate",
      sql`insert into skills (organisation_id, id, name, search_key)
      select gen_random_uuid(), gen_random_uuid(), ${secret}, 'x'`,
    ],
    ["a value that is not of its type", sql`select ${secret}::uuid`],
    ["a number that is too large", sql`select ${"123456789012345678"}::int`],
    ["JSON that does not parse", sql`select ${secret}::json`],
    ["a date that does not exist", sql`select ${"2027-13-45"}::date`],
    [
      "a function that raises",
      sql`do 'begin raise exception using detail = ''Camille Canary'', message = ''no''; end'`,
    ],
  ])("PostgreSQL: %s", async (_, statement) => {
    const error: unknown = await statement.execute(db).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    const logged = loggedError(error);
    expect(JSON.stringify(logged)).not.toMatch(/Canary|123456789|13-45/);
    expect(logged.code).toMatch(/^\w{5}$/);
  });

  test.each<[string, unknown]>([
    ["JSON.parse", errorOf(() => JSON.parse(secret))],
    ["BigInt", errorOf(() => BigInt(secret))],
    ["Intl", errorOf(() => new Intl.DateTimeFormat("fr", { timeZone: "Canary" }))],
    ["Temporal", errorOf(() => Temporal.PlainDate.from(`"${secret}"`))],
    ["a mailer", new Error("550 No such user camille.canary@example.org")],
    ["what zod found", refusedBySchema.error],
    ["what a schema of ours found", new SchemaError(refusedBySchema.error?.issues ?? [])],
    ["a thrown text", secret],
    [
      "fields of an error",
      Object.assign(new Error("x"), { node: { values: [secret] }, code: secret }),
    ],
    [
      "Kysely",
      new NoResultError(db.selectFrom("artists").where("name", "=", secret).toOperationNode()),
    ],
    ["a cause", new Error("x", { cause: new Error(`"${secret}" is bad`) })],
    ["one of several", new AggregateError([new Error(`"${secret}" is bad`)], "x")],
  ])("%s", (_, error) => {
    expect(JSON.stringify(loggedError(error))).not.toMatch(/Canary|canary/);
  });
});

test("type, message, code, frames and causes are logged", () => {
  const cause = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), {
    code: "ECONNREFUSED",
  });
  expect(loggedError(new DomainError("conflict"))).toMatchObject({ type: "DomainError" });
  expect(loggedError(new TypeError("x is not a function", { cause }))).toEqual({
    type: "TypeError",
    message: "x is not a function",
    stack: expect.stringMatching(/^at .*logged-error\.test\.ts/),
    cause: {
      type: "Error",
      message: "connect ECONNREFUSED 127.0.0.1:5432",
      code: "ECONNREFUSED",
      stack: expect.any(String),
    },
  });
});

test("a cyclic cause ends", () => {
  const error = new Error("x");
  error.cause = error;
  expect(JSON.stringify(loggedError(error)).match(/"cause"/g)?.length).toBe(5);
  expect(sqlstateIn(error)).toBeUndefined();
});

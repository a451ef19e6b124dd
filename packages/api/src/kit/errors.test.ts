import { TRPCError } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { DomainError, invalidInput, notFound, Problem, toProblem } from "./errors.ts";

describe("a refusal", () => {
  const refusal = notFound("artist", "x");
  const thrown = new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: refusal });

  test("is the same problem on both transports", () => {
    expect(toProblem(thrown, "en")).toEqual({
      type: "urn:coulisses:problem:not_found",
      title: "Not found",
      status: 404,
      detail: "Artist x not found",
      code: "not_found",
    });
  });

  test("of an input names the first issue in its detail, and lists all issues", () => {
    const issues = [
      {
        path: ["artists", 3, "name"],
        issue: "text_length",
        params: { least: 1, most: 255 },
      },
      { path: [], issue: "unknown_keys", params: { keys: ["nom"] } },
    ] as const;
    const error = new TRPCError({ code: "BAD_REQUEST", cause: invalidInput(issues) });
    expect(toProblem(error, "en")).toMatchObject({
      status: 422,
      detail: "artists.3.name: Must have 1 to 255 characters (and 1 more)",
      issues: [
        { path: ["artists", 3, "name"], message: "Must have 1 to 255 characters" },
        { path: [], message: 'Unrecognized key: "nom"' },
      ],
    });
    expect(toProblem(error, "fr").detail.replaceAll(/[\u00a0\u202f]/g, " ")).toBe(
      "artists.3.name : Doit avoir de 1 à 255 caractères (et 1 de plus)",
    );
  });

  test("of an input lists at most 100 issues", () => {
    const issues = Array.from(
      { length: 1000 },
      (_, i) => ({ path: [i], issue: "required" }) as const,
    );
    const { detail, issues: shown } = toProblem(
      new TRPCError({ code: "BAD_REQUEST", cause: invalidInput(issues) }),
      "en",
    );
    expect(shown).toHaveLength(100);
    expect(detail).toBe("0: Is required (and 999 more)");
  });
});

describe("an error that is not a refusal", () => {
  test.each([
    new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: new Error("relation artists") }),
    new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "password=secret" }),
    new TRPCError({
      code: "INTERNAL_SERVER_ERROR",
      cause: z.strictObject({}).safeParse({ search_key: 1 }).error,
    }),
  ])("is a 500 that discloses no details", (error) => {
    expect(toProblem(error, "en")).toEqual({
      type: "urn:coulisses:problem:internal_error",
      title: "Internal error",
      status: 500,
      detail:
        "Something went wrong on the server. It is on record under this answer's x-request-id.",
      code: "internal_error",
    });
  });
});

test("every problem matches its schema", () => {
  for (const code of Problem.shape.code.options) {
    const cause =
      code === "stale"
        ? new DomainError(code, undefined, { current: null })
        : new DomainError(code);
    const problem = toProblem(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }), "en");
    expect(Problem.parse(problem)).toEqual(problem);
    expect(problem.status).toBeGreaterThanOrEqual(400);
  }
});

test("a refusal with a `current` that is not of its code does not compile", () => {
  expect([
    // @ts-expect-error -- a stale version comes with the thing as it is now
    new DomainError("stale"),
    // @ts-expect-error -- nothing is there that could be shown
    new DomainError("not_found", undefined, { current: null }),
    // @ts-expect-error -- only a stale version may be of a thing that was deleted
    new DomainError("conflict", undefined, { current: null }),
  ]).toHaveLength(3);
});

import { TRPCError } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { DomainError, invalidInput, Problem, toProblem } from "./errors.ts";

describe("a refusal", () => {
  const refusal = new DomainError("not_found", "Artist x not found");
  const thrown = new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: refusal });

  test("is the same problem on both doors", () => {
    expect(toProblem(thrown, "en")).toEqual({
      type: "urn:coulisses:problem:not_found",
      title: "Not found",
      status: 404,
      detail: "Artist x not found",
      code: "not_found",
    });
  });

  test("of an input says where and why, the first in the sentence, each in the issues", () => {
    const issues = [
      { path: ["artists", 3, "name"], message: "Must have 1 to 255 characters" },
      { path: [], message: 'Unrecognized key: "nom"' },
    ];
    const error = new TRPCError({ code: "BAD_REQUEST", cause: invalidInput(issues) });
    expect(toProblem(error, "en")).toMatchObject({
      status: 422,
      detail: "artists.3.name: Must have 1 to 255 characters (and 1 more)",
      issues,
    });
  });

  test("of an input names a hundred things at most", () => {
    const issues = Array.from({ length: 1000 }, (_, i) => ({ path: [i], message: "wrong" }));
    const { detail, issues: shown } = toProblem(
      new TRPCError({ code: "BAD_REQUEST", cause: invalidInput(issues) }),
      "en",
    );
    expect(shown).toHaveLength(100);
    expect(detail).toBe("0: wrong (and 999 more)");
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
  ])("is internal, and keeps what it knows to itself", (error) => {
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

test("every problem is what its schema says", () => {
  for (const code of Problem.shape.code.options) {
    const cause = new DomainError(code, "A sentence.");
    const problem = toProblem(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }), "en");
    expect(Problem.parse(problem)).toEqual(problem);
    expect(problem.status).toBeGreaterThanOrEqual(400);
  }
});

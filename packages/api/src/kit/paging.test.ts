import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { id } from "./ids.ts";
import { encodeCursor, paging } from "./paging.ts";
import { text } from "./text.ts";

describe("a page", () => {
  const List = z.strictObject(paging([text(255), id]));
  const given = "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90";

  test("has a cursor from which the next page continues", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }), (name) => {
        const cursor = encodeCursor([name, given]);
        expect(List.parse({ cursor }).cursor).toEqual([name, given]);
      }),
    );
  });

  test.each([
    "",
    "x",
    "%%%",
    "W10",
    "WyJhIl0",
    "bnVsbA",
    "eyJhIjoxfQ",
    "WyJhIiwiYiJd",
    "_w",
    "\0",
    "W yJ",
    "W+/=",
  ])("refuses %j, which is no cursor of a page", (cursor) => {
    expect(List.safeParse({ cursor }).error?.issues[0]).toMatchObject({
      path: ["cursor"],
      message: "Must be the cursor that came with the page before",
    });
  });

  test.each([0, 1001, 1.5, "5", null, Number.NaN])("cannot have a limit of %j", (limit) => {
    expect(List.safeParse({ limit }).success).toBe(false);
  });
});

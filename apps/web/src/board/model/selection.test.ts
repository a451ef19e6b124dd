import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { takenAlong, toggled } from "./selection.ts";

const ids = fc.constantFrom("a", "b", "c", "d");

describe("Missions that are selected together", () => {
  test("are the same after one was added and taken out again", () => {
    fc.assert(
      fc.property(fc.uniqueArray(ids), ids, (selected, id) => {
        const selection = new Set(selected);
        expect(toggled(toggled(selection, id), id)).toEqual(selection);
      }),
    );
  });

  test("move together, the one that the pointer holds first", () => {
    expect(takenAlong(new Set(["a", "b", "c"]), "b")).toEqual(["b", "a", "c"]);
  });

  test("stay where they are if another moves", () => {
    expect(takenAlong(new Set(["a", "b"]), "d")).toEqual(["d"]);
  });
});

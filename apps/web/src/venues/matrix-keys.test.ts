import { expect, test } from "vitest";
import { placeAfter } from "./matrix-keys.ts";

/** Three venues: no cell leads from a venue to itself, and none is outside. */
function isCell({ row, column }: { row: number; column: number }): boolean | undefined {
  const isInside = [row, column].every((place) => place >= 0 && place < 3);
  return isInside ? row !== column : undefined;
}

test.each([
  ["ArrowRight", { row: 0, column: 1 }, { row: 0, column: 2 }],
  ["ArrowRight", { row: 1, column: 0 }, { row: 1, column: 2 }],
  ["ArrowDown", { row: 0, column: 1 }, { row: 2, column: 1 }],
  ["ArrowUp", { row: 2, column: 0 }, { row: 1, column: 0 }],
  ["ArrowUp", { row: 1, column: 0 }, { row: 1, column: 0 }],
  ["ArrowLeft", { row: 0, column: 1 }, { row: 0, column: 1 }],
  ["Enter", { row: 2, column: 0 }, { row: 2, column: 0 }],
])("%s leads from %j to %j", (key, from, to) => {
  expect(placeAfter(key, from, isCell)).toEqual(to);
});

test("other keys lead nowhere", () => {
  expect(placeAfter("4", { row: 0, column: 1 }, isCell)).toBeUndefined();
});

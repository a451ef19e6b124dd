import { describe, expect, test } from "vitest";
import { moveFocus } from "./focus.ts";
import type { Row } from "./rows.ts";

function row(id: string, ...starts: number[]): Row {
  const bars = starts.map((start) => ({
    kind: "busy" as const,
    work: "outside" as const,
    key: `${id}${start}`,
    lane: 0,
    start,
    end: start + 1,
  }));
  return { id, label: id, bars, lanes: 1 };
}

const rows = [row("a", 5, 1), row("empty"), row("b", 4, 9)];

describe("Arrow keys on the board", () => {
  test("lead from nothing to the first bar", () => {
    expect(moveFocus(rows, undefined, "down")).toEqual({ row: "a", bar: "a1" });
  });

  test("lead along a row in the order of time, and stay at its end", () => {
    expect(moveFocus(rows, { row: "a", bar: "a1" }, "right")).toEqual({ row: "a", bar: "a5" });
    expect(moveFocus(rows, { row: "a", bar: "a5" }, "right")).toEqual({ row: "a", bar: "a5" });
    expect(moveFocus(rows, { row: "a", bar: "a5" }, "left")).toEqual({ row: "a", bar: "a1" });
  });

  test("lead to the nearest bar of the next row that has any", () => {
    expect(moveFocus(rows, { row: "a", bar: "a5" }, "down")).toEqual({ row: "b", bar: "b4" });
    expect(moveFocus(rows, { row: "b", bar: "b9" }, "up")).toEqual({ row: "a", bar: "a5" });
    expect(moveFocus(rows, { row: "b", bar: "b9" }, "down")).toEqual({ row: "b", bar: "b9" });
  });
});

import { describe, expect, test } from "vitest";
import { cellAt, moveFocus, type Spot, type Step } from "./focus.ts";
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

/** Three days of ten hours. */
const cells = [0, 10, 20].map((start) => ({ start, end: start + 10 }));
const rows = [row("a", 5, 1), row("empty"), row("b", 4, 29)];

function move(from: Spot | undefined, ...steps: Step[]): Spot | undefined {
  return steps.reduce((spot, step) => moveFocus({ rows, cells }, spot, step), from);
}

const bar = (id: string, start: number): Spot => ({ row: id, bar: `${id}${start}`, start });
const cell = (id: string, start: number): Spot => ({ row: id, bar: undefined, start });

describe("Keys on the board", () => {
  test("lead from nothing to the first bar", () => {
    expect(move(undefined, "down")).toEqual(bar("a", 1));
  });

  test("lead to the first cell where there is no bar", () => {
    expect(moveFocus({ rows: [row("empty")], cells }, undefined, "down")).toEqual(cell("empty", 0));
  });

  test("lead along bars and empty cells in the order of time, and stay at the end", () => {
    expect(move(bar("a", 1), "right")).toEqual(bar("a", 5));
    expect(move(bar("a", 1), "right", "right")).toEqual(cell("a", 10));
    expect(move(bar("a", 1), "right", "right", "right", "right")).toEqual(cell("a", 20));
    expect(move(cell("a", 10), "left")).toEqual(bar("a", 5));
    expect(move(bar("a", 1), "left")).toEqual(bar("a", 1));
  });

  test("lead to what is at that time in the next row, or to its empty cell", () => {
    expect(move(bar("a", 5), "down")).toEqual(cell("empty", 0));
    expect(move(bar("a", 5), "down", "down")).toEqual(bar("b", 4));
    expect(move(bar("b", 29), "up")).toEqual(cell("empty", 20));
    expect(move(bar("b", 29), "down")).toEqual(bar("b", 29));
  });

  test("lead to the ends of a row, and to the first and last row", () => {
    expect(move(bar("a", 5), "home")).toEqual(bar("a", 1));
    expect(move(bar("a", 5), "end")).toEqual(cell("a", 20));
    expect(move(bar("a", 5), "last")).toEqual(bar("b", 4));
    expect(move(bar("b", 4), "pageUp")).toEqual(bar("a", 5));
  });

  test("a cell that got a bar meanwhile is no end of the way", () => {
    expect(move(cell("a", 0), "right")).toEqual(bar("a", 1));
    expect(cellAt({ cells }, cell("a", 10))).toEqual({ start: 10, end: 20 });
    expect(cellAt({ cells }, bar("a", 5))).toBeUndefined();
  });
});

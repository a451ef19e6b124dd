import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { missionsWithin, rowIndexAt, topsOf } from "./hit.ts";
import { heightOf } from "./layout.ts";

const lanes = fc.array(fc.record({ lanes: fc.integer({ min: 1, max: 6 }) }), { minLength: 1 });

describe("The row under a pointer", () => {
  test("is the one that begins above it and ends below it", () => {
    fc.assert(
      fc.property(lanes, fc.double({ min: -50, max: 5000, noNaN: true }), (rows, y) => {
        const tops = topsOf(rows);
        const index = rowIndexAt(tops, y);
        const total = rows.reduce((sum, row) => sum + heightOf(row), 0);
        const [top = 0, bottom = 0] = index === undefined ? [] : tops.slice(index, index + 2);
        expect(index !== undefined && top <= y && y < bottom).toBe(y >= 0 && y < total);
      }),
    );
  });
});

describe("A frame around bars", () => {
  const busy = { kind: "busy" as const, work: "outside" as const, key: "b", lane: 0 };
  const rows = [0, 1].map((index) => ({
    id: String(index),
    label: "",
    lanes: 1,
    bars: [{ ...busy, start: 0, end: 10 }],
  }));

  test("selects no work for others", () => {
    const frame = { from: { time: 20, y: 500 }, to: { time: -5, y: -5 } };
    expect(missionsWithin(frame, { rows, tops: topsOf(rows) })).toEqual([]);
  });
});

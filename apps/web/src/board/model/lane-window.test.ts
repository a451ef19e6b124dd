import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstToShow, isInLanes, mostLanes, windowOf } from "./lane-window.ts";
import { heightOf } from "./layout.ts";
import type { Row } from "./rows.ts";

/** A row with one bar in each lane. */
function rowWith(lanes: number): Row {
  const bars = Array.from({ length: lanes }, (_, lane) => ({
    kind: "busy" as const,
    key: String(lane),
    work: "outside" as const,
    lane,
    start: 0,
    end: 1,
  }));
  return { id: "open", label: "", bars, lanes };
}

describe("The open seats", () => {
  test("take a third of the board at most, and two lanes at least", () => {
    fc.assert(
      fc.property(fc.integer({ min: 240, max: 3000 }), (height) => {
        const lanes = mostLanes(height);
        expect(lanes).toBeGreaterThanOrEqual(2);
        expect(heightOf({ lanes })).toBeLessThanOrEqual(
          Math.max(height / 3, heightOf({ lanes: 2 })),
        );
      }),
    );
  });

  test("are the same row where there is room for all", () => {
    const row = rowWith(3);
    expect(windowOf(row, { first: 2, most: 3 }).row).toBe(row);
  });

  test("have all bars in view, above or below, and any of them can be shown", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: -5, max: 60 }), fc.nat(30), (lanes, first, at) => {
        const row = rowWith(lanes);
        const shown = windowOf(row, { first, most: 5 });
        const inView = shown.row.bars.filter((bar) => isInLanes(bar, shown.row)).length;
        expect(shown.above + inView + shown.below).toBe(lanes);
        expect(inView).toBe(Math.min(lanes, 5));
        const bar = shown.row.bars[at];
        if (bar === undefined) return;
        const next = windowOf(row, { first: firstToShow(shown, bar), most: 5 }).row;
        const again = next.bars[at];
        expect(again !== undefined && isInLanes(again, next)).toBe(true);
      }),
    );
  });
});

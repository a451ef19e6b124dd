import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lanesOf, type Span } from "./lanes.ts";

const span = fc
  .tuple(fc.nat(1000), fc.integer({ min: 1, max: 300 }))
  .map(([start, length]): Span => ({ start, end: start + length }));

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

describe("The lanes of a row", () => {
  test("a bar that starts when another ends takes its lane", () => {
    const bars = [
      { start: 0, end: 4 },
      { start: 4, end: 8 },
    ];
    expect(lanesOf(bars)).toEqual({ lanes: [0, 0], count: 1 });
  });

  test("a row without bars has no lane", () => {
    expect(lanesOf([])).toEqual({ lanes: [], count: 0 });
  });

  test("no bar covers another", () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 40 }), (bars) => {
        const { lanes } = lanesOf(bars);
        const covering = bars.flatMap((bar, i) =>
          bars.filter((other, j) => i < j && lanes[i] === lanes[j] && overlap(bar, other)),
        );
        expect(covering).toEqual([]);
      }),
    );
  });

  test("there are as many lanes as bars overlap at one time", () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 40 }), (bars) => {
        const most = Math.max(
          0,
          ...bars.map(
            ({ start }) => bars.filter((bar) => bar.start <= start && start < bar.end).length,
          ),
        );
        expect(lanesOf(bars).count).toBe(most);
      }),
    );
  });
});

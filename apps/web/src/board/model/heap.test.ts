import fc from "fast-check";
import { expect, test } from "vitest";
import { Heap } from "./heap.ts";

const step = fc.oneof(fc.nat(20), fc.constant("take" as const));

test("a heap gives numbers in order, however they are added and taken", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const heap = new Heap<number>((number) => number);
      const left: number[] = [];
      for (const one of steps) {
        const taken = one === "take" ? [heap.take(), left.shift()] : [];
        if (one !== "take") {
          heap.add(one);
          left.push(one);
          left.sort((a, b) => a - b);
        }
        expect(taken[0]).toBe(taken[1]);
        expect(heap.first).toBe(left[0]);
      }
    }),
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backOf, changesFor, isUneven, keyOf, minutesOf, type Ways, withChanges } from "./ways.ts";

const way = { from: "pont", to: "salle" };
const minutes = fc.integer({ min: 0, max: 2880 });
/** With a time for this direction, the way back, both or neither. */
const ways: fc.Arbitrary<Ways> = fc
  .record({ there: fc.option(minutes), back: fc.option(minutes) })
  .map(({ there, back }) =>
    withChanges(new Map(), [
      { ...way, minutes: there },
      { ...backOf(way), minutes: back },
    ]),
  );

describe("a travel time that is changed", () => {
  test("is what was asked for, whatever was set before", () => {
    fc.assert(
      fc.property(ways, minutes, fc.boolean(), (before, asked, isOneWay) => {
        const changes = changesFor(before, { ...way, minutes: asked }, { isOneWay });
        expect(minutesOf(withChanges(before, changes), way)).toBe(asked);
      }),
    );
  });

  test("is that of the way back too, unless the two differed", () => {
    fc.assert(
      fc.property(ways, minutes, (before, asked) => {
        const changes = changesFor(before, { ...way, minutes: asked }, { isOneWay: false });
        expect(isUneven(withChanges(before, changes), way)).toBe(
          before.size === 2 && asked !== before.get(keyOf(backOf(way))),
        );
      }),
      { examples: [[new Map([[keyOf(way), 10]]), 20]] },
    );
  });

  test("leaves the way back as it is, where only one direction is meant", () => {
    fc.assert(
      fc.property(ways, minutes, (before, asked) => {
        const changes = changesFor(before, { ...way, minutes: asked }, { isOneWay: true });
        const was = minutesOf(before, backOf(way));
        // Without a time of its own it takes the new one.
        expect(minutesOf(withChanges(before, changes), backOf(way))).toBe(was ?? asked);
      }),
    );
  });

  test("is removed for both directions, if one time was set for both", () => {
    for (const set of [way, backOf(way)]) {
      const before = new Map([[keyOf(set), 45]]);
      const changes = changesFor(before, { ...way, minutes: null }, { isOneWay: false });
      expect(withChanges(before, changes).size).toBe(0);
    }
  });

  test("takes no request if nothing changes", () => {
    for (const isOneWay of [true, false]) {
      expect(changesFor(new Map(), { ...way, minutes: null }, { isOneWay })).toEqual([]);
      const both = new Map([way, backOf(way)].map((one) => [keyOf(one), 45]));
      expect(changesFor(both, { ...way, minutes: 45 }, { isOneWay })).toEqual([]);
    }
  });
});

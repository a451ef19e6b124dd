import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { offered, partsOn, type Slot, slotsOf, wholeDay, withdrawn } from "./slots.ts";

const monday = Temporal.PlainDate.from("2027-05-03");

const slot: fc.Arbitrary<Slot> = fc
  .record({ start: fc.nat({ max: 100 }), hours: fc.integer({ min: 1, max: 30 }) })
  .map(({ start, hours }) => ({ start: hourAt(start), end: hourAt(start + hours) }));

function hourAt(hours: number): string {
  return monday.toPlainDateTime().add({ hours }).toString({ smallestUnit: "second" });
}

/** The hours that slots cover, by number. */
function hoursOf(slots: readonly Slot[]): Set<number> {
  const hours = Array.from({ length: 140 }, (_, hour) => hour);
  return new Set(
    hours.filter((hour) =>
      slots.some(({ start, end }) => start <= hourAt(hour) && hourAt(hour + 1) <= end),
    ),
  );
}

describe("availabilities", () => {
  test("that are offered cover what they covered before, and the new times in one slot", () => {
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 4 }), slot, (before, added) => {
        const after = offered(before, [added]);
        expect(hoursOf(after)).toEqual(hoursOf(before).union(hoursOf([added])));
        expect(after.some(({ start, end }) => start <= added.start && added.end <= end)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test("that are withdrawn leave all other times as they were", () => {
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 4 }), slot, (before, taken) => {
        const after = withdrawn(before, [taken]);
        expect(hoursOf(after)).toEqual(hoursOf(before).difference(hoursOf([taken])));
        expect(after.every(({ start, end }) => start < end)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test("of whole days are one slot, so that nights are within it", () => {
    expect(slotsOf({ first: monday, last: monday.add({ days: 2 }) }, wholeDay)).toEqual([
      { start: "2027-05-03T00:00:00", end: "2027-05-06T00:00:00" },
    ]);
  });

  test("of some hours are one slot for each day, until the next day if they end earlier", () => {
    const days = { first: monday, last: monday.add({ days: 1 }) };
    expect(slotsOf(days, { from: "20:00", to: "01:30" })).toEqual([
      { start: "2027-05-03T20:00:00", end: "2027-05-04T01:30:00" },
      { start: "2027-05-04T20:00:00", end: "2027-05-05T01:30:00" },
    ]);
  });

  test.each(["2027-03-28", "2027-10-31"])(
    "go from midnight to midnight where clocks change, on %s",
    (text) => {
      const date = Temporal.PlainDate.from(text);
      const slots = slotsOf({ first: date, last: date }, wholeDay);
      expect(partsOn(slots, date)).toEqual([{ from: 0, to: 1440 }]);
      const [{ start, end } = { start: "", end: "" }] = slots;
      const hours = Temporal.PlainDateTime.from(start)
        .toZonedDateTime("Europe/Paris")
        .until(Temporal.PlainDateTime.from(end).toZonedDateTime("Europe/Paris"))
        .total("hours");
      expect(hours).toBe(text === "2027-03-28" ? 23 : 25);
    },
  );

  test("are drawn on each day that they are on", () => {
    const slots = [{ start: "2027-05-03T20:00:00", end: "2027-05-04T01:30:00" }];
    expect(partsOn(slots, monday)).toEqual([{ from: 1200, to: 1440 }]);
    expect(partsOn(slots, monday.add({ days: 1 }))).toEqual([{ from: 0, to: 90 }]);
    expect(partsOn(slots, monday.add({ days: 2 }))).toEqual([]);
  });
});

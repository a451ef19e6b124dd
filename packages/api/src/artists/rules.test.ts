import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anySlots, slot } from "./factory.ts";
import { readSlots } from "./rules.ts";
import { AvailabilityInput } from "./schema.ts";

function read(sent: { start: string; end: string }[], zone = "Europe/Paris") {
  return readSlots(
    sent.map((availability) => AvailabilityInput.parse(availability)),
    zone,
  );
}

describe("the availabilities of an artist", () => {
  test("are ordered by start, then end, without repetitions", () => {
    const morning = { start: "2024-05-10T09:00:00", end: "2024-05-10T12:00:00" };
    const day = { start: "2024-05-10T09:00:00", end: "2024-05-10T18:00:00" };
    const dayBefore = { start: "2024-05-09T20:00:00", end: "2024-05-10T01:30:00" };
    expect(read([day, morning, dayBefore, morning]).slots).toEqual([dayBefore, morning, day]);
  });

  test("do not depend on the order of the input, and reading is idempotent", () => {
    fc.assert(
      fc.property(anySlots, anySlots, (some, others) => {
        const { slots } = read([...some, ...others]);
        expect(read([...others, ...some]).slots).toEqual(slots);
        expect(read(slots).slots).toEqual(slots);
      }),
    );
  });

  test("may touch, and may overlap", () => {
    const { issues } = read([
      slot("2024-05-10", "14:00", "18:00"),
      slot("2024-05-10", "18:00", "22:00"),
      slot("2024-05-10", "17:00", "19:00"),
    ]);
    expect(issues).toEqual([]);
  });

  test("end after they start: a slot of zero or negative length is an issue", () => {
    const { issues } = read([
      slot("2024-05-10", "09:00", "10:00"),
      slot("2024-05-10", "09:00", "09:00"),
      slot("2024-05-10", "10:00", "09:00"),
    ]);
    expect(issues).toEqual([
      { path: [1, "end"], issue: "availability_end" },
      { path: [2, "end"], issue: "availability_end" },
    ]);
  });

  test("are compared in wall-clock time, also if only one side has an offset", () => {
    const { slots, issues } = read([
      { start: "2024-05-10T09:00:00", end: "2024-05-10T08:00:00Z" },
      { start: "2024-05-10T10:00:00", end: "2024-05-10T08:00:00Z" },
    ]);
    expect(slots).toEqual([{ start: "2024-05-10T09:00:00", end: "2024-05-10T10:00:00" }]);
    expect(issues).toEqual([{ path: [1, "end"], issue: "availability_end" }]);
  });

  test("may cross a clock change: only wall-clock time counts", () => {
    expect(read([{ start: "2026-10-24T22:00:00", end: "2026-10-25T06:00:00" }]).issues).toEqual([]);
    expect(read([{ start: "2027-03-28T01:59:00", end: "2027-03-28T02:01:00" }]).issues).toEqual([]);
    // 45 minutes pass, and the clocks go back meanwhile.
    const backwards = { start: "2026-10-25T02:30:00+02:00", end: "2026-10-25T02:15:00+01:00" };
    expect(read([backwards]).issues).toHaveLength(1);
  });

  test("must be in the years 1 to 9999", () => {
    const { issues } = read([{ start: "9999-12-31T10:00:00", end: "9999-12-31T23:30:00Z" }]);
    expect(issues).toEqual([{ path: [0], issue: "years_in", params: { zone: "Europe/Paris" } }]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inOrder, type MissionChange, wholeDays } from "./commands.ts";
import { aMission, at } from "./drag.factory.ts";

const hour = 3_600_000;

function moved(mission: MissionChange, by: number): MissionChange {
  const { from } = mission;
  return { ...mission, to: { ...from, start: from.start + by, end: from.end + by } };
}

describe("Several missions that move one after the other", () => {
  test("never meet one that did not move yet, if they did not meet before", () => {
    const starts = fc.uniqueArray(fc.nat(200), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(starts, fc.integer({ min: -50, max: 50 }), (hours, by) => {
        const missions = hours.map((one) =>
          moved(aMission({ id: String(one), start: one * hour, end: (one + 1) * hour }), by * hour),
        );
        const present = new Map(missions.map((one) => [one.mission_id, one.from]));
        for (const { mission_id, to } of inOrder(missions)) {
          present.set(mission_id, to);
          const others = [...present].filter(([id]) => id !== mission_id);
          const met = others.filter(([, { start, end }]) => start < to.end && end > to.start);
          expect(met).toEqual([]);
        }
      }),
    );
  });
});

describe("Copies", () => {
  test("by whole days keep their times on the clock over a clock change", () => {
    expect(wholeDays([moved(aMission(), 25 * hour)])).toEqual({ days: 1, venue_id: undefined });
    expect(wholeDays([moved(aMission(), 24 * hour)])).toBeUndefined();
  });

  test("that would be longer on the clock are not copied by days", () => {
    const night = aMission({
      start: at("2027-10-29T22:00[Europe/Paris]"),
      end: at("2027-10-30T06:00[Europe/Paris]"),
    });
    expect(wholeDays([moved(night, 24 * hour)])).toBeUndefined();
    expect(wholeDays([moved(night, 48 * hour + hour)])).toEqual({ days: 2, venue_id: undefined });
  });

  test("at another venue are copied there together", () => {
    const there = (mission: MissionChange) => ({
      ...mission,
      to: { ...mission.to, venue_id: "yard" },
    });
    expect(wholeDays([there(aMission())])).toEqual({ days: 0, venue_id: "yard" });
    expect(wholeDays([there(aMission()), aMission({ id: "n" })])).toBeUndefined();
  });
});

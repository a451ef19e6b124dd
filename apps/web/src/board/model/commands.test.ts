import { describe, expect, test } from "vitest";
import { type MissionChange, wholeDays } from "./commands.ts";
import { aMission, at } from "./drag.factory.ts";

const hour = 3_600_000;

function moved(mission: MissionChange, by: number): MissionChange {
  const { from } = mission;
  return { ...mission, to: { ...from, start: from.start + by, end: from.end + by } };
}

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

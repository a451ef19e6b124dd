import { describe, expect, test } from "vitest";
import { parseClock, parseDay, stepClock } from "./clock.ts";

describe("A time of day as people type it", () => {
  test.each([
    ["8", "08:00"],
    ["8h", "08:00"],
    ["8 h 30", "08:30"],
    ["8\u00A0h\u00A030", "08:30"],
    ["8H05", "08:05"],
    ["20:15", "20:15"],
    ["20.15", "20:15"],
    ["830", "08:30"],
    ["0830", "08:30"],
    ["24h", "00:00"],
    ["", undefined],
    ["25", undefined],
    ["8h75", undefined],
    ["noon", undefined],
  ])("%j is %s", (typed, clock) => {
    expect(parseClock(typed)).toBe(clock);
  });

  test("is stepped to the next quarter of an hour, around midnight too", () => {
    expect(stepClock("08:00", 15)).toBe("08:15");
    expect(stepClock("08:20", 15)).toBe("08:30");
    expect(stepClock("08:20", -15)).toBe("08:15");
    expect(stepClock("23:50", 15)).toBe("00:00");
    expect(stepClock("00:00", -15)).toBe("23:45");
  });
});

describe("A date as people type it", () => {
  const near = Temporal.PlainDate.from("2026-11-20");

  test.each([
    ["28", "2026-11-28"],
    ["3/12", "2026-12-03"],
    ["03.12.27", "2027-12-03"],
    ["3 12 2027", "2027-12-03"],
    ["2027-05-04", "2027-05-04"],
    ["31/11", undefined],
    ["2027-05", undefined],
    ["", undefined],
    ["3/12/27/1", undefined],
    ["Monday", undefined],
  ])("%j is %s", (typed, date) => {
    expect(parseDay(typed, near)?.toString()).toBe(date);
  });
});

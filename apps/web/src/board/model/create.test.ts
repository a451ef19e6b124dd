import { describe, expect, test } from "vitest";
import { newMissionAt } from "./create.ts";
import { scaleOf } from "./scale.ts";

const today = Temporal.PlainDate.from("2027-03-28");
const week = scaleOf({
  from: Temporal.PlainDate.from("2027-03-27"),
  days: 7,
  time_zone: "Europe/Paris",
  pixelsPerHour: 5,
});
const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const cell = (row: string, start: number) => ({ row, bar: undefined, start });

describe("A mission that is created by keyboard", () => {
  test("is in the working hours of the day in focus, also on that of the clock change", () => {
    const spot = cell("hall", at("2027-03-28T00:00[Europe/Paris]"));
    expect(newMissionAt(spot, { scale: week, rows: "venues", today })).toEqual({
      starts_at: "2027-03-28T07:00:00Z",
      ends_at: "2027-03-28T15:00:00Z",
      venue_id: "hall",
    });
  });

  test("is at the hour in focus where a day is shown", () => {
    const [first] = week.days;
    const day = { ...week, days: first === undefined ? [] : [first] };
    const spot = cell("son", at("2027-03-27T10:00[Europe/Paris]"));
    expect(newMissionAt(spot, { scale: day, rows: "skills", today })).toEqual({
      starts_at: "2027-03-27T09:00:00Z",
      ends_at: "2027-03-27T10:00:00Z",
      skill: "son",
    });
  });

  test("is today where nothing is in focus, and in no row", () => {
    expect(newMissionAt(undefined, { scale: week, rows: "productions", today })).toEqual({
      starts_at: "2027-03-28T07:00:00Z",
      ends_at: "2027-03-28T15:00:00Z",
    });
  });
});

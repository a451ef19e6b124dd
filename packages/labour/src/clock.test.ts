import { expect, test } from "vitest";
import { clockOf, dateOf, dayNumber, mondayOf, weekOf } from "./clock.ts";

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const day = (text: string) => dayNumber(Temporal.PlainDate.from(text));

test.each([
  ["Europe/Paris", "2026-10-24T21:59:59.999Z", "2026-10-24"],
  ["Europe/Paris", "2026-10-24T22:00:00Z", "2026-10-25"],
  ["Pacific/Kiritimati", "2026-10-24T10:00:00Z", "2026-10-25"],
  ["Pacific/Niue", "2026-10-24T10:59:00Z", "2026-10-23"],
  ["Europe/Paris", "1969-12-31T22:59:00Z", "1969-12-31"],
])("in %s %s is on %s", (zone, instant, date) => {
  expect(dateOf(clockOf(zone).dayOf(at(instant))).toString()).toBe(date);
});

test("a day begins when clocks that skip midnight show 01:00", () => {
  const start = clockOf("Africa/Cairo").startOf(day("2026-04-24"));
  expect(start).toBe(at("2026-04-23T22:00:00Z"));
});

test.each([
  ["2026-10-25", 120, "2026-10-25T00:00:00Z"],
  ["2026-10-25", 420, "2026-10-25T06:00:00Z"],
  ["2027-03-28", 120, "2027-03-28T01:00:00Z"],
  ["2026-10-24", 1440 + 360, "2026-10-25T05:00:00Z"],
])("on %s clocks first show minute %d at %s", (date, minutes, instant) => {
  expect(clockOf("Europe/Paris").at(day(date), minutes)).toBe(at(instant));
});

test("weeks are ISO weeks", () => {
  for (let number = day("2026-12-20"); number < day("2027-01-20"); number += 1) {
    expect(number - mondayOf(weekOf(number))).toBe(dateOf(number).dayOfWeek - 1);
  }
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateTime } from "../kit/time.ts";
import { instantIn, parseTimes, wallTimeLater } from "./missions.rules.ts";

const paris = "Europe/Paris";
const time = (text: string) => dateTime.parse(text);
const hours = (from: string, to: string) => {
  const read = parseTimes({ starts_at: time(from), ends_at: time(to), breaks: [] }, paris);
  if ("issues" in read) throw new Error(read.issues[0]?.issue);
  return read.period.starts_at.until(read.period.ends_at).total("hours");
};

describe("a time without offset is wall-clock time at the venue", () => {
  test("22:00 to 06:00 lasts 9 h on 24 October 2026, and 7 h on 27 March 2027", () => {
    expect(hours("2026-10-24T22:00", "2026-10-25T06:00")).toBe(9);
    expect(hours("2027-03-27T22:00", "2027-03-28T06:00")).toBe(7);
    expect(hours("2026-11-24T22:00", "2026-11-25T06:00")).toBe(8);
  });

  test("02:30 on 28 March 2027 does not exist", () => {
    expect(instantIn(time("2027-03-28T02:30"), paris)).toEqual({
      issue: "skipped",
      params: { zone: paris },
    });
  });

  test("02:30 on 25 October 2026 happens twice, and an offset says which", () => {
    expect(instantIn(time("2026-10-25T02:30"), paris)).toEqual({
      issue: "repeated",
      params: { zone: paris, offsets: ["+02:00", "+01:00"] },
    });
    const second = instantIn(time("2026-10-25T02:30:00+01:00"), paris);
    expect(second).toEqual(Temporal.Instant.from("2026-10-25T01:30:00Z"));
  });

  test("every year is from 1 to 9999, in the venue's zone and in UTC", () => {
    const zones = { west: "America/New_York", east: "Pacific/Kiritimati" };
    for (const [text, zone] of [
      ["0001-01-01T00:00", "Asia/Tokyo"],
      ["9999-12-31T23:59", zones.west],
      ["0001-01-01T00:00+23:59", "UTC"],
      ["9999-12-31T23:59-23:59", "UTC"],
      ["0001-01-01T00:00Z", zones.west],
      ["9999-12-31T23:59Z", zones.east],
    ] as const)
      expect(instantIn(time(text), zone)).toEqual({
        issue: "years_in_and_utc",
        params: { zone },
      });
    expect(instantIn(time("0001-01-01T00:00"), zones.west)).toBeInstanceOf(Temporal.Instant);
    expect(instantIn(time("9999-12-31T23:59"), zones.east)).toBeInstanceOf(Temporal.Instant);
  });

  test("any other time of those nights exists once, and keeps its wall-clock time", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("2026-10-25", "2027-03-28"),
        fc.integer({ min: 0, max: 1439 }),
        (day, minutes) => {
          const wall = Temporal.PlainDateTime.from(`${day}T00:00`).add({ minutes });
          fc.pre(wall.hour !== 2);
          const instant = instantIn(wall, paris);
          if ("issue" in instant) throw new Error(instant.issue);
          expect(instant.toZonedDateTimeISO(paris).toPlainDateTime().equals(wall)).toBe(true);
        },
      ),
    );
  });
});

describe("an issue of a time names its path", () => {
  const mission = { starts_at: time("2027-07-14T20:00"), ends_at: time("2027-07-15T01:30") };
  const pause = (from: string, to: string) => ({ starts_at: time(from), ends_at: time(to) });
  test.each([
    {
      what: "an end before the start",
      breaks: [],
      ends_at: time("2027-07-14T19:00"),
      path: ["ends_at"],
    },
    { what: "no length", breaks: [], ends_at: mission.starts_at, path: ["ends_at"] },
    {
      what: "a break outside",
      breaks: [pause("2027-07-14T19:45", "2027-07-14T20:15")],
      path: ["breaks", 0],
    },
    {
      what: "breaks that overlap",
      breaks: [
        pause("2027-07-14T22:00", "2027-07-14T22:30"),
        pause("2027-07-14T22:20", "2027-07-14T22:40"),
      ],
      path: ["breaks"],
    },
    {
      what: "a break that ends before it starts",
      breaks: [pause("2027-07-14T22:30", "2027-07-14T22:00")],
      path: ["breaks", 0, "ends_at"],
    },
  ])("$what", ({ what: _what, path, ...times }) => {
    const read = parseTimes({ ...mission, ...times }, paris);
    expect("issues" in read && read.issues.map((issue) => issue.path)).toEqual([path]);
  });
});

test("a number of days later, the wall-clock time is the same over clock changes", () => {
  const moved = wallTimeLater("2026-10-24T20:00:00+02:00", { zone: paris, days: 7 });
  expect(moved.toString()).toBe("2026-10-31T20:00:00");
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyWallTime, clockChangeTime } from "../artists/factory.ts";
import { date, dateTime, inZone, instant, withOffsetOf } from "./time.ts";

const paris = "Europe/Paris";

function wallClock(value: string): string | undefined {
  return inZone(dateTime.parse(value), paris);
}

describe("a date and time", () => {
  test("without offset is wall-clock time, and stays as it is", () => {
    expect(wallClock("2024-05-10T09:00:00")).toBe("2024-05-10T09:00:00");
    expect(wallClock("2024-05-10T09:00")).toBe("2024-05-10T09:00:00");
    expect(wallClock("2024-05-10T09:00:00.500")).toBe("2024-05-10T09:00:00.5");
  });

  test("may be spelled in each form of RFC 3339", () => {
    expect(wallClock("2024-05-10 09:00:00")).toBe("2024-05-10T09:00:00");
    expect(wallClock("2024-05-10t09:00:00.5")).toBe("2024-05-10T09:00:00.5");
    expect(wallClock("2024-05-10 09:00:00z")).toBe("2024-05-10T11:00:00");
    expect(wallClock("2024-05-10t09:00:00+02:00")).toBe("2024-05-10T09:00:00");
    expect(wallClock("2024-05-10T09:00:00-00:00")).toBe("2024-05-10T11:00:00");
    expect(instant.parse("2024-05-10 09:00:00z").toString()).toBe("2024-05-10T09:00:00Z");
  });

  test("with an offset or Z is converted to wall-clock time of the zone", () => {
    expect(wallClock("2024-05-10T09:00:00Z")).toBe("2024-05-10T11:00:00");
    expect(wallClock("2024-05-10T23:30:00-05:00")).toBe("2024-05-11T06:30:00");
    expect(wallClock("2024-12-10T09:00:00Z")).toBe("2024-12-10T10:00:00");
    expect(wallClock("2024-05-10T09:00Z")).toBe("2024-05-10T11:00:00");
    expect(wallClock("2024-05-10T09:00:00.120000000+02:00")).toBe("2024-05-10T09:00:00.12");
  });

  test("keeps a skipped hour of spring, and maps both repeated hours of autumn to one", () => {
    expect(wallClock("2027-03-28T02:30:00")).toBe("2027-03-28T02:30:00");
    expect(wallClock("2026-10-25T00:30:00Z")).toBe("2026-10-25T02:30:00");
    expect(wallClock("2026-10-25T01:30:00Z")).toBe("2026-10-25T02:30:00");
  });

  test("outside the years 1 to 9999 of the zone is undefined", () => {
    expect(wallClock("9999-12-31T23:30:00Z")).toBeUndefined();
    expect(wallClock("9999-12-31T23:59:59")).toBe("9999-12-31T23:59:59");
    expect(wallClock("0001-01-01T00:00:00")).toBe("0001-01-01T00:00:00");
    expect(wallClock("0001-01-01T00:00:00+14:00")).toBeUndefined();
  });

  test.each([
    "",
    "2024-05-10",
    "09:00",
    "2024-02-30T09:00:00",
    "2024-05-10T24:00:00",
    "2024-05-10T09:60:00",
    "2024-05-10T09:00:60",
    "2024-05-10  09:00:00",
    "2024-05-10_09:00:00",
    "2024-05-10T09:00:00 02:00",
    "2024-05-10T09",
    "2024-05-10T09:00:00+25:00",
    "2024-05-10T09:00:00[Europe/Paris]",
    "0000-01-01T00:00:00",
    "+012024-05-10T09:00:00",
    "-000001-01-01T00:00:00",
    "2024-05-10T09:00:00.0000001",
    "2024-05-10T09:00:00.0000000000",
    "2024-05-10T09:00:00.",
    "2024-05-10T09:00:00\n",
    "٢٠٢٤-05-10T09:00:00",
  ])("is not %j", (value) => {
    expect(dateTime.safeParse(value).success).toBe(false);
  });

  test.each([
    ["a wall-clock time", anyWallTime],
    ["a clock-change night", clockChangeTime],
  ])("is answered as it was sent: %s", (_, times) => {
    fc.assert(
      fc.property(times, (time) => {
        expect(wallClock(time.toString())).toBe(time.toString());
      }),
    );
  });

  test("with any offset is the same moment in the zone", () => {
    const moments = fc.integer({ min: 0, max: 4_102_444_800 });
    const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(moments, offsets, (seconds, minutes) => {
        const moment = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
        const sign = minutes < 0 ? "-" : "+";
        const [hh, mm] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const zone = `${sign}${String(hh).padStart(2, "0")}:${String(mm).padStart(2, "0")}`;
        const expected = moment.toZonedDateTimeISO(paris).toPlainDateTime().toString();
        expect(wallClock(moment.toString({ timeZone: zone }))).toBe(expected);
      }),
    );
  });
});

test("an instant needs an offset", () => {
  expect(instant.parse("2024-05-10T09:00:00+02:00").toString()).toBe("2024-05-10T07:00:00Z");
  expect(instant.safeParse("2024-05-10T09:00:00").success).toBe(false);
  for (const outside of [
    "0000-05-10T09:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
  ])
    expect(instant.safeParse(outside).success).toBe(false);
});

test("an instant whose plus sign became a space in a URL is refused with the reason", () => {
  const messageOf = (value: string) => instant.safeParse(value).error?.issues[0]?.message;
  expect(messageOf("2024-05-10T09:00:00 02:00")).toContain("write %2B");
  expect(messageOf("2024-05-10T09:00 02:00")).toContain("write %2B");
  expect(messageOf("2024-05-10")).toBe("Must be an instant, such as 2027-07-14T09:00:00Z");
});

test("a date is a day of the calendar in the years 1 to 9999", () => {
  expect(date.parse("2024-02-29").toString()).toBe("2024-02-29");
  for (const value of ["2023-02-29", "2024-13-01", "0000-01-01", "2024-5-1", "10/05/2024", ""])
    expect(date.safeParse(value).success).toBe(false);
});

test("an instant has its zone's offset, also after the cache was full", () => {
  const from = Temporal.Instant.from("2026-10-24T12:00:00Z");
  for (let minutes = 0; minutes < 12_000; minutes += 1)
    withOffsetOf(paris, from.add({ minutes }).toString());
  for (const [at, shown] of [
    ["2026-10-25T00:30:00Z", "2026-10-25T02:30:00+02:00"],
    ["2026-10-25T01:30:00Z", "2026-10-25T02:30:00+01:00"],
    ["2026-10-25T01:30:00+00:00", "2026-10-25T02:30:00+01:00"],
  ] as const) {
    expect(withOffsetOf(paris, at)).toBe(shown);
    expect(withOffsetOf("UTC", at)).toBe(`${at.slice(0, 19)}+00:00`);
    expect(inZone(Temporal.Instant.from(at), paris)).toBe(shown.slice(0, 19));
  }
});

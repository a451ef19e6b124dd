import { describe, expect, test } from "vitest";
import { scaleOf } from "./scale.ts";
import { type Availability, unavailableIn } from "./unavailable.ts";

const time_zone = "Europe/Paris";

/** The gaps in some days from a date on, as instants. */
function gapsOf(from: string, days: number, ...slots: [start: string, end: string][]): string[] {
  const scale = scaleOf({ from: Temporal.PlainDate.from(from), days, time_zone, pixelsPerHour: 5 });
  const availabilities: Availability[] = slots.map(([start, end]) => ({ start, end }));
  return unavailableIn(availabilities, scale).map(({ start, end }) =>
    [start, end]
      .map((time) =>
        Temporal.Instant.fromEpochMilliseconds(time).toString({ smallestUnit: "minute" }),
      )
      .join(" "),
  );
}

describe("When somebody is not available", () => {
  test("is unknown of somebody who gave no availability", () => {
    expect(gapsOf("2027-05-03", 7)).toEqual([]);
  });

  test("is all the days shown if every availability is on others", () => {
    expect(gapsOf("2027-05-03", 2, ["2027-05-01T00:00:00", "2027-05-03T00:00:00"])).toEqual([
      "2027-05-02T22:00Z 2027-05-04T22:00Z",
    ]);
  });

  test("is before, between and after the availabilities, in any order", () => {
    expect(
      gapsOf(
        "2027-05-03",
        2,
        ["2027-05-04T09:00:00", "2027-05-04T18:00:00"],
        ["2027-05-03T08:00:00", "2027-05-03T12:00:00"],
      ),
    ).toEqual([
      "2027-05-02T22:00Z 2027-05-03T06:00Z",
      "2027-05-03T10:00Z 2027-05-04T07:00Z",
      "2027-05-04T16:00Z 2027-05-04T22:00Z",
    ]);
  });

  test("is no time between availabilities that overlap or touch, also at midnight", () => {
    expect(
      gapsOf(
        "2027-05-03",
        2,
        ["2027-05-01T00:00:00", "2027-05-04T00:00:00"],
        ["2027-05-02T10:00:00", "2027-05-02T11:00:00"],
        ["2027-05-04T00:00:00", "2027-05-09T00:00:00"],
      ),
    ).toEqual([]);
  });

  test("follows the clock over a night of 25 hours", () => {
    expect(gapsOf("2027-10-31", 1, ["2027-10-31T02:30:00", "2027-10-31T08:00:00"])).toEqual([
      "2027-10-30T22:00Z 2027-10-31T00:30Z",
      "2027-10-31T07:00Z 2027-10-31T23:00Z",
    ]);
    expect(gapsOf("2027-10-31", 1, ["2027-10-31T00:00:00", "2027-10-31T02:30:00"])).toEqual([
      "2027-10-31T01:30Z 2027-10-31T23:00Z",
    ]);
  });

  test("begins or ends with the change of clocks for a time that they skip", () => {
    expect(gapsOf("2027-03-28", 1, ["2027-03-28T02:30:00", "2027-03-29T00:00:00"])).toEqual([
      "2027-03-27T23:00Z 2027-03-28T01:00Z",
    ]);
    expect(gapsOf("2027-03-28", 1, ["2027-03-28T00:00:00", "2027-03-28T02:30:00"])).toEqual([
      "2027-03-28T01:00Z 2027-03-28T22:00Z",
    ]);
  });
});

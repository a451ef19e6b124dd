import fc from "fast-check";
import { expect, test } from "vitest";
import { daysOf } from "./days.ts";

const paris = "Europe/Paris";
const datesOf = (...starts: string[]) =>
  daysOf(starts.map((starts_at) => ({ starts_at, time_zone: paris }))).map(({ date, items }) => [
    date.toString(),
    items.length,
  ]);

test("a mission is on the day on which it starts at its venue, also after midnight", () => {
  expect(datesOf("2027-05-03T21:59:00Z", "2027-05-03T22:00:00Z")).toEqual([
    ["2027-05-03", 1],
    ["2027-05-04", 1],
  ]);
});

test.each([
  {
    night: "clocks go forward",
    starts: ["2027-03-27T23:00:00Z", "2027-03-28T21:59:00Z"],
    on: "2027-03-28",
  },
  {
    night: "clocks go back",
    starts: ["2027-10-30T22:00:00Z", "2027-10-31T22:59:00Z"],
    on: "2027-10-31",
  },
])("the day on which $night has all of its missions", ({ starts, on }) => {
  expect(datesOf(...starts)).toEqual([[on, 2]]);
});

test("each mission is on one day, and days and missions are in order", () => {
  const start = fc.integer({ min: 1_800_000_000, max: 1_830_000_000 });
  const zone = fc.constantFrom(paris, "America/Martinique");
  fc.assert(
    fc.property(fc.array(fc.record({ start, zone })), (made) => {
      const items = made.map(({ start: seconds, zone: time_zone }) => ({
        starts_at: Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString(),
        time_zone,
      }));
      const days = daysOf(items);
      expect(days.flatMap((day) => day.items)).toHaveLength(items.length);
      const dates = days.map(({ date }) => date.toString());
      expect(dates).toEqual([...new Set(dates)].toSorted());
    }),
  );
});

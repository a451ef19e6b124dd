import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lastDayOf, minutesOf, readBreak, readWhen, type When, whenOf } from "./when.ts";

const paris = "Europe/Paris";
const timesOf = (when: When, zone = paris) => {
  const read = readWhen(when, zone);
  return "times" in read ? read.times : undefined;
};
const faultsOf = (when: When) => {
  const read = readWhen(when, paris);
  return "faults" in read ? read.faults : undefined;
};

describe("The times of a mission as planners write them", () => {
  test("are on the clocks of the venue", () => {
    const when = { date: "2027-05-04", start: "08:00", end: "18:30" };
    expect(timesOf(when)).toEqual({
      starts_at: "2027-05-04T08:00:00+02:00",
      ends_at: "2027-05-04T18:30:00+02:00",
    });
    expect(timesOf(when, "America/Martinique")?.starts_at).toBe("2027-05-04T08:00:00-04:00");
  });

  test("end on the next day if the end is not after the start", () => {
    const when = { date: "2027-05-04", start: "22:00", end: "06:00" };
    expect(timesOf(when)?.ends_at).toBe("2027-05-05T06:00:00+02:00");
    expect(lastDayOf({ ...when, end: "22:00" })).toBe("2027-05-05");
  });

  test("end on the last day of several", () => {
    const when = { date: "2027-05-04", start: "08:00", end: "18:00", until: "2027-05-06" };
    expect(timesOf(when)?.ends_at).toBe("2027-05-06T18:00:00+02:00");
    expect(faultsOf({ ...when, until: "2027-05-03" })).toEqual({ until: { fault: "order" } });
    expect(faultsOf({ ...when, until: "" })).toEqual({ until: { fault: "unreadable" } });
  });

  test("name what is no date and no time", () => {
    expect(faultsOf({ date: "", start: "08:00", end: "09:00" })).toHaveProperty("date");
    expect(faultsOf({ date: "2027-05-04", start: "", end: "" })).toEqual({
      start: { fault: "unreadable" },
      end: { fault: "unreadable" },
    });
  });

  test("do not exist in the hour that spring skips", () => {
    const night = { date: "2027-03-27", start: "22:00", end: "02:30" };
    expect(faultsOf(night)).toEqual({ end: { fault: "skipped", from: "02:00", to: "03:00" } });
    expect(timesOf({ ...night, end: "03:00" })?.ends_at).toBe("2027-03-28T03:00:00+02:00");
  });

  test("exist twice in the hour that autumn repeats, until one says which", () => {
    const night = { date: "2027-10-30", start: "22:00", end: "02:30" };
    expect(faultsOf(night)).toEqual({ end: { fault: "repeated" } });
    expect(timesOf({ ...night, endIs: "first" })?.ends_at).toBe("2027-10-31T02:30:00+02:00");
    expect(timesOf({ ...night, endIs: "second" })?.ends_at).toBe("2027-10-31T02:30:00+01:00");
  });

  test("are the same instants when they are read back, whatever the zone", () => {
    const minute = 60_000;
    const start = fc.integer({ min: 29_000_000, max: 31_000_000 });
    const zones = fc.constantFrom(paris, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata");
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 44_640 }), zones, (from, minutes, zone) => {
        const [starts_at, ends_at] = [from, from + minutes].map((at) =>
          Temporal.Instant.fromEpochMilliseconds(at * minute).toString(),
        );
        if (starts_at === undefined || ends_at === undefined) throw new Error("No times");
        const times = timesOf(whenOf({ starts_at, ends_at }, zone), zone);
        expect(times).toBeDefined();
        expect(times && minutesOf(times)).toBe(minutes);
        expect(times && Temporal.Instant.from(times.starts_at).toString()).toBe(starts_at);
      }),
    );
  });
});

describe("A break", () => {
  const mission = { starts_at: "2027-05-04T22:00:00+02:00", zone: paris };

  test("is on the day of the start, or after midnight", () => {
    expect(readBreak({ start: "23:30", end: "00:15" }, mission)).toEqual({
      times: { starts_at: "2027-05-04T23:30:00+02:00", ends_at: "2027-05-05T00:15:00+02:00" },
    });
    expect(readBreak({ start: "01:00", end: "01:30" }, mission)).toEqual({
      times: { starts_at: "2027-05-05T01:00:00+02:00", ends_at: "2027-05-05T01:30:00+02:00" },
    });
  });
});

import { describe, expect, test } from "vitest";
import { call, calls, found, technician } from "../factory.ts";
import { codeDuTravail } from "../profile.ts";
import type { Work } from "../work.ts";

/** Two nights of 3 h in the week of a Monday, or of other hours. */
const nights = (monday: string, hours = "23:00/03:00"): Work[] =>
  calls(Temporal.PlainDate.from(monday).add({ days: 1 }).toString(), 2, { hours });

const measured = (work: readonly Work[], more: Parameters<typeof found>[2] = {}) =>
  found("night-worker-day", work, more).map((finding) => finding.measured);

describe("night-worker-day, L3122-6: 8 h", () => {
  const long = call("2026-06-12 09:00/17:01");

  test.each([
    ["2026-06-12 09:00/16:59", []],
    ["2026-06-12 09:00/17:00", []],
    ["2026-06-12 09:00/17:01", [481]],
  ])("%s in the second week with two nights", (text, expected) => {
    expect(measured([...nights("2026-06-01"), ...nights("2026-06-08"), call(text)])).toEqual(
      expected,
    );
  });

  test("is for who works two nights of 3 h in this week and the week before", () => {
    const before = nights("2026-06-01");
    expect(measured([...before, long])).toEqual([]);
    expect(measured([...nights("2026-05-25"), ...nights("2026-06-08"), long])).toEqual([]);
    expect(measured([...before, ...nights("2026-06-08", "23:00/02:59"), long])).toEqual([]);
    expect(measured([...before, ...nights("2026-06-08").slice(1), long])).toEqual([]);
    const work = [...before, ...nights("2026-06-08"), long];
    expect(measured(work, { person: { ...technician, employment: "forfait_jours" } })).toEqual([]);
    const [finding] = found("night-worker-day", work, { profile: codeDuTravail });
    expect(finding).toMatchObject({
      level: "warn",
      message: "8 h 01 of work in a day; 8 h allowed for night workers",
      works: work.map(({ id }) => id),
    });
  });

  test("a night has an hour more when clocks go back, and one less when they go forward", () => {
    const twice = (monday: string, sunday: string) => [
      ...nights(Temporal.PlainDate.from(monday).subtract({ days: 7 }).toString()),
      ...nights(monday).slice(1),
      call(sunday),
      call(`${Temporal.PlainDate.from(monday).add({ days: 4 }).toString()} 09:00/17:01`),
    ];
    expect(measured(twice("2026-10-19", "2026-10-25 00:00/02:00"))).toEqual([]);
    expect(measured(twice("2026-10-19", "2026-10-25 00:30/03:00"))).toEqual([481]);
    expect(measured(twice("2027-03-22", "2027-03-28 00:00/03:30"))).toEqual([]);
    expect(measured(twice("2027-03-22", "2027-03-28 00:00/04:00"))).toEqual([481]);
  });
});

describe("night-worker-weeks, L3122-7: 40 h on average over 12 weeks", () => {
  /** Twelve weeks of five days: nights in the first, days in the others. */
  const weeks = (atNight: number, hours: string) =>
    Array.from({ length: 12 }, (_, week) =>
      calls(Temporal.PlainDate.from("2026-06-01").add({ weeks: week }).toString(), 5, {
        hours: week < atNight ? "21:00/05:00" : hours,
      }),
    ).flat();

  test.each([
    [6, "09:00/16:59", []],
    [6, "09:00/17:00", []],
    [6, "09:00/17:12", [2430]],
    [5, "09:00/17:12", []],
  ])("%d weeks of nights, and days of %s", (count, hours, expected) => {
    const findings = found("night-worker-weeks", weeks(count, hours));
    expect(findings.map((finding) => finding.measured)).toEqual(expected);
  });
});

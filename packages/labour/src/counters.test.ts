import { describe, expect, test } from "vitest";
import { counters } from "./counters.ts";
import { actor, call, calls, technician } from "./factory.ts";

const newYear = Temporal.PlainDate.from("2027-01-01");

describe("counters, décret 2019-797: 507 h over 12 months", () => {
  // 50 calls of 10 h, five days a week, and one more.
  const months = ["02", "03", "04", "05", "06"].flatMap((month) =>
    calls(`2026-${month}-01`, 10, { hours: "08:00/18:00" }),
  );
  test.each([
    ["2026-07-01 09:00/15:59", 30419],
    ["2026-07-01 09:00/16:00", 30420],
    ["2026-07-01 09:00/16:01", 30421],
  ])("500 h and %s", (last, measured) => {
    const { hours } = counters([...months, call(last)], technician, newYear);
    expect(hours).toEqual({
      indicative: true,
      measured,
      allowed: 30420,
      unit: "minutes",
      reference: "Décret 2019-797",
    });
  });

  test("counts from the same date of the year before, without the date itself", () => {
    const work = [
      call("2025-12-31 10:00/14:00"),
      call("2026-01-01 10:00/14:00"),
      call("2026-12-31 10:00/14:00"),
      call("2027-01-01 10:00/14:00"),
    ];
    expect(counters(work, technician, newYear)).toMatchObject({
      hours: { measured: 480 },
      months: [{ month: "2026-01" }, { month: "2026-12" }],
    });
  });

  test("counts overlapping work once, and no breaks", () => {
    const work = [
      call("2026-06-01 10:00/14:00"),
      call("2026-06-01 12:00/16:00", { employer: "outside" }),
    ];
    expect(counters(work, technician, newYear).hours.measured).toBe(360);
  });
});

describe("counters, monthly caps", () => {
  const work = calls("2026-06-01", 21, { hours: "08:00/18:00" });

  test("annexe 8: 208 h, 250 h with work for others", () => {
    const alone = counters(work, technician, newYear);
    expect(alone.months).toMatchObject([
      {
        month: "2026-06",
        hours: { indicative: true, measured: 12600, allowed: 12480 },
        cachets: { allowed: null },
      },
    ]);
    expect(alone.hours.measured).toBe(12480);
    const outside = call("2026-06-25 10:00/14:00", { employer: "outside" });
    const several = counters([...work, outside], technician, newYear);
    expect(several.months).toMatchObject([{ hours: { measured: 12840, allowed: 15000 } }]);
    expect(several.hours.measured).toBe(12840);
  });

  test("annexe 10: 28 cachets, of 12 h each", () => {
    const shows = calls("2026-06-01", 29, { hours: "20:00/22:00", cachets: 1 });
    const counted = counters(shows, actor, newYear);
    expect(counted.months).toMatchObject([
      {
        cachets: { indicative: true, measured: 29, allowed: 28, unit: "cachets" },
        hours: { allowed: null },
      },
    ]);
    expect(counted.hours.measured).toBe(28 * 720);
    expect(counters(shows, { ...actor, annexe: 8 }, newYear).hours.measured).toBe(29 * 720);
  });

  test("a cachet is no working time", () => {
    const show = call("2026-06-01 23:00/01:00", { cachets: 2 });
    const { hours, night, by_day } = counters([show], actor, newYear);
    expect([hours, night, by_day].map(({ measured }) => measured)).toEqual([1440, 60, 60]);
  });

  test.each([-1, Number.NaN, Infinity])("refuses %d cachets", (cachets) => {
    expect(() => counters([call("2026-06-01 20:00/22:00", { cachets })], actor, newYear)).toThrow(
      "Work 2026-06-01 20:00/22:00: cachets is a number from 0 on",
    );
  });
});

describe("counters, L3122-20: night is 00:00–07:00", () => {
  test("splits hours at its beginning and its end", () => {
    const { night, by_day } = counters([call("2026-06-01 22:00/08:00")], technician, newYear);
    expect(night).toMatchObject({
      indicative: true,
      measured: 420,
      allowed: null,
      reference: "Code du travail L3122-20",
    });
    expect(by_day.measured).toBe(180);
  });
});

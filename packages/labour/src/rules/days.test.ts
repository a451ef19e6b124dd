import { describe, expect, test } from "vitest";
import { call, calls, found } from "../factory.ts";
import { codeDuTravail } from "../profile.ts";

describe("working-days, L3132-1: 6 a week", () => {
  test.each([
    [5, []],
    [6, []],
    [7, [7]],
  ])("%d days from Monday on", (count, expected) => {
    const work = calls("2026-06-01", count, { hours: "10:00/14:00" });
    expect(found("working-days", work).map(({ measured }) => measured)).toEqual(expected);
  });

  test("a show past midnight is one day", () => {
    expect(found("working-days", calls("2026-06-01", 6, { hours: "20:00/01:00" }))).toEqual([]);
  });
});

describe("running-days, CCNEAC VI.5: 6 running", () => {
  test.each([
    [5, []],
    [6, []],
    [7, [7]],
  ])("%d days from Thursday on", (count, expected) => {
    const work = calls("2026-06-04", count, { hours: "10:00/14:00" });
    expect(found("running-days", work).map(({ measured }) => measured)).toEqual(expected);
    expect(found("working-days", work)).toEqual([]);
  });

  test("is not in the code du travail, whose week is the ISO week", () => {
    const work = calls("2026-06-04", 10, { hours: "10:00/14:00" });
    expect(found("running-days", work, { profile: codeDuTravail })).toEqual([]);
  });
});

describe("sundays, CCNEAC VI.5: 20 in a reference period", () => {
  const sundays = (from: string, count: number) =>
    Array.from({ length: count }, (_, weeks) =>
      call(`${Temporal.PlainDate.from(from).add({ weeks }).toString()} 15:00/19:00`),
    );

  test.each([
    [19, []],
    [20, []],
    [21, [21]],
  ])("%d Sundays", (count, expected) => {
    const work = sundays("2026-09-06", count);
    expect(found("sundays", work).map(({ measured }) => measured)).toEqual(expected);
  });

  test("bug: Sundays worked for others counted too, though the convention binds the employer", () => {
    const outside = sundays("2027-01-31", 1).map((work) => ({
      ...work,
      employer: "outside" as const,
    }));
    expect(found("sundays", [...sundays("2026-09-06", 20), ...outside])).toEqual([]);
  });

  test("the period begins on 1 September (VI.3)", () => {
    expect(found("sundays", sundays("2026-08-30", 21))).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { actor, call, during, found } from "../factory.ts";
import { codeDuTravail } from "../profile.ts";

const measuredOf = (rule: "meal-break" | "late-meal", text: string, pause?: string) =>
  found(rule, [
    call(text, { breaks: pause === undefined ? [] : [during(`2026-06-01 ${pause}`)] }),
  ]).map(({ measured }) => measured);

describe("meal-break, CCNEAC VII.1: 1 h within 11:30–14:30 and 18:00–21:00", () => {
  test.each([
    ["12:30/13:29", [59]],
    ["12:30/13:30", []],
    ["12:30/13:31", []],
    ["11:30/12:30", []],
    ["13:30/14:30", []],
    ["11:00/12:29", [59]],
    ["13:31/15:00", [59]],
    ["12:00/12:40", [40]],
    ["15:00/16:00", [0]],
  ])("09:00–17:00 with a break %s", (pause, expected) => {
    expect(measuredOf("meal-break", "2026-06-01 09:00/17:00", pause)).toEqual(expected);
  });

  test.each([
    ["2026-06-01 14:00/23:00", "18:30/19:29", [59]],
    ["2026-06-01 14:00/23:00", "18:30/19:30", []],
    ["2026-06-01 17:59/21:01", "22:00/22:01", [0]],
    ["2026-06-01 18:00/23:00", "22:00/22:01", []],
    ["2026-06-01 14:00/21:00", "15:00/15:01", []],
    ["2026-06-01 14:00/21:01", "15:00/15:01", [0]],
    ["2026-06-01 20:00/06:00", "22:00/22:01", []],
  ])("%s with a break %s: due only between two periods of work", (text, pause, expected) => {
    expect(measuredOf("meal-break", text, pause)).toEqual(expected);
  });

  test("is the time between two calls of the employer, on the day on which they begin", () => {
    const morning = call("2026-06-01 09:00/13:00");
    expect(found("meal-break", [morning, call("2026-06-01 14:00/17:00")])).toEqual([]);
    const late = call("2026-06-01 13:59/17:00");
    expect(found("meal-break", [morning, late])).toMatchObject([
      {
        level: "warn",
        message:
          "A meal break of 59 min within 11:30–14:30; 1 h required, or a meal or a meal allowance",
        works: [morning.id, late.id],
      },
    ]);
    expect(found("meal-break", [morning, { ...late, employer: "outside" }])).toEqual([]);
    expect(
      found("meal-break", [call("2026-05-31 22:00/06:00"), call("2026-06-01 12:00/17:00")]),
    ).toEqual([]);
  });

  test("concerns all employees, artists too, but only under the CCNEAC", () => {
    const work = [call("2026-06-01 09:00/17:00")];
    expect(found("meal-break", work, { person: actor })).toHaveLength(1);
    expect(found("meal-break", work, { profile: codeDuTravail })).toEqual([]);
    const head = { ...actor, employment: "cadre_dirigeant" } as const;
    expect(found("meal-break", work, { person: head })).toEqual([]);
  });

  test.each(["2026-10-25", "2027-03-28"])("clocks change in the night before: %s", (day) => {
    expect(measuredOf("meal-break", `${day} 00:30/17:00`)).toEqual([0]);
  });
});

describe("late-meal, CCNEAC VII.1: a meal allowance and a paid break after 01:00", () => {
  test.each([
    ["2026-06-01 18:00/01:00", []],
    ["2026-06-01 18:00/01:01", [1]],
    ["2026-06-01 05:00/08:00", []],
    ["2026-06-01 04:59/08:00", [1]],
    ["2026-10-24 18:00/03:00", [180]],
    ["2027-03-27 18:00/03:30", [90]],
  ])("%s", (text, expected) => {
    expect(measuredOf("late-meal", text)).toEqual(expected);
  });
});

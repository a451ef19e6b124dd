import { describe, expect, test } from "vitest";
import { call, calls, during, found, span, technician } from "../factory.ts";
import { codeDuTravail } from "../profile.ts";
import type { Work } from "../work.ts";

function measured(...given: Parameters<typeof found>): number[] {
  return found(...given).map((finding) => finding.measured);
}

describe("day, L3121-18: 10 h", () => {
  test.each([
    ["2026-06-01 09:00/18:59", []],
    ["2026-06-01 09:00/19:00", []],
    ["2026-06-01 09:00/19:01", [601]],
  ])("%s", (text, expected) => {
    expect(measured("day", [call(text)])).toEqual(expected);
  });

  test("is a civil day: work over midnight is split", () => {
    expect(measured("day", [call("2026-06-01 14:00/06:00")])).toEqual([]);
    expect(measured("day", [call("2026-06-01 13:59/06:00")])).toEqual([601]);
  });

  test("does not count breaks, nor overlapping work twice", () => {
    const breaks = [during("2026-06-01 12:00/13:00")];
    const work = [
      call("2026-06-01 09:00/20:00", { breaks }),
      call("2026-06-01 14:00/16:00"),
      call("2026-06-01 15:00/18:00", { employer: "outside" }),
    ];
    expect(measured("day", work)).toEqual([]);
    // Work elsewhere during a break is no break.
    expect(measured("day", [...work, call("2026-06-01 12:00/12:30")])).toEqual([630]);
  });
});

describe("day, CCNEAC VI.6 and L3121-19: 12 h", () => {
  const contexts: [string, Partial<Work>][] = [
    ["tour", { tour: true }],
    ["festival", { festival: true }],
    ["set-up", { kind: "montage" }],
    ["strike", { kind: "demontage" }],
  ];
  test.each(contexts)("%s", (_, context) => {
    expect(measured("day", [call("2026-06-01 08:00/19:59", context)])).toEqual([]);
    expect(measured("day", [call("2026-06-01 08:00/20:00", context)])).toEqual([]);
    expect(found("day", [call("2026-06-01 08:00/20:01", context)])).toMatchObject([
      { measured: 721, allowed: 720, message: "12 h 01 of work in a day; 12 h allowed" },
    ]);
    const eleven = [call("2026-06-01 08:00/19:00", context)];
    expect(measured("day", eleven, { profile: codeDuTravail })).toEqual([660]);
  });

  test.each([
    ["2026-06-17", [660]],
    ["2026-06-16", []],
    ["2026-06-15", []],
    ["2026-06-01", [660]],
    ["2026-05-31", [660]],
  ])("11 h on 1 June before a first performance on %s", (first, expected) => {
    const first_performance_on = Temporal.PlainDate.from(first);
    const work = [call("2026-06-01 09:00/20:00", { first_performance_on })];
    expect(measured("day", work)).toEqual(expected);
  });

  test("depends on the employer's own calls only", () => {
    const work = [call("2026-06-01 08:00/19:00", { tour: true, employer: "outside" })];
    expect(measured("day", work)).toEqual([660]);
  });
});

describe("the nights in which clocks change", () => {
  const child = { ...technician, birth_date: Temporal.PlainDate.from("2010-01-01") };

  test.each([
    ["24 to 25 October 2026, 22:00–06:00 is 9 h", "2026-10-24 22:00/06:00", 540],
    ["27 to 28 March 2027, 22:00–06:00 is 7 h", "2027-03-27 22:00/06:00", 420],
  ])("%s", (_, text, minutes) => {
    expect(measured("minor-night", [call(text)], { person: child })).toEqual([minutes]);
  });

  test("a day of 25 h or 23 h counts the hours worked in it", () => {
    expect(measured("day", [call("2026-10-25 00:00/09:00")])).toEqual([]);
    expect(measured("day", [call("2026-10-25 00:00/09:01")])).toEqual([601]);
    expect(measured("day", [call("2027-03-28 00:00/11:00")])).toEqual([]);
    expect(measured("day", [call("2027-03-28 00:00/11:01")])).toEqual([601]);
  });
});

describe("week, L3121-20: 48 h", () => {
  const five = calls("2026-06-01", 5, { hours: "09:00/18:00" });

  test.each([
    ["2026-06-06 09:00/11:59", []],
    ["2026-06-06 09:00/12:00", []],
    ["2026-06-06 09:00/12:01", [2881]],
  ])("45 h and %s", (last, expected) => {
    expect(measured("week", [...five, call(last)])).toEqual(expected);
  });

  test("L8261-1: 47 h here and 3 h for others are 50 h", () => {
    const outside = call("2026-06-06 12:00/15:00", { employer: "outside" });
    expect(found("week", [...five, call("2026-06-06 09:00/11:00"), outside])).toMatchObject([
      {
        measured: 3000,
        allowed: 2880,
        message: "50 h of work in a week, 3 h of it for others; 48 h allowed",
      },
    ]);
  });

  test("is the ISO week: work after midnight on Sunday belongs to the next", () => {
    expect(measured("week", [...five, call("2026-06-07 21:00/04:00")])).toEqual([]);
    const [finding] = found("week", [...five, call("2026-06-06 09:00/12:01")]);
    expect(finding?.period).toEqual(span("2026-05-31T22:00:00Z/2026-06-07T22:00:00Z"));
  });
});

describe("twelve-weeks, L3121-22: 44 h on average", () => {
  /** Weeks of 44 h, five days of 8 h 48. */
  function weeks(count: number): Work[] {
    const monday = Temporal.PlainDate.from("2026-01-05");
    return Array.from({ length: count }, (_, index) =>
      calls(monday.add({ weeks: index }).toString(), 5, { hours: "09:00/17:48" }),
    ).flat();
  }

  test("just under, at, and just over 12 weeks of 44 h", () => {
    expect(measured("twelve-weeks", weeks(12).slice(1))).toEqual([]);
    expect(measured("twelve-weeks", weeks(12))).toEqual([]);
    const over = [...weeks(12), call("2026-03-28 09:00/09:01")];
    expect(measured("twelve-weeks", over)).toEqual([2640 + 1 / 12]);
  });

  test("a week without work is one of the twelve", () => {
    const work = weeks(13).filter(({ id }) => id < "2026-02-02" || id >= "2026-02-09");
    expect(measured("twelve-weeks", [...work, call("2026-03-28 09:00/20:00")])).toEqual([]);
  });

  test("consecutive windows over the limit are one finding, of the worst one", () => {
    const findings = found("twelve-weeks", [...weeks(14), call("2026-04-11 09:00/10:00")]);
    expect(findings).toMatchObject([
      { measured: 2645, message: "44 h 05 of work a week on average over 12 weeks; 44 h allowed" },
    ]);
    expect(findings[0]?.period).toEqual(span("2026-01-18T23:00:00Z/2026-04-12T22:00:00Z"));
  });
});

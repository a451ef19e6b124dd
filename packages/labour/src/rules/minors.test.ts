import { describe, expect, test } from "vitest";
import { call, calls, during, found } from "../factory.ts";
import type { RuleId } from "../params.ts";
import type { Person, Work } from "../work.ts";

function bornOn(date: string): Person {
  return { occupation: "technician", birth_date: Temporal.PlainDate.from(date) };
}

/** Their ages in June 2026. */
const seventeen = bornOn("2008-07-01");
const fifteen = bornOn("2010-07-01");
const grownUp = bornOn("2008-06-01");

function measured(rule: RuleId, work: Work[], person: Person): number[] {
  return found(rule, work, { person }).map((finding) => finding.measured);
}

describe("minor-day, L3162-1: 8 h a day", () => {
  test.each([
    ["2026-06-01 09:00/16:59", []],
    ["2026-06-01 09:00/17:00", []],
    ["2026-06-01 09:00/17:01", [481]],
  ])("%s", (text, expected) => {
    expect(measured("minor-day", [call(text)], seventeen)).toEqual(expected);
    expect(measured("minor-day", [call(text)], grownUp)).toEqual([]);
    expect(measured("minor-day", [call(text)], { occupation: "technician" })).toEqual([]);
  });
});

describe("minor-week, L3162-1: 35 h a week", () => {
  test.each([
    ["2026-06-05 09:00/11:59", []],
    ["2026-06-05 09:00/12:00", []],
    ["2026-06-05 09:00/12:01", [2101]],
  ])("32 h and %s", (last, expected) => {
    const work = [...calls("2026-06-01", 4, { hours: "09:00/17:00" }), call(last)];
    expect(measured("minor-week", work, seventeen)).toEqual(expected);
    expect(measured("minor-week", work, grownUp)).toEqual([]);
  });
});

describe("minor-break, L3162-3: 30 min after 4 h 30", () => {
  test.each([
    ["2026-06-01 09:00/13:29", []],
    ["2026-06-01 09:00/13:30", []],
    ["2026-06-01 09:00/13:31", [271]],
  ])("%s without a break", (text, expected) => {
    expect(measured("minor-break", [call(text)], seventeen)).toEqual(expected);
    expect(measured("minor-break", [call(text)], grownUp)).toEqual([]);
  });

  test.each([
    ["2026-06-01 12:30/12:59", [451]],
    ["2026-06-01 12:30/13:00", []],
    ["2026-06-01 12:30/13:01", []],
  ])("09:00–17:00 with a break %s", (pause, expected) => {
    const work = [call("2026-06-01 09:00/17:00", { breaks: [during(pause)] })];
    expect(measured("minor-break", work, seventeen)).toEqual(expected);
  });
});

describe("minor-rest, L3164-1: 12 h, under 16 14 h", () => {
  test.each([
    ["2026-06-02 07:59/12:00", seventeen, [719]],
    ["2026-06-02 08:00/12:00", seventeen, []],
    ["2026-06-02 08:01/12:00", seventeen, []],
    ["2026-06-02 09:59/12:00", fifteen, [839]],
    ["2026-06-02 10:00/12:00", fifteen, []],
    ["2026-06-02 10:01/12:00", fifteen, []],
    ["2026-06-02 07:00/12:00", grownUp, []],
  ])("after 20:00, %s", (next, person, expected) => {
    const work = [call("2026-06-01 16:00/20:00"), call(next)];
    expect(measured("minor-rest", work, person)).toEqual(expected);
  });
});

describe("minor-amplitude, L3164-1: 24 h less the rest, 12 h, under 16 10 h", () => {
  test.each([
    ["2026-06-01 20:00/21:00", seventeen, []],
    ["2026-06-01 20:00/21:01", seventeen, [721]],
    ["2026-06-01 18:00/19:00", fifteen, []],
    ["2026-06-01 18:00/19:01", fifteen, [601]],
    ["2026-06-01 18:00/21:01", grownUp, []],
  ])("from 09:00 on, then %s", (evening, person, expected) => {
    const work = [call("2026-06-01 09:00/12:00"), call(evening)];
    expect(measured("minor-amplitude", work, person)).toEqual(expected);
  });
});

describe("minor-weekly-rest, L3164-2: 2 days off in a row", () => {
  test.each([
    ["Monday to Thursday", calls("2026-06-01", 4, { hours: "10:00/14:00" }), []],
    ["Monday to Friday", calls("2026-06-01", 5, { hours: "10:00/14:00" }), []],
    ["Monday to Saturday", calls("2026-06-01", 6, { hours: "10:00/14:00" }), [1]],
    ["Tuesday to Saturday", calls("2026-06-02", 5, { hours: "10:00/14:00" }), [1]],
  ])("%s", (_, work, expected) => {
    expect(measured("minor-weekly-rest", work, seventeen)).toEqual(expected);
    expect(measured("minor-weekly-rest", work, grownUp)).toEqual([]);
  });
});

describe("minor-night, L3163-1 and L3163-2: 22:00–06:00, under 16 20:00–06:00", () => {
  test.each([
    ["2026-06-01 18:00/22:00", seventeen, []],
    ["2026-06-01 18:00/22:01", seventeen, [1]],
    ["2026-06-02 05:59/09:00", seventeen, [1]],
    ["2026-06-02 06:00/09:00", seventeen, []],
    ["2026-06-01 18:00/20:00", fifteen, []],
    ["2026-06-01 18:00/20:01", fifteen, [1]],
    ["2026-06-02 05:59/09:00", fifteen, [1]],
    ["2026-06-02 00:30/02:00", grownUp, []],
  ])("%s", (text, person, expected) => {
    expect(measured("minor-night", [call(text)], person)).toEqual(expected);
  });

  test("tells the hours of the night", () => {
    const work = [call("2026-06-01 18:00/21:00")];
    expect(found("minor-night", work, { person: fifteen })).toMatchObject([
      { level: "block", message: "1 h of work in 20:00–06:00, under 16; none allowed" },
    ]);
  });
});

describe("young-stage, L7124-1: under 16 with authorisation", () => {
  test.each([
    ["2026-06-30", [15]],
    ["2026-07-01", []],
    ["2026-07-02", []],
  ])("16 on 1 July 2026, on %s", (date, expected) => {
    const work = [call(`${date} 14:00/18:00`)];
    expect(measured("young-stage", work, fifteen)).toEqual(expected);
    expect(measured("young-stage", work, { ...fifteen, stage_authorisation: true })).toEqual([]);
    expect(measured("young-stage", work, { occupation: "musician" })).toEqual([]);
  });
});

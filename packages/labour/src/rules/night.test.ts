import { describe, expect, test } from "vitest";
import { call, found } from "../factory.ts";
import { codeDuTravail, profileWith } from "../profile.ts";
import type { Occupation } from "../work.ts";

describe("night, L3122-20: 00:00–07:00", () => {
  test.each([
    ["2026-06-01 20:00/00:00", []],
    ["2026-06-01 20:00/00:01", [1]],
    ["2026-06-01 06:59/12:00", [1]],
    ["2026-06-01 07:00/12:00", []],
    ["2026-06-01 22:00/08:00", [420]],
  ])("%s", (text, expected) => {
    const findings = found("night", [call(text)], { profile: codeDuTravail });
    expect(findings.map(({ measured }) => measured)).toEqual(expected);
  });

  test("has level info, and tells the hours of the night", () => {
    expect(found("night", [call("2026-06-01 20:00/02:30")])).toMatchObject([
      { level: "info", message: "2 h 30 of work at night, which is 00:00–07:00" },
    ]);
  });

  test("is elapsed time when clocks change", () => {
    expect(found("night", [call("2026-10-24 22:00/08:00")])[0]?.measured).toBe(480);
    expect(found("night", [call("2027-03-27 22:00/08:00")])[0]?.measured).toBe(360);
  });
});

describe("night, L3122-3: at least 7 h in a row that hold 00:00–05:00", () => {
  const night = (from: number, to: number) =>
    profileWith(codeDuTravail, { rules: { night: { limits: { from, to } } } });

  test.each([
    [0, 419],
    [1, 421],
    [1440 - 121, 1440 + 299],
  ])("%d to %d is no night", (from, to) => {
    expect(() => night(from, to)).toThrow(/L3122-3/);
  });

  test.each([
    [0, 420],
    [0, 421],
    [1440 - 120, 1440 + 300],
  ])("%d to %d is a night", (from, to) => {
    expect(() => night(from, to)).not.toThrow();
  });

  test("may begin before midnight", () => {
    const profile = night(1320, 1800);
    expect(found("night", [call("2026-06-01 20:00/07:00")], { profile })).toMatchObject([
      { measured: 480, message: "8 h of work at night, which is 22:00–06:00" },
    ]);
  });
});

describe("night-premium, CCNEAC X.4.9: 15 % from 01:00 to 06:00", () => {
  test.each([
    ["2026-06-01 20:00/01:00", []],
    ["2026-06-01 20:00/01:01", [1]],
    ["2026-06-02 05:59/10:00", [1]],
    ["2026-06-02 06:00/10:00", []],
  ])("%s", (text, expected) => {
    expect(found("night-premium", [call(text)]).map(({ measured }) => measured)).toEqual(expected);
  });

  test.each([
    ["2026-06-01 20:00/02:00", []],
    ["2026-06-01 20:00/02:01", [1]],
    ["2026-06-02 06:59/10:00", [1]],
    ["2026-06-02 07:00/10:00", []],
  ])("at an open-air festival, %s", (text, expected) => {
    const work = [call(text, { festival: true, open_air: true })];
    expect(found("night-premium", work).map(({ measured }) => measured)).toEqual(expected);
  });

  test.each<Occupation>(["security", "front_of_house", "other"])(
    "the later hours of open-air festivals are for every job: %s",
    (occupation) => {
      const work = [call("2026-06-01 20:00/03:00", { festival: true, open_air: true })];
      expect(found("night-premium", work, { person: { occupation } })).toMatchObject([
        { measured: 60, message: "1 h of work in 02:00–07:00, for which 15 % more is due" },
      ]);
    },
  );

  test.each<Occupation>(["dramatic_artist", "musician", "dancer", "singer", "circus_artist"])(
    "artists have none: %s",
    (occupation) => {
      const work = [call("2026-06-01 20:00/04:00")];
      expect(found("night-premium", work, { person: { occupation } })).toEqual([]);
    },
  );

  test("is due also for what somebody works elsewhere at the same time", () => {
    const outside = call("2026-06-01 20:00/04:00", { employer: "outside" });
    const own = call("2026-06-01 22:00/03:00");
    expect(found("night-premium", [outside, own])[0]?.measured).toBe(120);
  });

  test("applies to the employer's own work", () => {
    const work = [call("2026-06-01 20:00/04:00", { employer: "outside" })];
    expect(found("night-premium", work)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { call, calls, during, found, span, technician } from "../factory.ts";
import { codeDuTravail } from "../profile.ts";
import type { Kind, Occupation } from "../work.ts";

const each = (work: string[]) => work.map((text) => call(text));

describe("daily-rest, L3131-1: 11 h in a row", () => {
  test.each([
    ["2026-06-02 10:29/18:00", [659]],
    ["2026-06-02 10:30/18:00", []],
    ["2026-06-02 10:31/18:00", []],
  ])("after 17:00–23:30, %s", (next, expected) => {
    const work = [call("2026-06-01 17:00/23:30"), call(next)];
    const findings = found("daily-rest", work, { profile: codeDuTravail });
    expect(findings.map(({ measured }) => measured)).toEqual(expected);
  });

  test("20:00–01:30 then a call at 10:00 leaves 8 h 30 of rest", () => {
    const [finding, ...others] = found("daily-rest", [
      call("2026-06-01 20:00/01:30"),
      call("2026-06-02 10:00/14:00"),
    ]);
    expect(finding).toMatchObject({
      level: "block",
      message: "8 h 30 of rest; 11 h required",
      measured: 510,
      allowed: 660,
      unit: "minutes",
      works: ["2026-06-01 20:00/01:30", "2026-06-02 10:00/14:00"],
    });
    expect(finding?.period).toEqual(span("2026-06-01T23:30:00Z/2026-06-02T08:00:00Z"));
    expect(others).toEqual([]);
  });

  test.each([
    ["[14:00–18:00) then [18:00–22:00)", ["2026-06-01 14:00/18:00", "2026-06-01 18:00/22:00"]],
    ["morning and evening of a civil day", ["2026-06-01 09:00/12:00", "2026-06-01 20:00/23:00"]],
    ["show and strike past midnight", ["2026-06-01 18:00/00:00", "2026-06-02 00:00/04:00"]],
    ["show and strike with a pause", ["2026-06-01 18:00/23:30", "2026-06-02 00:30/04:00"]],
    [
      "the strike, and 11 h later",
      ["2026-06-01 20:00/23:00", "2026-06-02 00:30/02:00", "2026-06-02 13:00/17:00"],
    ],
    [
      "morning and night, and 11 h later",
      ["2026-06-01 09:00/12:00", "2026-06-01 20:00/23:00", "2026-06-02 10:00/14:00"],
    ],
    ["a long day of one call, which amplitude finds", ["2026-06-01 08:00/23:59"]],
    ["a night of work, which amplitude finds", ["2026-06-01 20:00/10:00"]],
  ])("finds nothing in %s", (_, work) => {
    expect(found("daily-rest", each(work))).toEqual([]);
  });

  test.each([
    [
      600,
      "after a strike past midnight",
      ["2026-06-01 20:00/23:00", "2026-06-02 00:30/02:00", "2026-06-02 12:00/17:00"],
    ],
    [
      540,
      "in the night, not the pause of the day",
      ["2026-06-01 09:00/12:00", "2026-06-01 20:00/23:00", "2026-06-02 08:00/12:00"],
    ],
    [510, "before a morning however short", ["2026-06-01 20:00/01:30", "2026-06-02 10:00/10:30"]],
    [540, "before an early morning", ["2026-06-01 20:00/23:00", "2026-06-02 08:00/09:30"]],
    [540, "though 11 h follow", ["2026-06-01 20:00/23:00", "2026-06-02 08:00/09:00"]],
    [
      300,
      "before 05:00",
      ["2026-06-01 18:00/23:59", "2026-06-02 04:59/06:00", "2026-06-02 11:00/12:00"],
    ],
    [
      301,
      "after 05:00",
      ["2026-06-01 18:00/23:59", "2026-06-02 05:00/06:00", "2026-06-02 17:00/18:00"],
    ],
  ])("measures %d min %s", (measured, _, work) => {
    expect(found("daily-rest", each(work)).map((finding) => finding.measured)).toEqual([measured]);
  });

  test("counts work for others", () => {
    const outside = call("2026-06-02 09:00/13:00", { employer: "outside" });
    expect(found("daily-rest", [call("2026-06-01 20:00/23:00"), outside])).toHaveLength(1);
  });

  test("a break within a call is no rest", () => {
    const breaks = [during("2026-06-02 01:00/13:00")];
    expect(found("daily-rest", [call("2026-06-01 20:00/15:00", { breaks })])).toEqual([]);
    expect(found("amplitude", [call("2026-06-01 20:00/15:00", { breaks })])).toHaveLength(1);
  });
});

describe("daily-rest, CCNEAC VI.7 and D3131-6: 9 h", () => {
  function levels(next: string, { occupation, kind }: { occupation: Occupation; kind: Kind }) {
    const work = [call("2026-06-01 20:00/01:30"), call(next, { kind })];
    return found("daily-rest", work, { person: { occupation } }).map(({ level }) => level);
  }

  test.each([
    ["2026-06-02 10:29/18:00", "block"],
    ["2026-06-02 10:30/18:00", "warn"],
    ["2026-06-02 10:31/18:00", "warn"],
    ["2026-06-02 12:29/18:00", "warn"],
  ])("a technician who ends at 01:30 and sets up at %s: %s", (next, level) => {
    expect(levels(next, { occupation: "technician", kind: "montage" })).toEqual([level]);
  });

  test.each([
    ["technician", "demontage", "warn"],
    ["technician", "repetition", "warn"],
    ["technician", "representation", "block"],
    ["security", "representation", "warn"],
    ["front_of_house", "montage", "block"],
    ["dramatic_artist", "repetition", "block"],
  ] as const)("9 h for %s before %s: %s", (occupation, kind, level) => {
    expect(levels("2026-06-02 10:30/18:00", { occupation, kind })).toEqual([level]);
  });

  const setUp = [
    call("2026-06-01 20:00/01:30"),
    call("2026-06-02 10:30/18:00", { kind: "montage" }),
  ];

  test("tells that the missing hours are given back", () => {
    expect(found("daily-rest", setUp)[0]?.message).toBe(
      "9 h of rest; 11 h required; 9 h will do here if 2 h are given back",
    );
  });

  test("is not in the code du travail, which knows no agreement", () => {
    const options = { person: technician, profile: codeDuTravail };
    expect(found("daily-rest", setUp, options)).toMatchObject([{ level: "block" }]);
  });
});

describe("daily-rest when clocks change", () => {
  test("22:00 to 08:00 is 11 h when they go back, 22:00 to 09:00 is 10 h when they go forward", () => {
    const back = ["2026-10-24 18:00/22:00", "2026-10-25 08:00/12:00"];
    expect(found("daily-rest", each(back))).toEqual([]);
    const forward = ["2027-03-27 18:00/22:00", "2027-03-28 09:00/12:00"];
    expect(found("daily-rest", each(forward))).toMatchObject([{ measured: 600 }]);
  });
});

describe("weekly-rest, L3132-2: 24 h and 11 h", () => {
  const week = each([1, 2, 3, 4, 5].map((day) => `2026-06-0${day} 09:00/17:00`));
  const saturday = call("2026-06-06 09:00/18:00");

  test.each([
    ["2026-06-08 04:59/12:00", [2099]],
    ["2026-06-08 05:00/12:00", []],
    ["2026-06-08 05:01/12:00", []],
  ])("from Saturday 18:00 to %s", (next, expected) => {
    const findings = found("weekly-rest", [...week, saturday, call(next)]);
    expect(findings.map(({ measured }) => measured)).toEqual(expected);
  });

  test("24 h of it are in the week itself, which is its period", () => {
    const sunday = call("2026-06-07 10:00/12:00");
    const findings = found("weekly-rest", [
      ...week,
      saturday,
      sunday,
      call("2026-06-09 09:00/12:00"),
    ]);
    expect(findings).toMatchObject([
      { measured: 1380, allowed: 2100, message: "23 h of weekly rest; 35 h required" },
    ]);
    expect(findings[0]?.period).toEqual(span("2026-05-31T22:00:00Z/2026-06-07T22:00:00Z"));
  });

  test("48 h off from Sunday to Monday are the rest of one week, not of two", () => {
    const before = calls("2026-06-01", 6, { hours: "09:00/17:00" });
    const after = calls("2026-06-09", 5, { hours: "09:00/17:00" });
    const evening = call("2026-06-06 20:00/00:00");
    const sunday = call("2026-06-14 09:00/17:00");
    const work = [...before, evening, ...after, sunday];
    const [finding, ...others] = found("weekly-rest", work);
    expect(finding).toMatchObject({ measured: 1320, allowed: 2100 });
    for (const id of [...before, ...after].map((one) => one.id))
      expect(finding?.works).toContain(id);
    expect(finding?.period).toEqual(span("2026-06-07T22:00:00Z/2026-06-14T22:00:00Z"));
    expect(others).toEqual([]);
    expect(found("weekly-rest", [...before, evening, ...after])).toEqual([]);
  });
});

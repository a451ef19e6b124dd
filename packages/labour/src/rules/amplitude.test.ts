import { describe, expect, test } from "vitest";
import { actor, call, found, technician } from "../factory.ts";
import { codeDuTravail } from "../profile.ts";
import type { Kind, Person } from "../work.ts";

const each = (work: string[], kind: Kind = "representation") =>
  work.map((text) => call(text, { kind }));

function measured(work: string[], person: Person = technician): number[] {
  return found("amplitude", each(work), { person }).map((finding) => finding.measured);
}

describe("amplitude, Cass. soc. 99-43.351: 13 h for everybody", () => {
  test.each([
    ["2026-06-01 19:00/21:59", []],
    ["2026-06-01 19:00/22:00", []],
    ["2026-06-01 19:00/22:01", [781]],
  ])("from 09:00 on, then %s", (evening, expected) => {
    const work = ["2026-06-01 09:00/12:00", evening];
    expect(measured(work)).toEqual(expected);
    expect(measured(work, actor)).toEqual(expected);
    expect(measured(work, { ...technician, employment: "part_time" })).toEqual(expected);
    const law = found("amplitude", each(work), { profile: codeDuTravail });
    expect(law.map((finding) => finding.measured)).toEqual(expected);
  });

  test.each([
    [
      "9–13 and 18–23:30, then 10:30: 11 h of rest, but 14 h 30 of amplitude",
      ["2026-06-01 09:00/13:00", "2026-06-01 18:00/23:30", "2026-06-02 10:30/14:00"],
      [870],
    ],
    [
      "the facts of the ruling: 5:00–8:30 and 19:30–22:00",
      ["2026-06-01 05:00/08:30", "2026-06-01 19:30/22:00"],
      [1020],
    ],
    [
      "work past midnight that continues the day",
      ["2026-06-01 14:00/23:30", "2026-06-02 00:30/03:01"],
      [781],
    ],
    ["a night of one call", ["2026-06-01 20:00/09:01"], [781]],
    [
      "an evening, and the afternoon after a rest",
      ["2026-06-01 20:00/23:00", "2026-06-02 00:30/02:00", "2026-06-02 13:00/23:00"],
      [],
    ],
    ["24 to 25 October 2026, 20:00–08:00 is 13 h", ["2026-10-24 20:00/08:00"], []],
    ["24 to 25 October 2026, 20:00–08:01", ["2026-10-24 20:00/08:01"], [781]],
    ["27 to 28 March 2027, 20:00–10:00 is 13 h", ["2027-03-27 20:00/10:00"], []],
    ["27 to 28 March 2027, 20:00–10:01", ["2027-03-27 20:00/10:01"], [781]],
    ["31 December, 20:00–09:01", ["2026-12-31 20:00/09:01"], [781]],
  ])("%s", (_, work, expected) => {
    expect(measured(work)).toEqual(expected);
  });

  test("names all work of the day", () => {
    const work = ["2026-06-01 09:00/10:00", "2026-06-01 14:00/15:00", "2026-06-01 21:00/23:00"];
    expect(found("amplitude", each(work))).toMatchObject([
      { works: work, message: "14 h from the beginning to the end of the day; 13 h allowed" },
    ]);
  });
});

describe("amplitude, CCNEAC VI.7: 15 h where 9 h of rest will do", () => {
  const until = (end: string) => ["2026-06-01 08:00/12:00", `2026-06-01 18:00/${end}`];

  test.each([
    ["21:00", []],
    ["21:01", ["warn"]],
    ["23:00", ["warn"]],
    ["23:01", ["block"]],
  ])("a technician who sets up from 08:00 to %s", (end, levels) => {
    const findings = found("amplitude", each(until(end), "montage"));
    expect(findings.map(({ level }) => level)).toEqual(levels);
  });

  test("says that the missing hours are given back", () => {
    expect(found("amplitude", each(until("22:30"), "montage"))).toMatchObject([
      {
        message:
          "14 h 30 from the beginning to the end of the day; 13 h allowed; 15 h here if 1 h 30 are given back",
      },
    ]);
  });

  test.each([
    ["in a performance", "representation", technician],
    ["for an actor", "montage", actor],
    ["for a part-timer, VI.6.2", "montage", { ...technician, employment: "part_time" }],
  ] as const)("not %s", (_, kind, person) => {
    expect(found("amplitude", each(until("22:30"), kind), { person })).toMatchObject([
      { level: "block" },
    ]);
  });
});

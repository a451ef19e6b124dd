import { describe, expect, test } from "vitest";
import { call, found, technician } from "../factory.ts";
import type { Occupation, Person } from "../work.ts";

/** The minutes that are too short, of calls on 1 June. */
function short(hours: string[], person: Person = technician): number[] {
  const work = hours.map((text) => call(`2026-06-01 ${text}`));
  return found("minimum-call", work, { person }).map(({ measured }) => measured);
}

describe("minimum-call, CCNEAC VI.6: 3 h 30", () => {
  test.each([
    ["09:00/12:29", [209]],
    ["09:00/12:30", []],
    ["09:00/12:31", []],
  ])("%s", (hours, expected) => {
    expect(short([hours])).toEqual(expected);
  });

  test.each<[Occupation, number]>([
    ["technician", 1],
    ["front_of_house", 1],
    ["security", 1],
    ["other", 1],
    ["dramatic_artist", 0],
    ["dancer", 0],
    ["musician", 0],
    ["singer", 0],
    ["circus_artist", 0],
  ])("%s: %d findings", (occupation, count) => {
    expect(short(["09:00/10:00"], { occupation })).toHaveLength(count);
  });

  test.each([
    ["a second call of the day", ["09:00/12:30", "19:00/20:00"], []],
    ["two short calls", ["09:00/12:00", "19:00/22:00"], [180]],
    ["two calls without a gap", ["09:00/11:00", "11:00/12:30"], []],
    ["a call past midnight", ["22:00/01:30"], []],
  ])("is due once a day: %s", (_, hours, expected) => {
    expect(short(hours)).toEqual(expected);
  });

  test("what goes on past midnight opens no second one; the next day does", () => {
    const [show, strike] = [call("2026-06-01 20:00/23:30"), call("2026-06-02 00:30/02:00")];
    expect(found("minimum-call", [show, strike])).toEqual([]);
    const next = call("2026-06-02 14:00/16:00");
    expect(found("minimum-call", [show, strike, next])).toMatchObject([
      { measured: 120, works: [show.id, strike.id, next.id] },
    ]);
    expect(found("minimum-call", [strike])).toMatchObject([{ measured: 90, works: [strike.id] }]);
  });

  const usher: Person = { occupation: "front_of_house", employment: "cdii" };
  const partTime: Person = { ...technician, employment: "part_time" };

  test.each<[Person, string[], number[]]>([
    [usher, ["18:00/19:59"], [119]],
    [usher, ["18:00/20:00"], []],
    [usher, ["14:00/15:00", "19:00/20:00"], []],
    [{ ...usher, employment: "monthly" }, ["18:00/20:00"], [120]],
    [{ ...technician, employment: "cdii" }, ["18:00/20:00"], [120]],
    [partTime, ["09:00/11:00", "12:00/14:00", "15:00/17:00"], []],
    [partTime, ["09:00/11:00", "12:00/13:59", "15:00/19:00"], [119]],
    [partTime, ["09:00/11:00", "12:00/14:00"], [120]],
    [technician, ["09:00/11:00", "12:00/14:00", "15:00/17:00"], [120]],
  ])("2 h for %j: %j", (person, hours, expected) => {
    expect(short(hours, person)).toEqual(expected);
  });

  test("work for others does not lengthen a call", () => {
    const outside = call("2026-06-01 11:00/15:00", { employer: "outside" });
    const own = call("2026-06-01 09:00/11:00");
    expect(found("minimum-call", [own, outside])).toMatchObject([
      { level: "warn", message: "A call of 2 h; 3 h 30 at least", works: [own.id] },
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { actor, call, found, paris, technician } from "../factory.ts";
import type { RuleId } from "../params.ts";
import type { Employment, Occupation, Person, Work } from "../work.ts";

const monthly: Person = { ...technician, employment: "monthly" };
const partTime: Person = { ...technician, employment: "part_time" };

type Told = Pick<Work, "published_at" | "changed_at">;

/** The sentences about a call of Monday 22 June at 09:00. */
function said(rule: RuleId, told: Told, person: Person = monthly): string[] {
  return found(rule, [call("2026-06-22 09:00/13:00", told)], { person }).map(
    ({ message }) => message,
  );
}

const published = (text: string): Told => ({ published_at: paris(text) });
const changed = (text: string): Told => ({ changed_at: paris(text) });

describe("notice, CCNEAC VI.5: 3 weeks", () => {
  test.each([
    ["2026-06-01 08:59", []],
    ["2026-06-01 09:00", []],
    ["2026-06-01 09:01", ["Published 20 days 23 h 59 ahead; 21 days required"]],
    ["2026-06-22 10:00", ["Published 1 h after the call began; 21 days required"]],
  ])("published %s", (text, expected) => {
    expect(said("notice", published(text))).toEqual(expected);
  });

  test.each<[Employment, number]>([
    ["monthly", 1],
    ["part_time", 1],
    ["cdii", 1],
    ["cddu", 0],
    ["forfait_jours", 0],
    ["cadre_dirigeant", 0],
    ["volunteer", 0],
    ["trainee", 0],
  ])("%s: %d findings", (employment, count) => {
    const person: Person = { ...technician, employment };
    expect(said("notice", published("2026-06-21 09:00"), person)).toHaveLength(count);
  });

  test.each([
    ["2026-05-25 09:00", []],
    ["2026-05-25 09:01", ["Published 27 days 23 h 59 ahead; 28 days required"]],
  ])("CDII, V.13.3: 4 weeks; published %s", (text, expected) => {
    expect(said("notice", published(text), { ...technician, employment: "cdii" })).toEqual(
      expected,
    );
  });

  test("is elapsed time: the night in which clocks go back has one hour more", () => {
    const late = (text: string) =>
      found("notice", [call("2026-10-26 09:00/13:00", published(text))], { person: monthly });
    expect(late("2026-10-05 10:00")).toEqual([]);
    expect(late("2026-10-05 10:01")).toHaveLength(1);
  });

  test("finds nothing in unpublished work, or in work for others", () => {
    const published_at = paris("2026-06-21 09:00");
    const outside = call("2026-06-22 09:00/13:00", { employer: "outside", published_at });
    const work = [call("2026-06-22 09:00/13:00"), outside];
    expect(found("notice", work, { person: monthly })).toEqual([]);
  });
});

describe("change-notice, CCNEAC VI.5: 7 days", () => {
  test.each([
    ["2026-06-15 08:59", []],
    ["2026-06-15 09:00", []],
    ["2026-06-15 09:01", ["Changed 6 days 23 h 59 ahead; 7 days required"]],
  ])("changed %s", (text, expected) => {
    expect(said("change-notice", changed(text))).toEqual(expected);
  });

  test.each<Employment>(["part_time", "cdii"])("costs 10 %% more: %s", (employment) => {
    expect(
      said("change-notice", changed("2026-06-18 09:00"), { ...technician, employment }),
    ).toEqual(["Changed 4 days ahead; 7 days required, or 10 % more is due"]);
  });

  test("does not bind usage contracts, nor choirs", () => {
    const told = changed("2026-06-21 09:00");
    expect(said("change-notice", told, technician)).toEqual([]);
    expect(said("change-notice", told, { occupation: "singer", employment: "monthly" })).toEqual(
      [],
    );
  });
});

describe("late-change, CCNEAC VI.5: 72 h", () => {
  test.each([
    ["2026-06-19 08:59", []],
    ["2026-06-19 09:00", []],
    ["2026-06-19 09:01", ["Changed 71 h 59 ahead; 72 h required, unless it could not be foreseen"]],
  ])("changed %s", (text, expected) => {
    expect(said("late-change", changed(text))).toEqual(expected);
    expect(
      said("late-change", changed(text), { occupation: "singer", employment: "monthly" }),
    ).toEqual(expected);
    expect(said("late-change", changed(text), technician)).toEqual([]);
  });

  // From Wednesday 17 to Monday 22 June there are 3 working days.
  test.each([
    ["2026-06-17 09:00", []],
    [
      "2026-06-17 09:01",
      ["Changed 4 days 23 h 59 ahead; 3 working days required, unless it could not be foreseen"],
    ],
    [
      "2026-06-22 09:30",
      ["Changed 30 min after the call began; 5 days required, unless it could not be foreseen"],
    ],
  ])("part-time, 3 working days; changed %s", (text, expected) => {
    expect(said("late-change", changed(text), partTime)).toEqual(expected);
  });
});

describe("artist-notice", () => {
  const late = (text: string, more: Partial<Work> = {}) =>
    found("artist-notice", [call("2026-06-24 14:00/18:00", { ...published(text), ...more })], {
      person: actor,
    }).map(({ message, measured, allowed }) => ({ message, late: allowed - measured }));

  test.each([
    ["2026-06-19 23:59", []],
    ["2026-06-20 00:00", []],
    [
      "2026-06-20 00:01",
      [{ message: "Published 1 min after the Friday evening before, when it was due", late: 1 }],
    ],
  ])("actors, XIII.2.5: the Friday before Wednesday 24 June; published %s", (text, expected) => {
    expect(late(text)).toEqual(expected);
  });

  // From Wednesday 24 June on, 8 July is the tenth working day.
  test.each([
    ["2026-07-08", 0],
    ["2026-07-09", 1],
    ["2026-06-24", 1],
    ["2026-06-23", 1],
  ])("actors: not in the 10 working days before %s: %d findings", (first, count) => {
    expect(late("2026-06-23 14:00", { first_performance_on: first })).toHaveLength(count);
  });

  test.each<[Occupation, string, number]>([
    ["musician", "2026-06-19 09:00", 0],
    ["musician", "2026-06-19 09:01", 1],
    ["singer", "2026-06-19 09:00", 0],
    ["singer", "2026-06-19 09:01", 1],
    ["circus_artist", "2026-06-15 09:00", 0],
    ["circus_artist", "2026-06-15 09:01", 1],
    ["dancer", "2026-06-22 08:00", 0],
    ["technician", "2026-06-22 08:00", 0],
  ])("%s, published %s: %d findings", (occupation, text, count) => {
    expect(said("artist-notice", published(text), { occupation })).toHaveLength(count);
  });

  test("a permanent choir is planned by `notice`", () => {
    const person: Person = { occupation: "singer", employment: "monthly" };
    expect(said("artist-notice", published("2026-06-21 09:00"), person)).toEqual([]);
    expect(said("notice", published("2026-06-21 09:00"), person)).toHaveLength(1);
  });

  test("an actor who is paid monthly is not also planned by `notice`", () => {
    const person: Person = { ...actor, employment: "monthly" };
    expect(said("notice", published("2026-06-19 09:00"), person)).toEqual([]);
    expect(said("artist-notice", published("2026-06-19 09:00"), person)).toEqual([]);
  });
});

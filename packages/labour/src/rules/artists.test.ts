import { describe, expect, test } from "vitest";
import { actor, call, during, found, technician } from "../factory.ts";
import { codeDuTravail } from "../profile.ts";
import type { Occupation, Person, Work } from "../work.ts";

const artist = (occupation: Occupation): Person => ({ occupation });
const rehearsal = (hours: string, more: Partial<Work> = {}) =>
  call(`2026-06-01 ${hours}`, { kind: "repetition", ...more });
const measuredOf = (findings: readonly { measured: number; allowed: number }[]) =>
  findings.map(({ measured, allowed }) => [measured, allowed]);

describe("artist-day, CCNEAC XIV.2, XV.2, XVI.2", () => {
  test.each<[Occupation, string, [number, number][]]>([
    ["dancer", "09:00/16:59", []],
    ["dancer", "09:00/17:00", []],
    ["dancer", "09:00/17:01", [[481, 480]]],
    ["musician", "09:00/15:59", []],
    ["musician", "09:00/16:00", []],
    ["musician", "09:00/16:01", [[421, 420]]],
    ["singer", "09:00/14:59", []],
    ["singer", "09:00/15:00", []],
    ["singer", "09:00/15:01", [[361, 360]]],
    ["dramatic_artist", "09:00/19:00", []],
    ["technician", "09:00/19:00", []],
  ])("%s %s", (occupation, hours, expected) => {
    const findings = found("artist-day", [rehearsal(hours)], { person: artist(occupation) });
    expect(measuredOf(findings)).toEqual(expected);
  });

  test.each<[string, Partial<Work>, number[]]>([
    ["09:00/19:00", { tour: true }, []],
    ["09:00/19:01", { tour: true }, [601]],
    ["09:00/19:00", { festival: true }, []],
    // From Monday 1 June, 9 June is the sixth working day after it: Saturdays and Sundays are none.
    ["09:00/19:00", { first_performance_on: "2026-06-09" }, []],
    ["09:00/19:00", { first_performance_on: "2026-06-10" }, [600]],
    ["09:00/19:00", { first_performance_on: "2026-06-01" }, [600]],
  ])("a dancer's 10 h: %s %o", (hours, more, expected) => {
    const findings = found("artist-day", [rehearsal(hours, more)], { person: artist("dancer") });
    expect(findings.map(({ measured }) => measured)).toEqual(expected);
  });

  test("a pause in a service is a musician's work, a meal is not; a dancer's breaks are none", () => {
    const withBreak = (pause: string) =>
      rehearsal("09:00/17:00", { breaks: [during(`2026-06-01 ${pause}`)] });
    const measured = (occupation: Occupation, pause: string) =>
      found("artist-day", [withBreak(pause)], { person: artist(occupation) }).map(
        ({ message }) => message,
      );
    const music = "8 h of music in a day; 7 h allowed";
    expect(measured("musician", "12:00/12:59")).toEqual([music]);
    expect(measured("musician", "12:00/13:00")).toEqual([]);
    expect(measured("dancer", "12:00/12:01")).toEqual([]);
    expect(measured("singer", "12:00/13:00")).toEqual(["7 h of singing in a day; 6 h allowed"]);
  });

  test("only music counts for musicians; permanent choirs sing 7 h; work for others does not count", () => {
    const fitting = call("2026-06-01 16:00/18:00", { kind: "autre" });
    const work = [rehearsal("09:00/16:00"), fitting];
    expect(found("artist-day", work, { person: artist("musician") })).toEqual([]);
    const permanent: Person = { occupation: "singer", employment: "monthly" };
    expect(found("artist-day", work, { person: permanent })).toEqual([]);
    const outside = rehearsal("09:00/20:00", { employer: "outside" });
    expect(found("artist-day", [outside], { person: artist("musician") })).toEqual([]);
    const person = artist("musician");
    expect(
      found("artist-day", [rehearsal("09:00/20:00")], { person, profile: codeDuTravail }),
    ).toEqual([]);
  });

  test.each([
    ["2026-10-24 22:00/05:59", []],
    ["2026-10-25 00:00/06:00", []],
    ["2026-10-25 00:00/06:01", [421]],
    ["2027-03-28 00:00/08:00", []],
    ["2027-03-28 00:00/08:01", [421]],
    ["2026-12-31 17:00/23:59", []],
    ["2026-12-31 17:00/07:00", []],
    ["2026-12-31 16:59/07:00", [421]],
  ])("over midnight and when clocks change: %s", (text, expected) => {
    const findings = found("artist-day", [call(text)], { person: artist("musician") });
    expect(findings.map(({ measured }) => measured)).toEqual(expected);
  });
});

describe("artist-amplitude, CCNEAC XIV.2, XVII.5: 10 h", () => {
  const day = (until: string, more: Partial<Work> = {}) => [
    rehearsal("10:00/12:00", more),
    rehearsal(`18:00/${until}`, more),
  ];

  test.each<[Occupation, [string, Partial<Work>], [number, number][]]>([
    ["dancer", ["19:59", {}], []],
    ["dancer", ["20:00", {}], []],
    ["dancer", ["20:01", {}], [[601, 600]]],
    ["dancer", ["23:00", { tour: true }], []],
    ["circus_artist", ["20:00", {}], []],
    ["circus_artist", ["20:01", {}], [[601, 600]]],
    ["circus_artist", ["20:01", { tour: true }], [[601, 600]]],
    ["circus_artist", ["22:00", { first_performance_on: "2026-06-15" }], []],
    ["circus_artist", ["22:01", { first_performance_on: "2026-06-15" }], [[721, 720]]],
    ["circus_artist", ["22:00", { first_performance_on: "2026-06-16" }], [[720, 600]]],
    ["musician", ["23:00", {}], []],
  ])("%s 10:00– %o", (occupation, [until, more], expected) => {
    const findings = found("artist-amplitude", day(until, more), { person: artist(occupation) });
    expect(measuredOf(findings)).toEqual(expected);
  });

  test("says that the agreement on circus artists is not extended", () => {
    const [finding] = found("artist-amplitude", day("21:00"), { person: artist("circus_artist") });
    expect(finding).toMatchObject({
      level: "warn",
      message:
        "11 h from the beginning to the end of the day; 10 h allowed, if the employer is bound by title XVII, which is not extended",
    });
  });
});

describe("service-length, CCNEAC XIV.2, XV.2, XVI.2, XVII.5", () => {
  test.each<[Occupation, string, [number, number][]]>([
    ["dancer", "14:00/17:00", []],
    ["dancer", "14:00/17:01", [[181, 180]]],
    ["dancer", "14:00/14:30", []],
    ["musician", "14:00/15:59", [[119, 120]]],
    ["musician", "14:00/16:00", []],
    ["musician", "14:00/18:00", []],
    ["musician", "14:00/18:01", [[241, 240]]],
    ["singer", "14:00/15:59", [[119, 120]]],
    ["singer", "14:00/18:01", [[241, 240]]],
    ["circus_artist", "14:00/15:00", []],
    ["circus_artist", "14:00/18:00", []],
    ["circus_artist", "14:00/18:01", [[241, 240]]],
    ["dramatic_artist", "14:00/18:01", []],
  ])("%s %s", (occupation, hours, expected) => {
    const findings = found("service-length", [rehearsal(hours)], { person: artist(occupation) });
    expect(measuredOf(findings)).toEqual(expected);
  });

  test("a meal separates two services, a pause does not; lessons of a permanent choir may be short", () => {
    const withBreak = (pause: string) =>
      found(
        "service-length",
        [rehearsal("10:00/17:00", { breaks: [during(`2026-06-01 ${pause}`)] })],
        { person: artist("musician") },
      );
    expect(withBreak("13:00/14:00")).toEqual([]);
    expect(measuredOf(withBreak("13:00/13:59"))).toEqual([[420, 240]]);
    const person: Person = { occupation: "singer", employment: "monthly" };
    expect(found("service-length", [rehearsal("10:00/11:00")], { person })).toEqual([]);
  });
});

describe("artist-services, CCNEAC XIV.2, XVII.5: 2 a day, 3 before a first night", () => {
  const hours = ["09:00/11:00", "12:00/14:00", "15:00/17:00", "18:00/20:00"];
  const services = (count: number, more: Partial<Work> = {}) =>
    hours.slice(0, count).map((text) => rehearsal(text, more));

  test.each<[Occupation, [number, Partial<Work>], [number, number][]]>([
    ["dancer", [2, {}], []],
    ["dancer", [3, {}], [[3, 2]]],
    ["dancer", [3, { festival: true }], []],
    ["dancer", [4, { festival: true }], [[4, 3]]],
    ["dancer", [3, { first_performance_on: "2026-06-09" }], []],
    ["dancer", [3, { first_performance_on: "2026-06-10" }], [[3, 2]]],
    ["circus_artist", [2, {}], []],
    ["circus_artist", [3, { festival: true }], [[3, 2]]],
    ["circus_artist", [3, { first_performance_on: "2026-06-15" }], []],
    ["circus_artist", [3, { first_performance_on: "2026-06-16" }], [[3, 2]]],
    ["musician", [4, {}], []],
  ])("%s, %o", (occupation, [count, more], expected) => {
    const findings = found("artist-services", services(count, more), {
      person: artist(occupation),
    });
    expect(measuredOf(findings)).toEqual(expected);
  });

  test("are the rehearsals of actors elsewhere, and of technicians nowhere", () => {
    expect(found("artist-services", services(4), { person: actor })).toEqual([]);
    expect(found("artist-services", services(4), { person: technician })).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { catalogue } from "./catalogue.ts";
import { check } from "./check.ts";
import { actor, call, calls, during, found, paris, technician } from "./factory.ts";
import type { Finding } from "./finding.ts";
import type { RuleId } from "./params.ts";
import { ccneac, type Profile, profileWith } from "./profile.ts";
import type { Kind, Person, Work } from "./work.ts";

/** Figures so small that a few days of work break every rule. */
const strict = profileWith(ccneac, {
  rules: {
    "twelve-weeks": { limits: { average: 300 } },
    "working-days": { limits: { maximum: 2 } },
    "running-days": { limits: { maximum: 2 } },
    sundays: { limits: { maximum: 1 } },
    "night-worker-day": { limits: { maximum: 300, nights: 1, at_night: 30 } },
    "night-worker-weeks": { limits: { average: 300, weeks_at_night: 1, nights: 1 } },
    "artist-services": { limits: { maximum: 1, intense: 2 } },
    "shows-a-day": { limits: { maximum: 1, short: 2 } },
    "rehearsal-services": { limits: { maximum: 1, before_creation: 2 } },
  },
});

const people: Person[] = [
  technician,
  { ...technician, employment: "part_time" },
  { ...technician, employment: "monthly" },
  { ...actor, birth_date: "2009-11-01" },
  { ...actor, birth_date: "2010-10-25" },
  actor,
  actor,
  { occupation: "dancer" },
  { occupation: "musician" },
  { occupation: "singer" },
  { occupation: "circus_artist" },
];

const kinds: Kind[] = ["montage", "repetition", "representation"];

/** Calls in half hours that often touch or overlap, around the night in which clocks go back. */
const someWork = fc
  .record({
    start: fc.nat(9 * 48),
    length: fc.integer({ min: 1, max: 24 }),
    kind: fc.constantFrom(...kinds),
    employer: fc.constantFrom("own" as const, "own" as const, "outside" as const),
    pause: fc.option(fc.record({ after: fc.nat(12), length: fc.integer({ min: 1, max: 6 }) })),
    trip: fc.option(fc.record({ before: fc.nat(6), length: fc.integer({ min: 1, max: 16 }) })),
    told: fc.option(fc.nat(30)),
    first: fc.option(fc.nat(11)),
  })
  .map(({ start, length, kind, employer, pause, trip, told, first }): Omit<Work, "id"> => {
    const starts_at = paris("2026-10-20 00:00").add({ minutes: start * 30 });
    const at = (halfHours: number) => starts_at.add({ minutes: halfHours * 30 });
    const period = (from: number, halfHours: number) => ({
      starts_at: at(from),
      ends_at: at(from + halfHours),
    });
    return {
      ...period(0, length),
      time_zone: "Europe/Paris",
      kind,
      employer,
      breaks: pause === null ? [] : [period(pause.after, pause.length)],
      travel: trip === null ? [] : [period(-trip.before - trip.length, trip.length)],
      published_at: told === null ? undefined : at(-48 * told),
      changed_at: told === null ? undefined : at(-24 * told),
      first_performance_on: first === null ? undefined : `2026-10-${20 + first}`,
    };
  });

const rosters = fc
  .array(someWork, { minLength: 2, maxLength: 14 })
  .map((all) => all.map((work, i): Work => ({ ...work, id: `call ${i}` })));

/** Days of work over half a year, with some free weeks. */
const seasons = fc.uniqueArray(fc.nat(26 * 7), { minLength: 30, maxLength: 120 }).map((days) =>
  days.map((after): Work => {
    const day = Temporal.PlainDate.from("2026-09-07").add({ days: after }).toString();
    return call(after % 5 === 0 ? `${day} 21:00/05:00` : `${day} 09:00/${17 + (after % 4)}:00`);
  }),
);

/** The distance of a finding from the allowed figure. */
function excess({ measured, allowed }: Finding): number {
  return Math.abs(measured - allowed);
}

/** The findings that a call causes or worsens without being named. */
function unnamed(work: readonly Work[], person: Person, profile: Profile): Finding[] {
  const added = work.at(-1)?.id ?? "";
  const before = check(work.slice(0, -1), person, profile);
  return check(work, person, profile)
    .filter(({ works }) => !works.includes(added))
    .filter(
      (finding) =>
        !before.some(
          (known) =>
            known.rule === finding.rule &&
            known.works.some((id) => finding.works.includes(id)) &&
            excess(known) >= excess(finding),
        ),
    );
}

describe("a finding names every call that causes it", () => {
  const broken = new Set<RuleId>();

  test.each([
    ["days", { work: rosters, profile: strict, runs: 600 }],
    ["days, with the figures of the CCNEAC", { work: rosters, profile: ccneac, runs: 100 }],
    ["a season", { work: seasons, profile: strict, runs: 20 }],
  ])(
    "none appears or gets worse for a call that it does not name: %s",
    (_, { work, profile, runs }) => {
      fc.assert(
        fc.property(work, fc.constantFrom(...people), (all, person) => {
          for (const { rule } of check(all, person, profile)) broken.add(rule);
          expect(unnamed(all, person, profile)).toEqual([]);
        }),
        { numRuns: runs * inject("effort") },
      );
    },
  );

  test("all rules are tried", () => {
    expect(catalogue.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
  });
});

/** The works named by the findings of a rule. */
function worksOf(rule: RuleId, work: readonly (string | Work)[], person = technician) {
  const given = work.map((one) => (typeof one === "string" ? call(one) : one));
  return found(rule, given, { person }).map(({ measured, works }) => ({ measured, works }));
}

describe("bugs: a finding named too few calls, so planners of the others never saw it", () => {
  test("daily-rest: the evening without which the work past midnight would be of the next day", () => {
    const day = ["2026-06-02 03:00/04:00", "2026-06-02 09:00/12:00"];
    expect(worksOf("daily-rest", day)).toEqual([]);
    const evening = "2026-06-01 20:00/23:00";
    expect(worksOf("daily-rest", [evening, ...day])).toEqual([
      { measured: 300, works: [evening, ...day] },
    ]);
  });

  test("amplitude: work that goes on past midnight", () => {
    const evening = "2026-06-01 15:37/23:36";
    const night = "2026-06-01 23:36/05:18";
    expect(worksOf("amplitude", [evening])).toEqual([]);
    expect(worksOf("amplitude", [evening, night])).toEqual([
      { measured: 821, works: [evening, night] },
    ]);
  });

  test("break: work of the evening before, without which the next night would continue the day", () => {
    const [morning, night] = ["2026-10-27 05:00/13:30", "2026-10-28 00:00/06:00"];
    const evening = "2026-10-26 20:30/05:00";
    const all = [evening, morning, night];
    expect(worksOf("break", all).at(-1)).toEqual({ measured: 360, works: all });
  });

  test("weekly-rest: the call of the next Monday that cuts it short", () => {
    const week = calls("2026-06-01", 6, { hours: "09:00/18:00" });
    expect(worksOf("weekly-rest", [...week, "2026-06-08 05:00/12:00"])).toEqual([]);
    const early = "2026-06-08 04:59/12:00";
    expect(worksOf("weekly-rest", [...week, early, "2026-06-08 14:00/16:00"])).toEqual([
      { measured: 2099, works: [...week.map(({ id }) => id), early] },
    ]);
  });

  test("twelve-weeks: one more week, whose average is over the limit but not the worst", () => {
    const weeks = Array.from({ length: 13 }, (_, i) =>
      calls(Temporal.PlainDate.from("2026-01-05").add({ weeks: i }).toString(), 5, {
        hours: i < 12 ? "09:00/18:00" : "09:00/17:50",
      }),
    ).flat();
    expect(worksOf("twelve-weeks", weeks)).toEqual([
      { measured: 2700, works: weeks.map(({ id }) => id) },
    ]);
  });

  test("break: work before midnight without which the next day's pause would count", () => {
    const day = ["2026-06-02 00:10/03:00", "2026-06-02 10:00/17:00"];
    expect(worksOf("break", day)).toEqual([]);
    const late = "2026-06-01 23:00/00:05";
    expect(worksOf("break", [late, ...day])).toEqual([{ measured: 420, works: [late, ...day] }]);
  });

  test("travel-rest: the call of the travel, and all calls that begin after it", () => {
    const trip = call("2026-06-01 08:00/10:00", { travel: [during("2026-06-01 10:00/14:00")] });
    const together = ["2026-06-01 15:00/17:00", "2026-06-01 15:00/18:00"];
    expect(worksOf("travel-rest", [trip, ...together], actor)).toEqual([
      { measured: 60, works: [trip.id, ...together] },
    ]);
  });

  test.each([
    ["day", "2026-06-01 09:00/20:00", "2026-06-01 14:00/16:00"],
    ["break", "2026-06-01 09:00/20:00", "2026-06-01 14:00/16:00"],
    ["night", "2026-06-01 22:00/06:00", "2026-06-02 01:00/02:00"],
  ] as const)("%s: work that other work covers", (rule, long, short) => {
    expect(worksOf(rule, [long, short])[0]?.works).toEqual([long, short]);
  });
});

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { check } from "./check.ts";
import { actor, paris, technician } from "./factory.ts";
import type { Finding } from "./finding.ts";
import { ccneac, codeDuTravail, profileWith } from "./profile.ts";
import { reach } from "./reach.ts";
import type { Kind, Person, Work } from "./work.ts";

const DAY = 86_400_000;

describe("reach", () => {
  test("is how far the rules of a profile look", () => {
    const season = { days: 84, minutes: 12 * 2400 };
    expect(reach(codeDuTravail)).toEqual({ days: 16, season, year: undefined });
    expect(reach(ccneac)).toEqual({ days: 16, season, year: { days: 366, sundays: 20 } });
  });

  test("depends on the figures of an agreement, and on which rules are on", () => {
    const house = profileWith(ccneac, {
      rules: {
        "running-days": { limits: { maximum: 12 } },
        "night-worker-weeks": { limits: { average: 2300 } },
        "weekly-rest": { limits: { daily: 7 * 1440 } },
        sundays: { on: false },
      },
    });
    const season = { days: 84, minutes: 12 * 2300 };
    expect(reach(house)).toEqual({ days: 28, season, year: undefined });
    expect(reach({ id: "none", rules: {} })).toEqual({
      days: 0,
      season: undefined,
      year: undefined,
    });
  });

  test("is the widest of several profiles", () => {
    const strict = profileWith(codeDuTravail, {
      rules: { "twelve-weeks": { limits: { average: 2100 } } },
    });
    expect(reach(strict, ccneac)).toEqual({
      days: 16,
      season: { days: 84, minutes: 12 * 2100 },
      year: { days: 366, sundays: 20 },
    });
  });
});

const kinds: Kind[] = ["montage", "repetition", "representation"];

/** Calls in Paris and Cayenne, over two months. */
const rosters = fc
  .array(
    fc.record({
      start: fc.nat(60 * 24),
      length: fc.integer({ min: 1, max: 14 }),
      kind: fc.constantFrom(...kinds),
      time_zone: fc.constantFrom("Europe/Paris", "Europe/Paris", "America/Cayenne"),
      trip: fc.option(fc.integer({ min: 1, max: 8 })),
    }),
    { minLength: 20, maxLength: 70 },
  )
  .map((all) =>
    all.map(({ start, length, kind, time_zone, trip }, i): Work => {
      const starts_at = paris("2026-10-01 00:00").add({ hours: start });
      const at = (hours: number) => starts_at.add({ hours });
      return {
        id: `call ${i}`,
        starts_at,
        ends_at: at(length),
        time_zone,
        kind,
        employer: "own",
        travel: trip === null ? [] : [{ starts_at: at(-trip), ends_at: starts_at }],
      };
    }),
  );

const people: Person[] = [
  { ...technician, employment: "part_time" },
  { ...actor, birth_date: "2009-11-01" },
  { occupation: "musician" },
  { occupation: "circus_artist" },
];

const averages: ReadonlySet<string> = new Set(["twelve-weeks", "night-worker-weeks"]);
const followed: ReadonlySet<string> = new Set(["running-days", ...averages]);

/** The figures of a long streak or an average depend on how much was read, so they are left out. */
function comparable({ rule, measured }: Finding) {
  return followed.has(rule) ? { rule } : { rule, measured };
}

test.each([
  ["code du travail", codeDuTravail],
  ["CCNEAC", profileWith(ccneac, { rules: { sundays: { on: false } } })],
])("work beyond the reach does not change the findings about a call: %s", (_, profile) => {
  const { days, season } = reach(profile);
  fc.assert(
    fc.property(rosters, fc.constantFrom(...people), fc.boolean(), (work, person, isSeason) => {
      const [asked] = work;
      if (asked === undefined) return;
      const around = (isSeason ? (season?.days ?? 0) : days) * DAY;
      const from = asked.starts_at.epochMilliseconds - around;
      const to = asked.ends_at.epochMilliseconds + around;
      const read = work.filter(
        ({ starts_at, ends_at }) =>
          starts_at.epochMilliseconds < to && ends_at.epochMilliseconds > from,
      );
      const about = (some: readonly Work[]) =>
        check(some, person, profile)
          .filter(({ rule }) => isSeason || !averages.has(rule))
          .filter(({ works }) => works.includes(asked.id))
          .map(comparable);
      expect(about(read)).toEqual(about(work));
    }),
    { numRuns: 60 * inject("effort") },
  );
});

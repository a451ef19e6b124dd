import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { catalogue } from "./catalogue.ts";
import { check } from "./check.ts";
import { actor, call, paris, technician } from "./factory.ts";
import type { Finding } from "./finding.ts";
import type { RuleId } from "./params.ts";
import { ccneac, codeDuTravail, type Profile, profileWith } from "./profile.ts";
import { type Change, watch } from "./watch.ts";
import type { Kind, Person, Work } from "./work.ts";

/** Figures so small that a few days of work break every rule. */
const strict = profileWith(ccneac, {
  rules: {
    "twelve-weeks": { limits: { average: 300 } },
    "working-days": { limits: { maximum: 2 } },
    "running-days": { limits: { maximum: 2 } },
    sundays: { limits: { maximum: 1 } },
    "night-worker-day": { limits: { maximum: 300, nights: 1, at_night: 30 } },
    "night-worker-weeks": { limits: { average: 300, weeks_at_night: 1, nights: 1, at_night: 30 } },
    "artist-services": { limits: { maximum: 1, intense: 2 } },
    "shows-a-day": { limits: { maximum: 1, short: 2 } },
    "rehearsal-services": { limits: { maximum: 1, before_creation: 1 } },
  },
});

/** A day of work of 5 h, and so 19 h of rest: days of work depend on what is further away. */
const short = profileWith(ccneac, {
  rules: {
    amplitude: { limits: { maximum: 300, extended: 360 } },
    "daily-rest": { limits: { minimum: 1300, reduced: 1200 } },
    "weekly-rest": { limits: { weekly: 2 * 1440 } },
  },
});

const profiles: Profile[] = [strict, ccneac, codeDuTravail, short];

const people: Person[] = [
  technician,
  { ...technician, employment: "part_time" },
  { ...technician, employment: "monthly" },
  { occupation: "security" },
  { occupation: "musician" },
  { occupation: "dancer" },
  { occupation: "singer" },
  { occupation: "circus_artist" },
  actor,
  actor,
  { ...actor, birth_date: "2009-11-01" },
  { ...actor, birth_date: "2010-10-25" },
];

const kinds: Kind[] = ["montage", "repetition", "representation"];

/** Both changes of clocks, and a new reference period. */
const starts = ["2026-08-20 00:00", "2026-10-01 00:00", "2027-03-05 00:00"];

function someWork({ days, zones }: { days: number; zones: string[] }) {
  return fc
    .record({
      start: fc.nat(days * 48),
      length: fc.integer({ min: 1, max: 26 }),
      kind: fc.constantFrom(...kinds),
      time_zone: fc.constantFrom(...zones),
      employer: fc.constantFrom("own" as const, "own" as const, "outside" as const),
      pause: fc.option(fc.record({ after: fc.nat(12), length: fc.integer({ min: 1, max: 6 }) })),
      trip: fc.option(fc.record({ before: fc.nat(6), length: fc.integer({ min: 1, max: 16 }) })),
      told: fc.option(fc.nat(30)),
      changed: fc.option(fc.nat(9)),
      first: fc.option(fc.nat(30)),
    })
    .map((made) => (from: string, id: string): Work => {
      const { start, length, kind, employer, pause, trip, told, changed, first, time_zone } = made;
      const starts_at = paris(from).add({ minutes: start * 30 });
      const at = (halfHours: number) => starts_at.add({ minutes: halfHours * 30 });
      const period = (begin: number, halfHours: number) => ({
        starts_at: at(begin),
        ends_at: at(begin + halfHours),
      });
      const day = Temporal.PlainDate.from(from.slice(0, 10)).add({ days: first ?? 0 });
      return {
        id,
        ...period(0, length),
        time_zone,
        kind,
        employer,
        breaks: pause === null ? [] : [period(pause.after, pause.length)],
        travel: trip === null ? [] : [period(-trip.before - trip.length, trip.length)],
        published_at: told === null ? undefined : at(-48 * told),
        changed_at: changed === null ? undefined : at(-24 * changed),
        first_performance_on: first === null ? undefined : day.toString(),
      };
    });
}

interface Case {
  work: Work[];
  added: Work;
}

function cases(days: number, most: number, zones = ["Europe/Paris"]): fc.Arbitrary<Case> {
  const some = someWork({ days, zones });
  return fc
    .record({
      from: fc.constantFrom(...starts),
      all: fc.array(some, { minLength: 1, maxLength: most }),
      added: some,
    })
    .map(({ from, all, added }) => ({
      work: all.map((make, i) => make(from, `call ${i}`)),
      added: added(from, "added"),
    }));
}

/** Regular days of work over half a year, with some free days: streaks, rests and averages meet their limits. */
const seasons: fc.Arbitrary<Case> = fc
  .record({
    free: fc.uniqueArray(fc.nat(26 * 7), { minLength: 20, maxLength: 60 }),
    late: fc.nat(6),
    outside: fc.integer({ min: 2, max: 9 }),
    added: fc.nat(26 * 7),
    length: fc.integer({ min: 1, max: 14 }),
  })
  .map(({ free, late, outside, added, length }) => {
    const first = paris("2026-09-07 09:00");
    const on = (day: number, hours: number) => ({
      starts_at: first.add({ hours: day * 24 + (day % (late + 1)) }),
      ends_at: first.add({ hours: day * 24 + (day % (late + 1)) + hours }),
    });
    const days = Array.from({ length: 26 * 7 }, (_, day) => day).filter(
      (day) => !free.includes(day),
    );
    const work = days.map((day) =>
      call("2026-09-07 09:00/10:00", {
        id: `day ${day}`,
        ...on(day, 7 + (day % 3)),
        employer: day % outside === 0 ? "outside" : "own",
      }),
    );
    return { work, added: call("2026-09-07 09:00/10:00", { id: "added", ...on(added, length) }) };
  });

function missing(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const known = new Set(others.map((other) => JSON.stringify(other)));
  return findings.filter((finding) => !known.has(JSON.stringify(finding)));
}

/** The difference of two checks of all work. */
function difference(before: readonly Finding[], after: readonly Finding[]): Change {
  return { added: missing(after, before), removed: missing(before, after) };
}

/** Short services of rehearsal. */
const rehearsals: fc.Arbitrary<Case> = fc
  .uniqueArray(fc.nat(23), { minLength: 8, maxLength: 20 })
  .map(([added = 0, ...starting]) => {
    const service = (place: number, id: string): Work => {
      const [day, hour] = [24 + Math.floor(place / 8), 10 + (place % 8)];
      return call(`2026-10-${day} ${hour}:00/${hour}:30`, { id, kind: "repetition" });
    };
    return {
      work: starting.map((place) => service(place, `service ${place}`)),
      added: service(added, "added"),
    };
  });

describe("what watched work answers is the difference of two checks", () => {
  const changed = new Set<RuleId>();

  test.each([
    ["days that touch or overlap", cases(3, 10), 400],
    ["a week", cases(9, 14), 500],
    ["weeks", cases(45, 40), 200],
    ["several time zones", cases(30, 30, ["Europe/Paris", "America/Cayenne", "Asia/Tokyo"]), 100],
    ["services of rehearsal", rehearsals, 60],
    ["a season", seasons, 120],
  ])("%s", (_, given, runs) => {
    fc.assert(
      fc.property(
        given,
        fc.constantFrom(...people),
        fc.constantFrom(strict, strict, ...profiles),
        ({ work, added }, person, profile) => {
          const watched = watch(work, person, profile);
          const before = check(work, person, profile);
          const checked = (then: readonly Work[]) =>
            difference(before, check(then, person, profile));
          const coming = checked([...work, added]);
          for (const { rule } of [...coming.added, ...coming.removed]) changed.add(rule);
          expect(watched.with(added)).toEqual(coming);
          const some = work.filter((_one, i) => i % Math.ceil(work.length / 3) === 0);
          for (const { id } of some) {
            const others = work.filter((other) => other.id !== id);
            expect(watched.without(id)).toEqual(checked(others));
            expect(watched.with({ ...added, id })).toEqual(checked([...others, { ...added, id }]));
          }
        },
      ),
      // Each run makes a dozen checks.
      { numRuns: runs * Math.min(inject("effort"), 3) },
    );
  });

  test("all rules are tried", () => {
    const rules = catalogue.map(({ id }) => id);
    expect(rules.filter((id) => !changed.has(id))).toEqual([]);
  });
});

test("a call changes the weekly rest of a week long after, where each takes that of the next", () => {
  // From Sunday to Monday there is one rest for two weeks.
  const weeks = Array.from({ length: 10 }, (_, i) =>
    Temporal.PlainDate.from("2026-06-02").add({ weeks: i }),
  );
  const work = weeks.flatMap((tuesday, i) => [
    ...[0, 1, 2, 3].map((days) => call(`${tuesday.add({ days }).toString()} 00:00/01:00`)),
    call(`${tuesday.add({ days: 4 }).toString()} 00:00/00:00`),
    ...(i === 9 ? [call(`${tuesday.add({ days: 5 }).toString()} 09:00/18:00`)] : []),
  ]);
  work.push(call("2026-06-01 12:00/13:00"));
  const { added, removed } = watch(work, technician).without("2026-06-03 00:00/01:00");
  expect(added).toEqual([]);
  const rests = removed.filter(({ rule }) => rule === "weekly-rest");
  expect(rests.map(({ period }) => period.start)).toEqual([
    paris("2026-08-03 00:00").epochMilliseconds,
  ]);
});

test("an absence changes nothing, and in place of a call takes that away", () => {
  const show = call("2026-06-01 20:00/01:30");
  const early = call("2026-06-02 06:00/10:00");
  const absent = (one: Work): Work => ({ ...one, category: "illness" });
  const nothing = { added: [], removed: [] };
  expect(watch([show], technician, ccneac).with(absent(early))).toEqual(nothing);
  expect(watch([show, absent(early)], technician, ccneac).without(early.id)).toEqual(nothing);
  const watched = watch([show, early], technician, ccneac);
  expect(watched.without(early.id).removed).not.toEqual([]);
  expect(watched.with(absent(early))).toEqual(watched.without(early.id));
});

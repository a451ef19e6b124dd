import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { check } from "./check.ts";
import { actor, call, calls, during, found, paris, technician } from "./factory.ts";
import type { Finding } from "./finding.ts";
import { ccneac, codeDuTravail } from "./profile.ts";
import type { Employment, Kind, Person, Work } from "./work.ts";

const kinds: Kind[] = ["montage", "balance", "repetition", "representation", "demontage", "autre"];

/** Calls within two weeks around the night in which clocks go back. */
const rosters = fc.uniqueArray(
  fc
    .record({
      start: fc.nat(14 * 96),
      length: fc.integer({ min: 1, max: 60 }),
      kind: fc.constantFrom(...kinds),
      employer: fc.constantFrom("own" as const, "outside" as const),
    })
    .map(({ start, length, kind, employer }): Work => {
      const starts_at = paris("2026-10-19 00:00").add({ minutes: start * 15 });
      const ends_at = starts_at.add({ minutes: length * 15 });
      const id = `${start}+${length} ${kind} ${employer}`;
      return { id, starts_at, ends_at, time_zone: "Europe/Paris", kind, employer };
    }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 16 },
);

const minor = { ...actor, birth_date: Temporal.PlainDate.from("2010-10-25") };

describe("check", () => {
  test("findings do not depend on the order of the work", () => {
    fc.assert(
      fc.property(
        rosters.chain((work) =>
          fc.tuple(fc.constant(work), fc.shuffledSubarray(work, { minLength: work.length })),
        ),
        fc.constantFrom(technician, minor),
        ([work, shuffled], person) => {
          expect(check(shuffled, person, ccneac)).toEqual(check(work, person, ccneac));
        },
      ),
      { numRuns: 15 * inject("effort") },
    );
  });

  test("work and findings are plain data if instants and dates are", () => {
    const plain = ({ starts_at, ends_at, ...work }: Work): Work => ({
      ...work,
      starts_at: { epochMilliseconds: starts_at.epochMilliseconds },
      ends_at: { epochMilliseconds: ends_at.epochMilliseconds },
      first_performance_on: "2026-11-05",
    });
    const inTemporal = (work: Work): Work => ({
      ...work,
      first_performance_on: Temporal.PlainDate.from("2026-11-05"),
    });
    fc.assert(
      fc.property(rosters, (roster) => {
        const work: Work[] = JSON.parse(JSON.stringify(roster.map(plain)));
        const findings = check(work, { ...minor, birth_date: "2010-10-25" }, ccneac);
        expect(findings).toEqual(check(roster.map(inTemporal), minor, ccneac));
        expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
      }),
      { numRuns: 15 * inject("effort") },
    );
  });

  test("more work never removes a finding of minor-weekly-rest", () => {
    const worst = (findings: Finding[]) =>
      Math.min(Infinity, ...findings.map(({ measured }) => measured));
    fc.assert(
      fc.property(rosters, rosters, (work, more) => {
        const before = found("minor-weekly-rest", work, { person: minor });
        const after = found("minor-weekly-rest", [...work, ...more], { person: minor });
        expect(worst(after)).toBeLessThanOrEqual(worst(before));
      }),
      { numRuns: 20 * inject("effort") },
    );
  });

  test("checks against the code du travail when no profile is given", () => {
    const work = calls("2026-06-04", 7, { hours: "09:00/21:00" });
    expect(check(work, technician)).toEqual(check(work, technician, codeDuTravail));
  });

  describe("all employers together", () => {
    const own = call("2026-06-01 20:00/23:00");
    const elsewhere = call("2026-06-02 08:00/12:00", { employer: "outside" });

    test("an artist's work for others warns, L8261-3 1°; a technician's blocks, L8261-1", () => {
      const levels = (person: Person, work: Work[]) =>
        found("daily-rest", work, { person }).map(({ level }) => level);
      expect(levels(actor, [own, elsewhere])).toEqual(["warn"]);
      expect(levels(technician, [own, elsewhere])).toEqual(["block"]);
      const both = [own, elsewhere, call("2026-06-02 09:00/10:00")];
      expect(levels(actor, both)).toEqual(["block"]);
    });

    test("a minor's work for others blocks, as artist too", () => {
      const child = { ...actor, birth_date: "2012-01-01" };
      const findings = found("minor-rest", [own, elsewhere], { person: child });
      expect(findings).toMatchObject([{ level: "block" }]);
    });
  });

  describe("whom the labour code does not bind", () => {
    const long = [call("2026-06-01 08:00/23:00")];
    const levels = (employment: Employment) =>
      new Set(
        check(long, { ...technician, employment }, ccneac)
          .filter(({ rule }) => rule === "day" || rule === "amplitude")
          .map(({ rule, level }) => `${rule} ${level}`),
      );

    test.each([
      ["cddu", ["day block", "amplitude block"]],
      ["forfait_jours", ["amplitude block"]],
      ["cadre_dirigeant", []],
      ["volunteer", ["day warn", "amplitude warn"]],
      ["trainee", ["day warn", "amplitude warn"]],
    ] as const)("%s", (employment, expected) => {
      expect(levels(employment)).toEqual(new Set(expected));
    });
  });

  test("finds nothing in no work", () => {
    expect(check([], minor, ccneac)).toEqual([]);
  });

  test("findings are in order of time", () => {
    const findings = check(calls("2026-06-01", 14, { hours: "08:00/23:00" }), technician, ccneac);
    const starts = findings.map(({ period }) => period.start);
    expect(starts.length).toBeGreaterThan(20);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  test("reads each work's days in its own zone", () => {
    // 22:00 to 08:00 in Paris is one civil day, 16:00 to 02:00, nowhere; in Tokyo it is 05:00 to 15:00.
    const period = during("2026-06-01 22:00/08:01");
    expect(found("day", [call("2026-06-01 22:00/08:01")])).toEqual([]);
    const inTokyo = call("2026-06-01 22:00/08:01", { ...period, time_zone: "Asia/Tokyo" });
    expect(found("day", [inTokyo])).toMatchObject([{ measured: 601 }]);
  });

  test("checks 10,000 calls, over 14 years", () => {
    const work = calls("2026-01-01", 5000, { hours: "09:00/13:00" }).concat(
      calls("2026-01-01", 5000, { hours: "14:00/18:30" }),
    );
    const findings = check(work, technician, ccneac);
    expect(findings.filter(({ rule }) => rule === "running-days")).toMatchObject([
      { measured: 5000 },
    ]);
    expect(findings.filter(({ rule }) => rule === "week").length).toBeGreaterThan(700);
  });

  test.each([
    ["a call", { ends_at: paris("2026-06-01 09:00") }],
    [
      "a break",
      { breaks: [{ starts_at: paris("2026-06-01 12:00"), ends_at: paris("2026-06-01 11:00") }] },
    ],
    [
      "travel",
      { travel: [{ starts_at: paris("2026-06-01 08:00"), ends_at: paris("2026-06-01 08:00") }] },
    ],
  ])("refuses %s that does not end after it begins", (_, wrong) => {
    const work = [call("2026-06-01 09:00/12:00", { id: "load-in", ...wrong })];
    expect(() => check(work, actor)).toThrow(
      new RangeError("Work load-in: ends_at is not after starts_at"),
    );
  });

  test("refuses an unknown time zone", () => {
    expect(() =>
      check([call("2026-06-01 09:00/12:00", { time_zone: "Europe/Lutece" })], actor),
    ).toThrow(RangeError);
  });
});

describe("what only counters read", () => {
  const declared = fc.record({
    cachets: fc.constantFrom(0, 1, 12),
    annexe: fc.constantFrom(8 as const, 10 as const),
    employer_key: fc.constantFrom("Opéra", "Cirque"),
    category: fc.constantFrom("work" as const, "general" as const),
  });

  test("changes no finding: a cachet is no working time", () => {
    fc.assert(
      fc.property(rosters, fc.infiniteStream(declared), (work, stream) => {
        const with_cachets = work.map((one) => ({ ...one, ...stream.next().value }));
        for (const person of [technician, actor, minor])
          expect(check(with_cachets, person, ccneac)).toEqual(check(work, person, ccneac));
      }),
      { numRuns: 50 * inject("effort") },
    );
  });

  test("absences are no work", () => {
    fc.assert(
      fc.property(rosters, rosters, (work, absent) => {
        const absences = absent.map((one): Work => ({
          ...one,
          id: `absent ${one.id}`,
          category: "maternity",
        }));
        expect(check([...work, ...absences], technician, ccneac)).toEqual(
          check(work, technician, ccneac),
        );
      }),
      { numRuns: 50 * inject("effort") },
    );
  });
});

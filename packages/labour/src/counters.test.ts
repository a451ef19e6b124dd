import { describe, expect, test } from "vitest";
import { counters } from "./counters.ts";
import { actor, call, calls, technician } from "./factory.ts";
import type { Person, Work } from "./work.ts";

const newYear = Temporal.PlainDate.from("2027-01-01");

describe("counters: 507 h over 12 months", () => {
  // 50 calls of 10 h, five days a week, and one more.
  const months = ["02", "03", "04", "05", "06"].flatMap((month) =>
    calls(`2026-${month}-01`, 10, { hours: "08:00/18:00" }),
  );
  test.each([
    ["2026-07-01 09:00/15:59", 30419],
    ["2026-07-01 09:00/16:00", 30420],
    ["2026-07-01 09:00/16:01", 30421],
  ])("500 h and %s", (last, measured) => {
    const { hours } = counters([...months, call(last)], technician, newYear);
    expect(hours).toEqual({
      indicative: true,
      measured,
      allowed: 30420,
      unit: "minutes",
      reference: "Convention d’assurance chômage du 15-11-2024",
    });
  });

  test.each([
    ["2024-12-31", "Décret 2019-797"],
    ["2025-01-01", "Convention d’assurance chômage du 15-11-2024"],
  ])("names the text in force on %s", (asOf, reference) => {
    const counted = counters(
      [call("2024-12-01 10:00/14:00")],
      technician,
      Temporal.PlainDate.from(asOf),
    );
    expect(counted.hours.reference).toBe(reference);
    expect(counted.months[0]?.cachets.reference).toBe(`${reference}, annexe 8`);
  });

  test("counts nothing up to the end of the contract that opened the present rights", () => {
    const work = [
      call("2026-03-01 10:00/14:00"),
      call("2026-03-02 10:00/14:00"),
      call("2026-03-03 10:00/14:00"),
    ];
    const since = Temporal.PlainDate.from("2026-03-02");
    const { hours, from } = counters(work, technician, { asOf: newYear, since });
    expect([hours.measured, from.toString()]).toEqual([240, "2026-03-03"]);
    const longAgo = Temporal.PlainDate.from("2020-01-01");
    const whole = counters(work, technician, { asOf: newYear, since: longAgo });
    expect([whole.hours.measured, whole.from.toString()]).toEqual([720, "2026-01-01"]);
  });

  test("tells when the last work that counts ended", () => {
    const work = [
      call("2026-03-31 20:00/00:00"),
      call("2026-04-02 10:00/14:00", { employer: "outside", category: "general" }),
    ];
    const last = (some: typeof work) => counters(some, technician, newYear).last_contract_on;
    expect(last(work)?.toString()).toBe("2026-03-31");
    expect(last([...work, call("2026-05-31 20:00/01:00")])?.toString()).toBe("2026-06-01");
    expect(last([])).toBeNull();
  });

  test("counts from the same date of the year before, without the date itself", () => {
    const work = [
      call("2025-12-31 10:00/14:00"),
      call("2026-01-01 10:00/14:00"),
      call("2026-12-31 10:00/14:00"),
      call("2027-01-01 10:00/14:00"),
    ];
    expect(counters(work, technician, newYear)).toMatchObject({
      hours: { measured: 480 },
      months: [{ month: "2026-01" }, { month: "2026-12" }],
    });
  });

  test("counts overlapping work once, and no breaks", () => {
    const work = [
      call("2026-06-01 10:00/14:00"),
      call("2026-06-01 12:00/16:00", { employer: "outside" }),
    ];
    expect(counters(work, technician, newYear).hours.measured).toBe(360);
  });
});

describe("counters, monthly caps", () => {
  const work = calls("2026-06-01", 21, { hours: "08:00/18:00" });

  test("annexe 8: 208 h, 250 h with work for others", () => {
    const alone = counters(work, technician, newYear);
    expect(alone.months).toMatchObject([
      {
        month: "2026-06",
        hours: { indicative: true, measured: 12600, allowed: 12480 },
        cachets: { allowed: null },
      },
    ]);
    expect(alone.hours.measured).toBe(12480);
    const outside = call("2026-06-25 10:00/14:00", { employer: "outside" });
    const several = counters([...work, outside], technician, newYear);
    expect(several.months).toMatchObject([{ hours: { measured: 12840, allowed: 15000 } }]);
    expect(several.hours.measured).toBe(12840);
  });

  test("annexe 10: 28 cachets, of 12 h each", () => {
    const shows = calls("2026-06-01", 29, { hours: "20:00/22:00", cachets: 1 });
    const counted = counters(shows, actor, newYear);
    expect(counted.months).toMatchObject([
      {
        cachets: { indicative: true, measured: 29, allowed: 28, unit: "cachets" },
        hours: { allowed: null },
      },
    ]);
    expect(counted.hours.measured).toBe(28 * 720);
    expect(counters(shows, { ...actor, annexe: 8 }, newYear).hours.measured).toBe(29 * 720);
  });

  /** Hours of technicians in June: 21 days of 10 h. */
  const months = (more: Work[], person: Person = technician) =>
    counters([...work, ...more], person, newYear).months.map(({ annexe, employers, hours }) => ({
      annexe,
      employers,
      allowed: hours.allowed,
    }));
  const elsewhere = (more: Partial<Work> = {}) =>
    call("2026-06-25 10:00/14:00", { employer: "outside", ...more });

  test("are of each work's annexe, not of the person's", () => {
    const shows = calls("2026-06-01", 29, {
      hours: "20:00/22:00",
      cachets: 1,
      employer: "outside",
      annexe: 10,
    });
    const counted = counters([...work, ...shows], technician, newYear);
    expect(counted.months).toMatchObject([
      {
        annexe: 8,
        employers: 1,
        hours: { measured: 12600, allowed: 12480 },
        cachets: { measured: 0 },
      },
      { annexe: 10, employers: 1, hours: { measured: 0, allowed: null }, cachets: { allowed: 28 } },
    ]);
    expect(counted.hours.measured).toBe(12480 + 28 * 720);
    expect(counters(shows, { ...actor, annexe: 8 }, newYear).hours.measured).toBe(28 * 720);
  });

  test("several employers are told apart by their key, in the same month and annexe", () => {
    const others = work.map((one): Work => ({
      ...one,
      employer: "outside",
      employer_key: "Opéra",
    }));
    const allowed = (more: Work) =>
      counters([...others, more], technician, newYear).months[0]?.hours.allowed;
    expect(allowed(elsewhere({ employer_key: "Opéra" }))).toBe(12480);
    expect(allowed(elsewhere({ employer_key: "Cirque" }))).toBe(15000);
    expect(months([elsewhere()])).toEqual([{ annexe: 8, employers: 2, allowed: 15000 }]);
    expect(months([elsewhere({ annexe: 10 })])).toEqual([
      { annexe: 8, employers: 1, allowed: 12480 },
      { annexe: 10, employers: 1, allowed: null },
    ]);
    expect(months([call("2026-07-01 10:00/14:00", { employer: "outside" })])).toEqual([
      { annexe: 8, employers: 1, allowed: 12480 },
      { annexe: 8, employers: 1, allowed: 12480 },
    ]);
  });

  test("work of the general scheme does not count, nor opens the cap of several employers", () => {
    expect(months([elsewhere({ category: "general" })])).toEqual([
      { annexe: 8, employers: 1, allowed: 12480 },
    ]);
    const bar = counters([elsewhere({ category: "general" })], technician, newYear);
    expect([bar.hours.measured, bar.by_day.measured, bar.months]).toEqual([0, 240, []]);
  });

  test("front-of-house staff have no annexe, but for a stated one", () => {
    const counted = (person: Person, more: Partial<Work> = {}) =>
      counters([elsewhere(more)], person, newYear).hours.measured;
    expect(counted({ occupation: "front_of_house" })).toBe(0);
    expect(counted({ occupation: "front_of_house", annexe: 8 })).toBe(240);
    expect(counted({ occupation: "front_of_house" }, { annexe: 10 })).toBe(240);
    expect(counted({ occupation: "front_of_house" }, { annexe: 10, cachets: 1 })).toBe(720);
    expect(counted({ occupation: "front_of_house" }, { cachets: 1 })).toBe(0);
  });

  test("a cachet is no working time", () => {
    const show = call("2026-06-01 23:00/01:00", { cachets: 2 });
    const { hours, night, by_day } = counters([show], actor, newYear);
    expect([hours, night, by_day].map(({ measured }) => measured)).toEqual([1440, 60, 60]);
  });

  test.each([-1, Number.NaN, Infinity])("refuses %d cachets", (cachets) => {
    expect(() => counters([call("2026-06-01 20:00/22:00", { cachets })], actor, newYear)).toThrow(
      "Work 2026-06-01 20:00/22:00: cachets is a number from 0 on",
    );
  });
});

describe("counters, L3122-20: night is 00:00–07:00", () => {
  test("splits hours at its beginning and its end", () => {
    const { night, by_day } = counters([call("2026-06-01 22:00/08:00")], technician, newYear);
    expect(night).toMatchObject({
      indicative: true,
      measured: 420,
      allowed: null,
      reference: "Code du travail L3122-20",
    });
    expect(by_day.measured).toBe(180);
  });
});

describe("counters, what counts besides work", () => {
  /** So many hours, on days of 8 h and a rest. */
  function hoursOf(hours: number, more: Partial<Work>): Work[] {
    const days = calls("2026-02-01", Math.floor(hours / 8), { hours: "09:00/17:00", ...more });
    return hours % 8 === 0
      ? days
      : [...days, call(`2026-01-05 02:00/0${2 + (hours % 8)}:00`, more)];
  }
  const teaching = { employer: "outside", category: "teaching" } as const;
  const training = { employer: "outside", category: "training" } as const;
  const hours = (work: Work[], person = technician) =>
    counters(work, person, newYear).hours.measured / 60;

  test.each([
    [69, 69],
    [70, 70],
    [71, 70],
    [121, 70],
  ])("teaching: %d h count %d", (given, counted) => {
    expect(hours(hoursOf(given, teaching))).toBe(counted);
  });

  test.each([
    ["1977-01-01", 119, 119],
    ["1977-01-01", 120, 120],
    ["1977-01-01", 121, 120],
    ["1977-01-02", 121, 70],
  ])("teaching: of a person born on %s, %d h count %d", (birth_date, given, counted) => {
    const person: Person = { ...technician, birth_date };
    expect(hours(hoursOf(given, teaching), person)).toBe(counted);
    const { allowed } = counters([], person, newYear).teaching;
    expect(allowed).toBe(birth_date === "1977-01-01" ? 7200 : 4200);
  });

  test.each([
    [337, 337],
    [338, 338],
    [339, 338],
  ])("training: %d h count %d", (given, counted) => {
    expect(hours(hoursOf(given, training))).toBe(counted);
  });

  test("training and teaching share 338 h, and teaching keeps its own cap", () => {
    const taught = hoursOf(80, teaching).map((one) => ({ ...one, id: `taught ${one.id}` }));
    const both = (trained: number) => [...taught, ...hoursOf(trained, training)];
    expect(hours(both(267))).toBe(337);
    expect(hours(both(268))).toBe(338);
    expect(hours(both(269))).toBe(338);
  });

  test.each(["illness", "maternity", "accident"] as const)(
    "%s: 5 h a day, once a day",
    (category) => {
      const absences = [
        call("2026-03-02 00:00/00:00", { employer: "outside", category }),
        call("2026-03-02 09:00/12:00", { employer: "outside", category }),
        call("2026-03-03 00:00/00:00", { employer: "outside", category }),
      ];
      const counted = counters(absences, technician, newYear);
      expect(counted.hours.measured).toBe(600);
      expect(counted.absences).toMatchObject({ measured: 600, allowed: null });
      expect([counted.night.measured, counted.by_day.measured, counted.months]).toEqual([0, 0, []]);
    },
  );

  test("are of no month, and open no cap of several employers", () => {
    const counted = counters(
      [call("2026-06-01 10:00/14:00"), ...hoursOf(8, teaching)],
      technician,
      newYear,
    );
    expect(counted.months).toMatchObject([{ month: "2026-06", employers: 1 }]);
  });
});

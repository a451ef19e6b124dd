import { describe, expect, test } from "vitest";
import type { WeekDecision } from "./decision.ts";
import { call, calls, found } from "./factory.ts";
import { ccneac, nearestProfile, profileWith } from "./profile.ts";

function deciding(decision: Partial<WeekDecision>): WeekDecision {
  return {
    number: "2026-17",
    decided_on: "2026-05-20",
    from: "2026-06-01",
    until: "2026-06-07",
    maximum: 3600,
    ...decision,
  };
}

function measured(work: Parameters<typeof found>[1], ...decisions: WeekDecision[]) {
  const profile = profileWith(ccneac, { decisions });
  return found("week", work, { profile }).map(({ measured: is, allowed }) => [is, allowed]);
}

/** 48 h in the week of 1 June 2026. */
const usual = calls("2026-06-01", 6, { hours: "09:00/17:00" });

/** 60 h in it. */
const decided = calls("2026-06-01", 6, { hours: "09:00/19:00" });

describe("a decision of the authority on the week, L3121-21", () => {
  test("allows its maximum: just under, at, and just over", () => {
    expect(measured(decided)).toEqual([[3600, 2880]]);
    expect(measured(decided.slice(0, 5), deciding({}))).toEqual([]);
    expect(measured(decided, deciding({}))).toEqual([]);
    const over = [...decided, call("2026-06-07 09:00/09:01")];
    expect(measured(over, deciding({}))).toEqual([[3601, 3600]]);
    expect(measured(usual, deciding({}))).toEqual([]);
  });

  test("holds for weeks wholly within it, from Monday to Sunday", () => {
    expect(measured(decided, deciding({ from: "2026-06-02" }))).toEqual([[3600, 2880]]);
    expect(measured(decided, deciding({ until: "2026-06-06" }))).toEqual([[3600, 2880]]);
    expect(measured(decided, deciding({ from: "2026-05-31", until: "2026-06-08" }))).toEqual([]);
  });

  test("holds over the turn of the year, and in the week in which clocks go back", () => {
    const newYear = calls("2026-12-28", 6, { hours: "09:00/19:00" });
    expect(measured(newYear, deciding({ from: "2026-12-28", until: "2027-01-03" }))).toEqual([]);
    // The night from Saturday to Sunday has one hour more: 50 h and 10 h.
    const night = [
      ...calls("2026-10-19", 5, { hours: "09:00/19:00" }),
      call("2026-10-24 20:00/05:00"),
    ];
    const autumn = deciding({ from: "2026-10-19", until: "2026-10-25" });
    expect(measured(night, autumn)).toEqual([]);
    expect(measured(night, { ...autumn, maximum: 3599 })).toEqual([[3600, 3599]]);
  });

  test("of several, the widest counts", () => {
    const narrow = deciding({ number: "2026-18", maximum: 3000 });
    expect(measured(decided, narrow)).toEqual([[3600, 3000]]);
    expect(measured(decided, narrow, deciding({}))).toEqual([]);
  });

  test("is over 48 h, and never over 60 h", () => {
    expect(profileWith(ccneac, { decisions: [deciding({ maximum: 2881 })] }).decisions).toEqual([
      deciding({ maximum: 2881 }),
    ]);
    for (const maximum of [2880, 3601, 3000.5])
      expect(() => profileWith(ccneac, { decisions: [deciding({ maximum })] })).toThrow(
        /^decision 2026-17: maximum is from 48 h 01 to 60 h a week, not .* \(L3121-21\)$/,
      );
    const { profile, faults } = nearestProfile(ccneac, {
      decisions: [deciding({ maximum: 4000 })],
    });
    expect(profile.decisions).toEqual([deciding({ maximum: 3600 })]);
    expect(faults).toHaveLength(1);
  });

  test("of a base stay in a profile that is made from it", () => {
    const base = profileWith(ccneac, { decisions: [deciding({})] });
    const house = profileWith(base, { rules: { sundays: { on: false } } });
    expect(house.decisions).toEqual(base.decisions);
  });
});

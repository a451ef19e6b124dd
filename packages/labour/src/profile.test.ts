import { describe, expect, test } from "vitest";
import { catalogue } from "./catalogue.ts";
import { call, found } from "./factory.ts";
import { ccneac, codeDuTravail, type Profile, profileWith } from "./profile.ts";
import type { RuleId } from "./params.ts";
import { rangeReasonOf } from "./sentences.ts";

function withFigure(rule: RuleId, name: string, figure: number): Profile {
  return profileWith(codeDuTravail, { rules: { [rule]: { limits: { [name]: figure } } } });
}

describe("profiles", () => {
  test("both have every rule; those of the convention are off in the code du travail", () => {
    for (const { id, convention } of catalogue) {
      expect(codeDuTravail.rules[id]?.on).toBe(convention === undefined);
      expect(ccneac.rules[id]?.on).toBe(true);
    }
  });

  test("are plain data", () => {
    expect(JSON.parse(JSON.stringify(ccneac))).toEqual(ccneac);
  });

  test("the built-in ones are not changed", () => {
    const house = profileWith(ccneac, {
      id: "house",
      rules: { day: { level: "warn", limits: { maximum: 660 } }, break: { on: false } },
    });
    expect(house.id).toBe("house");
    expect(house.rules.day).toEqual({
      on: true,
      level: "warn",
      limits: { maximum: 660, extended: 720, days_before_first: 15 },
    });
    expect(found("day", [call("2026-06-01 09:00/20:01")], { profile: house })).toMatchObject([
      { level: "warn", measured: 661, allowed: 660 },
    ]);
    expect(found("break", [call("2026-06-01 09:00/20:01")], { profile: house })).toEqual([]);
    expect(ccneac.rules.day?.limits["maximum"]).toBe(600);
  });
});

describe("figures that no agreement may set", () => {
  test.each([
    ["D3131-6: 9 h of rest", "daily-rest", "reduced", { least: 540 }],
    ["L3132-2: 24 h of weekly rest", "weekly-rest", "weekly", { least: 1440 }],
    ["L3121-19: 12 h a day", "day", "maximum", { most: 720 }],
    ["L3121-21: 60 h a week", "week", "maximum", { most: 3600 }],
    ["L3121-23: 46 h on average", "twelve-weeks", "average", { most: 2760 }],
    ["L3132-1: 6 days", "working-days", "maximum", { most: 6 }],
    ["L3121-16: a break of 20 min", "break", "minimum", { least: 20 }],
    ["L3121-16: after 6 h", "break", "after", { most: 360 }],
    ["L3162-1: 8 h a day under 18", "minor-day", "maximum", { most: 480 }],
    ["L3162-1: 35 h a week under 18", "minor-week", "maximum", { most: 2100 }],
    ["L3162-3: 4 h 30 under 18", "minor-break", "after", { most: 270 }],
    ["L3164-1: 12 h of rest under 18", "minor-rest", "minimum", { least: 720 }],
  ] as const)("%s", (...[, rule, name, bounds]) => {
    const [bound, beyond] = "least" in bounds ? [bounds.least, -1] : [bounds.most, 1];
    expect(() => withFigure(rule, name, bound + beyond)).toThrow(RangeError);
    expect(withFigure(rule, name, bound).rules[rule]?.limits[name]).toBe(bound);
    expect(withFigure(rule, name, bound - beyond).rules[rule]?.limits[name]).toBe(bound - beyond);
  });

  test("names the figure, and what is allowed", () => {
    expect(() => withFigure("day", "maximum", 721)).toThrow(
      "day: maximum is a whole number from 0 to 720, not 721: no agreement goes over 12 h (L3121-19)",
    );
  });

  test("have a range in the catalogue, with its reason in each language", () => {
    const range = catalogue.find(({ id }) => id === "day")?.ranges["maximum"];
    expect(range).toMatchObject({ min: 0, max: 720 });
    expect(range && rangeReasonOf(range, "en")).toBe("no agreement goes over 12 h (L3121-19)");
    expect(range && rangeReasonOf(range, "fr")).toContain("aucun accord ne dépasse");
  });

  test("is reported as data, for a sentence in any language", () => {
    const fault = {
      code: "out-of-bounds",
      params: {
        rule: "day",
        figure: "maximum",
        value: 721,
        min: 0,
        max: 720,
        bounds: { reason: "agreement-ceiling", of: "minutes", article: "L3121-19" },
      },
    };
    expect(() => withFigure("day", "maximum", 721)).toThrow(expect.objectContaining({ fault }));
  });

  test.each([Number.NaN, Infinity, -1, 600.5])("refuses %d minutes", (figure) => {
    expect(() => withFigure("day", "maximum", figure)).toThrow(RangeError);
  });

  test("refuses a reduced rest over the full rest", () => {
    const limits = { minimum: 600, reduced: 610 };
    expect(() => profileWith(ccneac, { rules: { "daily-rest": { limits } } })).toThrow(
      "daily-rest: reduced is at most minimum",
    );
  });

  test.each([
    [{ sieste: { on: true } }, /^There is no rule sieste; there are daily-rest, /],
    [{ day: { limits: { most: 1 } } }, "day has no figure most; it has maximum, extended"],
    [{ day: { limits: { constructor: 1 } } }, "day has no figure constructor"],
    [{ day: { level: "error" } }, "day: level is one of block, warn, info, not error"],
    [{ day: { on: "yes" } }, "day: on is true or false"],
  ])("refuses settings from outside: %j", (rules, message) => {
    // As read from a database: not checked by a type.
    expect(() => profileWith(codeDuTravail, JSON.parse(JSON.stringify({ rules })))).toThrow(
      message,
    );
  });
});

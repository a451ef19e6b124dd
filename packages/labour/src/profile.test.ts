import { describe, expect, test } from "vitest";
import { catalogue } from "./catalogue.ts";
import { call, found } from "./factory.ts";
import { ccneac, codeDuTravail, nearestProfile, type Profile, profileWith } from "./profile.ts";
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
      rules: { day: { limits: { maximum: 660 } }, "minimum-call": { on: false, level: "info" } },
    });
    expect(house.id).toBe("house");
    expect(house.rules.day).toEqual({
      on: true,
      level: "block",
      limits: { maximum: 660, extended: 720, days_before_first: 15 },
    });
    expect(found("day", [call("2026-06-01 09:00/20:01")], { profile: house })).toMatchObject([
      { level: "block", measured: 661, allowed: 660 },
    ]);
    const short = [call("2026-06-01 09:00/10:00")];
    expect(found("minimum-call", short)).toHaveLength(1);
    expect(found("minimum-call", short, { profile: house })).toEqual([]);
    expect(ccneac.rules.day?.limits["maximum"]).toBe(600);
  });
});

describe("figures that no agreement may set", () => {
  test.each([
    ["D3131-6: 9 h of rest", "daily-rest", "reduced", { least: 540 }],
    ["L3132-2: 24 h of weekly rest", "weekly-rest", "weekly", { least: 1440 }],
    ["L3121-19: 12 h a day", "day", "maximum", { most: 720 }],
    ["L3121-21: 48 h a week", "week", "maximum", { most: 2880 }],
    ["L3121-23: 46 h on average", "twelve-weeks", "average", { most: 2760 }],
    ["L3132-1: 6 days", "working-days", "maximum", { most: 6 }],
    ["L3121-16: a break of 20 min", "break", "minimum", { least: 20 }],
    ["L3121-16: after 6 h", "break", "after", { most: 360 }],
    ["L3162-1: 8 h a day under 18", "minor-day", "maximum", { most: 480 }],
    ["L3162-1: 35 h a week under 18", "minor-week", "maximum", { most: 2100 }],
    ["L3162-3: 4 h 30 under 18", "minor-break", "after", { most: 270 }],
    ["L3164-1: 12 h of rest under 18", "minor-rest", "minimum", { least: 720 }],
    ["D3131-6: 15 h of amplitude", "amplitude", "maximum", { most: 900 }],
    ["L3163-1: night from 22:00 under 18", "minor-night", "from", { most: 1320 }],
    ["L3163-1: night from 20:00 under 16", "minor-night", "from_under_16", { most: 1200 }],
    ["L3163-1: night until 06:00 under 18", "minor-night", "to", { least: 1800 }],
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

describe("rules of public order", () => {
  const order = catalogue.flatMap(({ id, publicOrder }) =>
    publicOrder === undefined ? [] : [{ id, ...publicOrder }],
  );

  test("are these", () => {
    expect(order.map(({ id, least, article }) => `${id} ${least} ${article}`)).toEqual([
      "daily-rest block L3131-1",
      "weekly-rest block L3132-2",
      "day block L3121-18",
      "week block L3121-20",
      "twelve-weeks block L3121-22",
      "working-days block L3132-1",
      "break warn L3121-16",
      "amplitude block L3131-1",
      "minor-day block L3162-1",
      "minor-week block L3162-1",
      "minor-break block L3162-3",
      "minor-rest block L3164-1",
      "minor-amplitude block L3164-1",
      "minor-weekly-rest block L3164-2",
      "minor-night block L3163-2",
      "young-stage block L7124-1",
    ]);
  });

  test.each(order)("$id cannot be off, nor below its level", ({ id, least, article }) => {
    expect(() => profileWith(ccneac, { rules: { [id]: { on: false } } })).toThrow(
      `${id}: cannot be off: it is of public order (${article})`,
    );
    const weaker = least === "block" ? "warn" : "info";
    expect(() => profileWith(ccneac, { rules: { [id]: { level: weaker } } })).toThrow(
      `${id}: level is at least ${least}, not ${weaker}: it is of public order (${article})`,
    );
    const stronger = profileWith(ccneac, { rules: { [id]: { on: true, level: "block" } } });
    expect(stronger.rules[id]?.level).toBe("block");
  });

  test("have bounds of the law for every figure, towards less protection", () => {
    const free = catalogue
      .filter(({ publicOrder }) => publicOrder !== undefined)
      .flatMap(({ id, ranges }) =>
        Object.entries(ranges).flatMap(([name, { bounds }]) =>
          "article" in bounds ? [] : [`${id} ${name}`],
        ),
      );
    // How long before a first performance the convention's 12 h apply; and a figure that is fixed.
    expect(free).toEqual(["day days_before_first", "twelve-weeks weeks"]);
  });
});

describe("settings that were allowed once", () => {
  // As read from a database: not checked by a type.
  const stored: { rules: object } = {
    rules: {
      amplitude: { on: false, limits: { maximum: 1440 } },
      week: { level: "info", limits: { maximum: 3600 } },
      day: { limits: { maximum: 660, most: 1 } },
      "daily-rest": { limits: { minimum: 600, reduced: 610 } },
      "minor-night": { limits: { from: 600.5 } },
      "working-days": { limits: { maximum: Number.NaN } },
      sundays: { on: false },
      sieste: { on: true },
    },
  };

  test("become the nearest ones that are allowed", () => {
    const { profile, faults } = nearestProfile(ccneac, stored);
    expect(profile.rules).toEqual({
      ...ccneac.rules,
      amplitude: { on: true, level: "block", limits: { maximum: 900, extended: 900 } },
      week: { on: true, level: "block", limits: { maximum: 2880 } },
      day: {
        on: true,
        level: "block",
        limits: { maximum: 660, extended: 720, days_before_first: 15 },
      },
      "minor-night": {
        on: true,
        level: "block",
        limits: { from: 601, from_under_16: 1200, to: 1800 },
      },
      sundays: { ...ccneac.rules.sundays, on: false },
    });
    expect(faults.map(({ code }) => code)).toEqual([
      "public-order-off",
      "out-of-bounds",
      "public-order-level",
      "out-of-bounds",
      "unknown-figure",
      "reduced-over-minimum",
      "out-of-bounds",
      "out-of-bounds",
      "unknown-rule",
    ]);
    expect(() => profileWith(ccneac, stored)).toThrow("amplitude: cannot be off");
    expect(nearestProfile(profile, {})).toEqual({ profile, faults: [] });
  });
});

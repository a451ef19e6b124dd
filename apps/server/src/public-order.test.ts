import { describe, expect, test } from "vitest";
import { testApp } from "./factory.ts";

const { app } = await testApp();
const url = "/api/v1/labour/settings";

/** The rules of public order, by article. */
const order = {
  "daily-rest": "L3131-1",
  "weekly-rest": "L3132-2",
  day: "L3121-18",
  week: "L3121-20",
  "twelve-weeks": "L3121-22",
  "working-days": "L3132-1",
  break: "L3121-16",
  amplitude: "L3131-1",
  "minor-day": "L3162-1",
  "minor-week": "L3162-1",
  "minor-break": "L3162-3",
  "minor-rest": "L3164-1",
  "minor-amplitude": "L3164-1",
  "minor-weekly-rest": "L3164-2",
  "minor-night": "L3163-2",
  "young-stage": "L7124-1",
};

interface Rule {
  id: string;
  public_order: { least_level: string; reason: string } | null;
  ranges: Record<string, { min: number; max: number; reason: string }>;
}

async function rulesIn(language: string): Promise<Rule[]> {
  const headers = { "accept-language": language };
  const answer = await app.inject({ url: "/api/v1/labour/rules", headers });
  return answer.json<{ rules: Rule[] }>().rules.filter((rule) => rule.public_order !== null);
}

/** Each way to weaken a rule, with what the refusal must name. */
async function weaker(language: string) {
  const rules = await rulesIn(language);
  return rules.flatMap(({ id, public_order, ranges }) => {
    const article = Object.entries(order).find(([rule]) => rule === id)?.[1] ?? "";
    const figures = Object.entries(ranges).flatMap(([name, { min, max, reason }]) =>
      [...(min > 0 ? [min - 1] : []), max + 1].map((figure) => ({
        setting: { [id]: { limits: { [name]: figure } } },
        named: reason,
      })),
    );
    return [
      { setting: { [id]: { on: false } }, named: `(${article})` },
      {
        setting: { [id]: { level: public_order?.least_level === "block" ? "warn" : "info" } },
        named: `(${article})`,
      },
      { setting: { [id]: { on: false, level: "info" } }, named: `(${article})` },
      ...figures,
    ];
  });
}

const languages = ["en", "fr"];

describe.each(languages)("public order, over REST in %s", (language) => {
  test("is told with its article, rule by rule", async () => {
    const rules = await rulesIn(language);
    const told = rules.map(({ id, public_order }) => [id, public_order?.reason]);
    const words = { en: "public order", fr: "ordre public" }[language];
    expect(told).toEqual(
      Object.entries(order).map(([id, article]) => [
        id,
        expect.stringMatching(new RegExp(`^${words}.*\\(${article}\\)$`)),
      ]),
    );
  });

  test("cannot be weakened in any way: the refusal names the article", async () => {
    const ways = await weaker(language);
    expect(ways.length).toBeGreaterThan(80);
    for (const { setting, named } of ways) {
      const answer = await app.inject({
        method: "PATCH",
        url,
        headers: { "accept-language": language },
        payload: { rules: setting },
      });
      const { status, detail } = answer.json();
      expect({ setting, status, detail }).toEqual({
        setting,
        status: 422,
        detail: expect.stringContaining(named),
      });
    }
    expect((await app.inject({ url })).json()).toMatchObject({ rules: {}, version: 1 });
  });
});

test("public order can be strengthened", async () => {
  const rules = {
    break: { level: "block", limits: { minimum: 30 } },
    "daily-rest": { on: true, level: "block", limits: { minimum: 720 } },
    week: { limits: { maximum: 2640 } },
  };
  const answer = await app.inject({ method: "PATCH", url, payload: { rules } });
  expect(answer.json()).toMatchObject({ rules, corrected: [] });
});

describe.each(languages)("a decision of the authority, over REST in %s", (language) => {
  const decision = {
    number: "2026-17",
    decided_on: "2026-05-20",
    from: "2026-06-01",
    until: "2026-06-14",
    maximum: 3600,
  };
  const send = async (change: object) => {
    const headers = { "accept-language": language };
    const payload = { decisions: [{ ...decision, ...change }] };
    return (await app.inject({ method: "PATCH", url, headers, payload })).json();
  };

  test("allows no more than 60 h a week, and must have an end", async () => {
    expect(await send({ maximum: 3601 })).toMatchObject({
      status: 422,
      detail: expect.stringContaining("(L3121-21)"),
      issues: [{ path: ["decisions"] }],
    });
    expect(await send({ maximum: 2880 })).toMatchObject({ status: 422 });
    expect(await send({ until: "2026-05-31" })).toMatchObject({
      status: 422,
      issues: [{ path: ["decisions", 0, "until"] }],
    });
    expect(await send({ until: null })).toMatchObject({ status: 422 });
    expect(await send({ number: "" })).toMatchObject({ status: 422 });
    expect(await send({})).toMatchObject({ decisions: [decision] });
  });
});

import { describe, expect, test } from "vitest";
import type { ProfileFault } from "./faults.ts";
import { publicOrderReasonOf, refusalOf } from "./sentences.ts";

/** French text with plain spaces, as the tests write it. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("the reasons to refuse a profile", () => {
  const faults: [fault: ProfileFault, english: string, french: string][] = [
    [
      { code: "unknown-rule", params: { rule: "sieste", rules: ["day", "week"] } },
      "There is no rule sieste; there are day, week",
      "La règle sieste n’existe pas ; il y a day, week",
    ],
    [
      { code: "unknown-figure", params: { rule: "week", figure: "most", figures: ["maximum"] } },
      "week has no figure most; it has maximum",
      "week n’a pas de valeur most ; il y a maximum",
    ],
    [
      {
        code: "unknown-level",
        params: { rule: "day", level: "error", levels: ["block", "warn", "info"] },
      },
      "day: level is one of block, warn, info, not error",
      "day : level est block, warn ou info, et non error",
    ],
    [
      { code: "on-not-boolean", params: { rule: "day" } },
      "day: on is true or false",
      "day : on est true ou false",
    ],
    [
      {
        code: "out-of-bounds",
        params: {
          rule: "day",
          figure: "maximum",
          value: 780,
          min: 0,
          max: 720,
          bounds: { reason: "agreement-ceiling", of: "minutes", article: "L3121-19" },
        },
      },
      "day: maximum is a whole number from 0 to 720, not 780: no agreement goes over 12 h (L3121-19)",
      "day : maximum est un nombre entier de 0 à 720, et non 780 ; aucun accord ne dépasse 12 h (L3121-19)",
    ],
    [
      { code: "public-order-off", params: { rule: "daily-rest", article: "L3131-1" } },
      "daily-rest: cannot be off: it is of public order (L3131-1)",
      "daily-rest : ne peut être désactivée ; elle est d’ordre public (L3131-1)",
    ],
    [
      {
        code: "public-order-level",
        params: { rule: "week", level: "warn", least: "block", article: "L3121-20" },
      },
      "week: level is at least block, not warn: it is of public order (L3121-20)",
      "week : level est au moins block, et non warn ; elle est d’ordre public (L3121-20)",
    ],
    [
      {
        code: "out-of-bounds",
        params: {
          rule: "week",
          figure: "maximum",
          value: 3600,
          min: 0,
          max: 2880,
          bounds: { reason: "authority-ceiling", of: "minutes", article: "L3121-21" },
        },
      },
      "week: maximum is a whole number from 0 to 2880, not 3600: only a decision of the authority goes over 48 h (L3121-21)",
      "week : maximum est un nombre entier de 0 à 2880, et non 3600 ; seule une décision de l’autorité permet plus de 48 h (L3121-21)",
    ],
    [
      {
        code: "out-of-bounds",
        params: {
          rule: "minor-night",
          figure: "from",
          value: 1380,
          min: 0,
          max: 1320,
          bounds: { reason: "no-later", of: "time_of_day", article: "L3163-1" },
        },
      },
      "minor-night: from is a whole number from 0 to 1320, not 1380: 22:00 at the latest (L3163-1)",
      "minor-night : from est un nombre entier de 0 à 1320, et non 1380 ; 22 h au plus tard (L3163-1)",
    ],
    [
      {
        code: "out-of-bounds",
        params: {
          rule: "minor-night",
          figure: "to",
          value: 1620,
          min: 1800,
          max: 2880,
          bounds: { reason: "no-earlier", of: "time_of_day", article: "L3163-1" },
        },
      },
      "minor-night: to is a whole number from 1800 to 2880, not 1620: 06:00 at the earliest (L3163-1)",
      "minor-night : to est un nombre entier de 1800 à 2880, et non 1620 ; 6 h au plus tôt (L3163-1)",
    ],
    [
      {
        code: "decision-out-of-bounds",
        params: { number: "2026-17", value: 3660, min: 2881, max: 3600, article: "L3121-21" },
      },
      "decision 2026-17: maximum is from 48 h 01 to 60 h a week, not 61 h (L3121-21)",
      "décision 2026-17 : maximum va de 48 h 01 à 60 h par semaine, et non 61 h (L3121-21)",
    ],
    [
      { code: "reduced-over-minimum", params: { rule: "daily-rest" } },
      "daily-rest: reduced is at most minimum",
      "daily-rest : reduced ne dépasse pas minimum",
    ],
    [
      { code: "short-night", params: { rule: "night", least: 420, article: "L3122-3" } },
      "night: a night is at least 7 h in a row (L3122-3)",
      "night : une nuit dure au moins 7 h d’affilée (L3122-3)",
    ],
    [
      {
        code: "night-without-core",
        params: { rule: "night", from: 0, to: 300, article: "L3122-3" },
      },
      "night: a night holds 00:00–05:00 (L3122-3)",
      "night : une nuit comprend les heures de 0 h à 5 h (L3122-3)",
    ],
  ];
  test.each(faults)("%j", (fault, english, french) => {
    expect(refusalOf(fault, "en")).toBe(english);
    expect(plain(refusalOf(fault, "fr"))).toBe(french);
  });
});

test("why a rule is of public order is told in English and in French", () => {
  const order = { least: "block", article: "L3131-1" } as const;
  expect(publicOrderReasonOf(order, "en")).toBe(
    "public order: neither off, nor below its level (L3131-1)",
  );
  expect(plain(publicOrderReasonOf(order, "fr"))).toBe(
    "ordre public : ni désactivée, ni à un niveau inférieur (L3131-1)",
  );
});

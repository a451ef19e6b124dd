import { describe, expect, test } from "vitest";
import { catalogue } from "./catalogue.ts";
import { type CodedFinding, sentenceOf, titleOf } from "./sentences.ts";
import { furtherFindings } from "./sentences/findings.factory.ts";
import { en } from "./sentences/en.ts";
import type { Sentences } from "./sentences/sentences.ts";

/** French text with plain spaces, as the tests write it. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

const night = { worked: 90, from: 1320, to: 1800 };
const worked = { worked: 721, outside: 0, allowed: 720 };
const partlyOutside = { worked: 3000, outside: 180, allowed: 2880 };

const findings: [said: CodedFinding, english: string, french: string][] = [
  [
    { rule: "daily-rest", params: { variant: "short", rest: 510, required: 660 } },
    "8 h 30 of rest; 11 h required",
    "8 h 30 de repos ; 11 h requises",
  ],
  [
    {
      rule: "daily-rest",
      params: { variant: "reducible", rest: 600, required: 660, reduced: 540, missing: 60 },
    },
    "10 h of rest; 11 h required; 9 h will do here if 1 h is given back",
    "10 h de repos ; 11 h requises ; 9 h suffisent ici si 1 h est récupérée",
  ],
  [
    { rule: "weekly-rest", params: { rest: 1380, required: 2100 } },
    "23 h of weekly rest; 35 h required",
    "23 h de repos hebdomadaire ; 35 h requises",
  ],
  [
    { rule: "day", params: worked },
    "12 h 01 of work in a day; 12 h allowed",
    "12 h 01 de travail dans la journée ; 12 h maximum",
  ],
  [
    { rule: "week", params: partlyOutside },
    "50 h of work in a week, 3 h of it for others; 48 h allowed",
    "50 h de travail dans la semaine, dont 3 h pour d’autres employeurs ; 48 h maximum",
  ],
  [
    { rule: "twelve-weeks", params: { average: 2644.1, weeks: 12, allowed: 2640 } },
    "44 h 05 of work a week on average over 12 weeks; 44 h allowed",
    "44 h 05 de travail par semaine en moyenne sur 12 semaines ; 44 h maximum",
  ],
  [
    { rule: "working-days", params: { days: 7, allowed: 6 } },
    "7 days of work in a week; 6 allowed",
    "7 jours travaillés dans la semaine ; 6 maximum",
  ],
  [
    { rule: "running-days", params: { days: 7, allowed: 6 } },
    "7 days of work running; 6 allowed",
    "7 jours travaillés d’affilée ; 6 maximum",
  ],
  [
    { rule: "sundays", params: { days: 1, allowed: 0 } },
    "1 Sunday worked in the reference period; 0 allowed",
    "1 dimanche travaillé dans la période de référence ; 0 maximum",
  ],
  [
    { rule: "break", params: { worked: 461, pause: 20, after: 360 } },
    "7 h 41 of work without a break of 20 min; one is due after 6 h",
    "7 h 41 de travail sans pause de 20 min ; une pause est due dès 6 h",
  ],
  [
    { rule: "minimum-call", params: { length: 120, required: 210 } },
    "A call of 2 h; 3 h 30 at least",
    "Convocation de 2 h ; 3 h 30 minimum",
  ],
  [
    { rule: "amplitude", params: { variant: "long", amplitude: 840, allowed: 780 } },
    "14 h from the beginning to the end of the day; 13 h allowed",
    "Amplitude de 14 h ; 13 h maximum",
  ],
  [
    { rule: "amplitude", params: { variant: "unbroken", amplitude: 821, allowed: 780, rest: 660 } },
    "13 h 41 in a row; 11 h of rest due",
    "13 h 41 d’affilée ; 11 h de repos dues",
  ],
  [
    {
      rule: "amplitude",
      params: { variant: "extendable", amplitude: 840, allowed: 780, extended: 900, missing: 60 },
    },
    "14 h from the beginning to the end of the day; 13 h allowed; 15 h here if 1 h is given back",
    "Amplitude de 14 h ; 13 h maximum ; 15 h ici si 1 h est récupérée",
  ],
  [
    { rule: "night", params: { worked: 150, from: 0, to: 420 } },
    "2 h 30 of work at night, which is 00:00–07:00",
    "2 h 30 de travail de nuit (de 0 h à 7 h)",
  ],
  [
    { rule: "night-premium", params: { worked: 60, from: 60, to: 390, percent: 15 } },
    "1 h of work in 01:00–06:30, for which 15 % more is due",
    "1 h de travail entre 1 h et 6 h 30, à majorer de 15 %",
  ],
  [
    { rule: "notice", params: { variant: "ahead", by: 21 * 1440 - 1, required: 21 * 1440 } },
    "Published 20 days 23 h 59 ahead; 21 days required",
    "Planning publié 20 jours 23 h 59 à l’avance ; délai de prévenance : 21 jours",
  ],
  [
    { rule: "notice", params: { variant: "after", by: 60, required: 21 * 1440 } },
    "Published 1 h after the call began; 21 days required",
    "Planning publié 1 h après le début de la convocation ; délai de prévenance : 21 jours",
  ],
  [
    {
      rule: "change-notice",
      params: { variant: "ahead", by: 1440, required: 7 * 1440, percent: 0 },
    },
    "Changed 24 h ahead; 7 days required",
    "Modification annoncée 24 h à l’avance ; délai de prévenance : 7 jours",
  ],
  [
    {
      rule: "change-notice",
      params: { variant: "ahead", by: 5760, required: 7 * 1440, percent: 10 },
    },
    "Changed 4 days ahead; 7 days required, or 10 % more is due",
    "Modification annoncée 4 jours à l’avance ; délai de prévenance : 7 jours ; à défaut, heures majorées de 10 %",
  ],
  [
    { rule: "late-change", params: { variant: "working-days", by: 2880, days: 3 } },
    "Changed 48 h ahead; 3 working days required, unless it could not be foreseen",
    "Modification annoncée 48 h à l’avance ; délai de prévenance : 3 jours ouvrés, sauf imprévu",
  ],
  [
    { rule: "artist-notice", params: { variant: "friday", by: 600 } },
    "Published 10 h after the Friday evening before, when it was due",
    "Planning publié 10 h après le vendredi soir précédent, qui était la limite",
  ],
  [
    { rule: "late-change", params: { variant: "ahead", by: 4319, required: 4320 } },
    "Changed 71 h 59 ahead; 72 h required, unless it could not be foreseen",
    "Modification annoncée 71 h 59 à l’avance ; délai de prévenance : 72 h, sauf imprévu",
  ],
  [
    { rule: "rehearsal-length", params: { length: 241, allowed: 240 } },
    "A service of rehearsal of 4 h 01; 4 h allowed",
    "Service de répétition de 4 h 01 ; 4 h maximum",
  ],
  [
    { rule: "rehearsal-services", params: { services: 3, allowed: 2 } },
    "3 services of rehearsal in a day; 2 allowed",
    "3 services de répétition dans la journée ; 2 maximum",
  ],
  [
    { rule: "travel-rest", params: { rest: 59, required: 60, travelled: 120 } },
    "59 min of rest after 2 h of travel; 1 h required",
    "59 min de repos après 2 h de voyage ; 1 h requise",
  ],
  [
    { rule: "minor-day", params: { ...worked, allowed: 480, under: 18 } },
    "12 h 01 of work in a day, under 18; 8 h allowed",
    "12 h 01 de travail dans la journée ; 8 h maximum avant 18 ans",
  ],
  [
    { rule: "minor-week", params: { ...partlyOutside, allowed: 2100, under: 18 } },
    "50 h of work in a week, under 18, 3 h of it for others; 35 h allowed",
    "50 h de travail dans la semaine, dont 3 h pour d’autres employeurs ; 35 h maximum avant 18 ans",
  ],
  [
    { rule: "minor-break", params: { worked: 271, pause: 30, after: 270 } },
    "4 h 31 of work without a break of 30 min; one is due after 4 h 30",
    "4 h 31 de travail sans pause de 30 min ; une pause est due au-delà de 4 h 30",
  ],
  [
    { rule: "minor-rest", params: { rest: 719, required: 840, under: 16 } },
    "11 h 59 of rest; 14 h required, under 16",
    "11 h 59 de repos ; 14 h requises avant 16 ans",
  ],
  [
    { rule: "minor-amplitude", params: { amplitude: 660, allowed: 600, under: 16 } },
    "11 h from the beginning to the end of the day; 10 h allowed, under 16",
    "Amplitude de 11 h ; 10 h maximum avant 16 ans",
  ],
  [
    { rule: "minor-weekly-rest", params: { days: 1, required: 2, under: 18 } },
    "1 day off in a row, under 18; 2 required",
    "1 jour de repos d’affilée ; 2 requis avant 18 ans",
  ],
  [
    { rule: "minor-night", params: { ...night, under: 18 } },
    "1 h 30 of work in 22:00–06:00, under 18; none allowed",
    "1 h 30 de travail entre 22 h et 6 h, interdit avant 18 ans",
  ],
  [
    { rule: "young-stage", params: { age: 15, required: 16 } },
    "15 years old, without authorisation; 16 required",
    "15 ans, sans autorisation individuelle ; obligatoire avant 16 ans",
  ],
  ...furtherFindings,
];

describe("a finding has a sentence in English and in French", () => {
  test.each(findings)("%j", (said, english, french) => {
    expect(sentenceOf(said, "en")).toBe(english);
    expect(plain(sentenceOf(said, "fr"))).toBe(french);
  });

  test("for every rule", () => {
    expect(new Set(findings.map(([{ rule }]) => rule))).toEqual(
      new Set(catalogue.map(({ id }) => id)),
    );
  });

  test("with the spaces of French typography", () => {
    const said = { rule: "weekly-rest", params: { rest: 1380, required: 2100 } } as const;
    expect(sentenceOf(said, "fr")).toBe(
      "23\u00a0h de repos hebdomadaire\u202f; 35\u00a0h requises",
    );
  });
});

describe("the title of a rule", () => {
  test("is in English and in French", () => {
    expect(titleOf("week", "en")).toBe("At most 48 h of work a week");
    expect(plain(titleOf("week", "fr"))).toBe("48 h de travail par semaine au maximum");
  });

  test.each(catalogue)("differs by language, and names the same figures: $id", ({ id }) => {
    const figures = (text: string) =>
      (text.replaceAll(":00", " h").match(/\d+/g) ?? []).map(Number).toSorted((a, b) => a - b);
    expect(titleOf(id, "fr")).not.toBe(titleOf(id, "en"));
    expect(figures(titleOf(id, "fr"))).toEqual(figures(titleOf(id, "en")));
  });
});

test("a missing sentence, or a missing word in one, does not compile", () => {
  const { day: _, ...withoutDay } = en.findings;
  const sentences: Sentences = {
    ...en,
    // @ts-expect-error The sentence of a rule is missing.
    findings: withoutDay,
  };
  // @ts-expect-error The day's figures are not those of a rest.
  const said: CodedFinding = { rule: "weekly-rest", params: worked };
  expect([sentences, said]).toHaveLength(2);
});

import { describe, expect, test } from "vitest";
import type { CodedFinding } from "../findings/finding.ts";
import { sentenceOfFinding } from "./findings.ts";
import { sentenceOfReason, sentenceOfRefusal } from "./reasons.ts";

const name = "Emma Vasquez";
const afternoon = {
  starts_at: "2027-01-02T14:00:00+01:00",
  ends_at: "2027-01-02T17:30:00+01:00",
};
const other = { title: "Balance", venue: "Cour d'honneur", ...afternoon };
const night = { starts_at: "2027-03-27T22:00:00+01:00", ends_at: "2027-03-28T06:00:00+02:00" };

/** With plain spaces instead of no-break spaces. */
function spoken(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, " ");
}

describe("a finding has a sentence in French and in English", () => {
  test.each<[CodedFinding, string, string]>([
    [
      { rule: "overlap", params: { name, other } },
      "Emma Vasquez est ferme sur Balance (Cour d'honneur), samedi 2 janvier, 14 h–17 h 30",
      "Emma Vasquez is confirmed on Balance (Cour d'honneur), Saturday 2 January, 14:00–17:30",
    ],
    [
      { rule: "full", params: { count: 1, taken: 1 } },
      "Le poste est pour 1 personne, et 1 est ferme",
      "The position takes 1, and 1 are confirmed",
    ],
    [
      { rule: "skill", params: { name, skill: "son", problem: { is: "missing" } } },
      "Emma Vasquez n’a pas la compétence son",
      "Emma Vasquez does not have the skill son",
    ],
    [
      {
        rule: "skill",
        params: { name, skill: "son", problem: { is: "expired", expires_on: "2026-12-31" } },
      },
      "Emma Vasquez a la compétence son jusqu’au 31 décembre 2026",
      "Emma Vasquez has the skill son until 31 December 2026",
    ],
    [
      { rule: "skill", params: { name, skill: "son", problem: { is: "level", level: 1 } } },
      "Emma Vasquez a la compétence son au niveau 1",
      "Emma Vasquez has the skill son at level 1",
    ],
    [
      { rule: "outside", params: { name, ...night } },
      "Emma Vasquez travaille ailleurs, samedi 27 mars, 22 h – dimanche 28 mars, 6 h",
      "Emma Vasquez works for others, Saturday 27 March, 22:00 – Sunday 28 March, 06:00",
    ],
    [
      { rule: "planning", params: { name, ...afternoon } },
      "Emma Vasquez est sur un planning, samedi 2 janvier, 14 h–17 h 30",
      "Emma Vasquez is in a planning, Saturday 2 January, 14:00–17:30",
    ],
    [
      { rule: "travel", params: { name, from: "Pont", to: "Salle", gap: 30, needed: 31 } },
      "Emma Vasquez : 30 min entre Pont et Salle, le trajet en prend 31 : il manque 1 min",
      "Emma Vasquez: 30 minutes between Pont and Salle, the way takes 31: 1 minute missing",
    ],
    [
      { rule: "availability", params: { name } },
      "Emma Vasquez n’a pas donné cette disponibilité",
      "Emma Vasquez has not said to be available then",
    ],
    [
      { rule: "options", params: { name, others: [other] } },
      "Emma Vasquez est en option ailleurs à ce moment : Balance (Cour d'honneur), samedi 2 janvier, 14 h–17 h 30",
      "Emma Vasquez is on option elsewhere then: Balance (Cour d'honneur), Saturday 2 January, 14:00–17:30",
    ],
    [
      { rule: "weekly-rest", params: { name, rest: 1380, required: 2100 } },
      "Emma Vasquez : 23 h de repos hebdomadaire ; 35 h requises",
      "Emma Vasquez: 23 h of weekly rest; 35 h required",
    ],
  ])("%o", (said, french, english) => {
    expect(spoken(sentenceOfFinding(said, "fr"))).toBe(french);
    expect(sentenceOfFinding(said, "en")).toBe(english);
  });
});

test("reasons of a ranking have sentences in both languages", () => {
  const reasons = [
    { code: "available", params: { is_available: false } },
    { code: "warnings", params: { count: 2 } },
    { code: "skill", params: { skill: "son", level: 3 } },
    { code: "week", params: { minutes: 510 } },
  ] as const;
  expect(reasons.map((reason) => sentenceOfReason(reason, "en"))).toEqual([
    "Has not said to be available then",
    "2 warnings",
    "son at level 3",
    "8 h 30 of other work that week",
  ]);
  expect(reasons.map((reason) => spoken(sentenceOfReason(reason, "fr")))).toEqual([
    "N’a pas donné cette disponibilité",
    "2 avertissements",
    "son au niveau 3",
    "8 h 30 d’autre travail cette semaine-là",
  ]);
});

test("refusals have sentences in both languages", () => {
  const refusals = [
    { reason: "closed", params: { title: "Balance" } },
    { reason: "expired", params: { is_undo: false } },
    { reason: "ended", params: { status: "cancelled" } },
    { reason: "never", params: { status: "declined", to: "confirmed" } },
  ] as const;
  expect(refusals.map((refusal) => spoken(sentenceOfRefusal(refusal, "fr")))).toEqual([
    "Balance : la mission est annulée, ou c’est un modèle",
    "Cette option a expiré : posez-la de nouveau",
    "L’engagement est déjà annulé",
    "L’engagement est refusé, et n’a jamais été ferme",
  ]);
  expect(refusals.map((refusal) => sentenceOfRefusal(refusal, "en"))).toEqual([
    "Balance is cancelled, or a template",
    "This option has expired: place it anew",
    "It is cancelled already",
    "It is declined, and was never confirmed",
  ]);
});

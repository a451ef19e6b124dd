import { describe, expect, test } from "vitest";
import { catalogue } from "../catalogue.ts";
import type { Scope } from "../scope.ts";
import { standingOf, whomOf } from "../sentences.ts";

describe("whom a rule concerns", () => {
  test.each<[to: Scope, english: string, french: string]>([
    [{}, "Everybody", "Tout le monde"],
    [{ under: 18 }, "Everybody under 18", "Toute personne de moins de 18 ans"],
    [
      { except: ["forfait_jours"] },
      "Everybody, not in forfait jours",
      "Tout le monde, sauf au forfait jours",
    ],
    [
      { occupations: ["dancer", "singer"], employments: ["monthly", "part_time"] },
      "Dancers and singers, only paid monthly or part-time",
      "Danseurs et chanteurs, seulement au mois ou à temps partiel",
    ],
  ])("is told of %j", (to, english, french) => {
    expect(whomOf(to, "en")).toBe(english);
    expect(whomOf(to, "fr")).toBe(french);
  });

  test("is told of each rule in both languages, and what it is to a person", () => {
    for (const { to } of catalogue) expect(whomOf(to, "fr")).not.toBe(whomOf(to, "en"));
    expect(standingOf("told", "en")).toBe("told only");
    expect(standingOf("free", "fr")).toBe("ne s’applique pas");
  });
});

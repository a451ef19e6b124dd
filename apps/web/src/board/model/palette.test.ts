import { describe, expect, test } from "vitest";
import { found } from "./palette.ts";

const entry = (kind: "action" | "person", label: string) => ({ id: label, kind, label });
const entries = [
  entry("action", "Afficher l’équipe"),
  entry("person", "Jean-Noël Équey"),
  entry("person", "Équipe de nuit"),
  ...Array.from({ length: 30 }, (_, index) => entry("person", `Paul ${index}`)),
];

function labels(q: string) {
  const groups = found(entries, { q, unlimited: "action" });
  return [...groups.values()].flatMap((some) => some.map(({ label }) => label));
}

describe("The command palette", () => {
  test("shows actions before anything is typed", () => {
    expect(labels("")).toEqual(["Afficher l’équipe"]);
  });

  test("finds the beginnings of words, without accents, in any order", () => {
    expect(labels("noel jean")).toEqual(["Jean-Noël Équey"]);
    expect(labels("oel")).toEqual([]);
  });

  test("shows first what begins with the text", () => {
    expect(labels("equ")).toEqual(["Afficher l’équipe", "Équipe de nuit", "Jean-Noël Équey"]);
  });

  test("shows a few of each kind", () => {
    expect(labels("paul")).toHaveLength(8);
  });
});

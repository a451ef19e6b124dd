import { expect, test } from "vitest";
import { initialsOf } from "./initials.ts";

test.each([
  ["Camille Fontaine", "CF"],
  ["Élodie de la Tour d’Auvergne", "ÉD"],
  ["yann", "Y"],
  ["  Bastien   Le Gal ", "BG"],
  ["(Régie) Zoé", "RZ"],
  ["🎭", "?"],
  ["", "?"],
])("the initials of %j are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

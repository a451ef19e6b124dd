import { expect, test } from "vitest";
import { duration, durationInDays, typesetInFrench } from "./words.ts";

test.each([
  [0, "0 min"],
  [45, "45 min"],
  [660, "11 h"],
  [485, "8 h 05"],
  [659.5, "10 h 59 min 30 s"],
  [0.5, "0 min 30 s"],
  [1 / 60_000, "0 min"],
])("%d minutes are %s", (minutes, text) => {
  expect(duration(minutes)).toBe(text);
});

test.each([
  [72 * 60, "72 h"],
  [72 * 60 + 1, "3 d 1 min"],
  [7 * 1440, "7 d"],
  [7 * 1440 - 1, "6 d 23 h 59"],
])("over three days, days are counted: %d minutes are %s", (minutes, text) => {
  expect(durationInDays(minutes, (days) => `${days} d`)).toBe(text);
});

test("in French no line breaks before punctuation, nor within a duration", () => {
  expect(typesetInFrench("Repos : 8 h 30 min 20 s ; 15 % ! 11 heures, le 3 mars")).toBe(
    "Repos\u202f: 8\u00a0h\u00a030\u00a0min\u00a020\u00a0s\u202f; 15\u202f%\u202f! 11 heures, le 3 mars",
  );
});

import { expect, test } from "vitest";
import { HOUR, inWords, MINUTE } from "./duration.ts";

test.each([
  [0, "0 min"],
  [45 * MINUTE, "45 min"],
  [11 * HOUR, "11 h"],
  [8 * HOUR + 5 * MINUTE, "8 h 05"],
  [10 * HOUR + 59.5 * MINUTE, "10 h 59 min 30 s"],
  [MINUTE / 2, "0 min 30 s"],
])("%d ms is %s", (duration, text) => {
  expect(inWords(duration)).toBe(text);
});

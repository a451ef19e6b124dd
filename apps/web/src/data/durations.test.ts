import fc from "fast-check";
import { expect, test } from "vitest";
import { durationName, parseMinutes, writeMinutes } from "./durations.ts";

test("minutes are read as they are written", () => {
  fc.assert(
    fc.property(fc.nat({ max: 50_000 }), (given) => {
      expect(parseMinutes(writeMinutes(given))).toBe(given);
    }),
  );
});

test.each([
  ["90", 90],
  ["1h30", 90],
  ["1:05", 65],
  ["2 H", 120],
  ["45 min", 45],
  ["", undefined],
  ["h", undefined],
  ["-5", undefined],
  ["soon", undefined],
])("%j is read as %s minutes", (text, read) => {
  expect(parseMinutes(text)).toBe(read);
});

test.each([
  [0, "0\u00A0h"],
  [30, "30\u00A0min"],
  [59.6, "1\u00A0h"],
  [570, "9\u00A0h\u00A030"],
])("%d minutes are shown as %j", (minutes, shown) => {
  expect(durationName(minutes)).toBe(shown);
});

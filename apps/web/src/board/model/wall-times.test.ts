import fc from "fast-check";
import { expect, test } from "vitest";
import { readWallTime, wallTimeOf } from "./wall-times.ts";

test("a time that a form shows is read as the same time, but for the repeated hour", () => {
  const year = { min: 1_800_000_000, max: 1_831_000_000 };
  fc.assert(
    fc.property(fc.integer(year), (seconds) => {
      const minute = Math.floor(seconds / 60) * 60_000;
      const shown = wallTimeOf(
        Temporal.Instant.fromEpochMilliseconds(minute).toString(),
        "Europe/Paris",
      );
      const read = readWallTime(shown, "Europe/Paris") ?? 0;
      expect([0, 3_600_000]).toContain(minute - read);
    }),
  );
});

test("an empty field is no time", () => {
  expect(readWallTime({ date: "", time: "10:00" }, "Europe/Paris")).toBeUndefined();
});

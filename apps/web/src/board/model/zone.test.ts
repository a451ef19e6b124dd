import { expect, test } from "vitest";
import { otherZone } from "./zone.ts";

test.each([
  ["Europe/Paris", undefined],
  ["Europe/London", "London"],
  ["America/Argentina/Buenos_Aires", "Buenos Aires"],
  ["UTC", "UTC"],
])("on a board of Paris, the zone %s is said as %s", (time_zone, expected) => {
  expect(otherZone(time_zone, "Europe/Paris")).toBe(expected);
});

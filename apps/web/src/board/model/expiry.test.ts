import { expect, test } from "vitest";
import { expiresSoon } from "./expiry.ts";

const now = Temporal.Instant.from("2027-05-03T08:00:00Z");

test.each([
  ["option", "2027-05-05T08:00:00Z", true],
  ["option", "2027-05-05T08:00:01Z", false],
  ["option", null, false],
  ["confirmed", "2027-05-03T09:00:00Z", false],
] as const)(
  "an engagement that is %s until %s expires soon: %s",
  (status, expires_at, expected) => {
    expect(expiresSoon({ status, expires_at }, now)).toBe(expected);
  },
);

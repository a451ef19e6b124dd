import fc from "fast-check";
import { expect, test } from "vitest";
import { expiryOf } from "./expiry.ts";

const hour = 3_600_000;
const now = Temporal.Instant.from("2027-05-03T08:00:00Z").epochMilliseconds;
const inHours = (hours: number) =>
  Temporal.Instant.fromEpochMilliseconds(now + hours * hour).toString();

test.each([
  [400, { left: 1, state: "later" }],
  [84, { left: 0.5, state: "later" }],
  [48, { left: 48 / 168, state: "soon" }],
  [0, { left: 0, state: "expired" }],
  [-5, { left: 0, state: "expired" }],
])("of an option that expires in %s hours, this is left: %j", (hours, expected) => {
  expect(expiryOf({ status: "option", expires_at: inHours(hours) }, now)).toEqual(expected);
});

test("what is no option, or does not expire, has no expiry", () => {
  expect(expiryOf({ status: "option", expires_at: null }, now)).toBeUndefined();
  expect(expiryOf({ status: "confirmed", expires_at: inHours(1) }, now)).toBeUndefined();
});

test("less is left the later it is, and never less than nothing", () => {
  fc.assert(
    fc.property(fc.integer({ min: -500, max: 500 }), fc.nat(500), (hours, later) => {
      const option = { status: "option", expires_at: inHours(hours) } as const;
      const [before, after] = [now, now + later * hour].map(
        (at) => expiryOf(option, at)?.left ?? 1,
      );
      expect(after).toBeLessThanOrEqual(before ?? 0);
      expect(after).toBeGreaterThanOrEqual(0);
    }),
  );
});

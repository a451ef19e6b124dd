import { expect, test } from "vitest";
import { id } from "./ids.ts";

test("an id is a UUID in any case, and becomes lower case", () => {
  expect(id.parse("3F0E8A52-6C1D-4B7E-9A35-1D2C4E6F8A90")).toBe(
    "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90",
  );
  for (const value of ["", "3f0e8a52", "{3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90}", "g".repeat(36)])
    expect(id.safeParse(value).success).toBe(false);
});

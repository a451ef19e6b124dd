import { describe, expect, test } from "vitest";
import { text } from "./text.ts";

describe("text", () => {
  test("is counted in characters, as PostgreSQL does", () => {
    expect(text(255).safeParse("🎭".repeat(255)).success).toBe(true);
    expect(text(255).safeParse("🎭".repeat(256)).success).toBe(false);
    expect(text(255).safeParse("").success).toBe(false);
    expect(text(12, 3).safeParse("🎭🎭🎭").success).toBe(true);
    expect(text(12, 3).safeParse("🎭🎭").error?.issues[0]?.message).toBe(
      "Must have 3 to 12 characters",
    );
  });

  test("that PostgreSQL cannot store is refused", () => {
    for (const value of ["a\0b", "\ud800", "a\udfff"])
      expect(text(255).safeParse(value).error?.issues[0]?.message).toBe(
        "Must be well-formed Unicode without NUL characters",
      );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { decoder } from "./decode.ts";

const schema = z.strictObject({
  limit: z.int().min(1).default(10),
  ratio: z.number().nullable(),
  published: z.boolean().optional(),
  label: z.string(),
  day: z.iso.date().transform((value) => value.length),
  trades: z.array(z.enum(["sound", "light"])),
  seats: z.array(z.int()).optional(),
  either: z.union([z.int(), z.literal("all")]),
});
const decode = decoder(schema);

describe("parameters are decoded to the types of the schema", () => {
  test.each([
    { name: "limit", text: "5", value: 5 },
    { name: "ratio", text: "-0.5e2", value: -50 },
    { name: "published", text: "true", value: true },
    { name: "published", text: "false", value: false },
    { name: "label", text: "5", value: "5" },
    { name: "label", text: "true", value: "true" },
    { name: "day", text: "2024-05-10", value: "2024-05-10" },
    { name: "trades", text: "sound", value: ["sound"] },
    { name: "trades", text: ["sound", "light"], value: ["sound", "light"] },
    { name: "seats", text: ["1", "2"], value: [1, 2] },
    { name: "either", text: "3", value: 3 },
    { name: "either", text: "all", value: "all" },
  ])("$name=$text is $value", ({ name, text, value }) => {
    expect(decode({ [name]: text })).toEqual({ [name]: value });
  });
});

describe("text that is not of that type is left as it is, and the schema refuses it", () => {
  test.each([
    ...[
      "",
      " 5",
      "5 ",
      "+5",
      "05",
      "0x5",
      "5n",
      "1_000",
      "Infinity",
      "NaN",
      "null",
      "true",
      "٥",
    ].map((text) => ({ name: "limit", text })),
    ...["", "1", "0", "TRUE", "yes", "on", "null"].map((text) => ({ name: "published", text })),
    { name: "limit", text: ["1", "2"] },
    { name: "label", text: ["a", "b"] },
    { name: "seats", text: ["1", "two"] },
    { name: "unknown", text: "5" },
  ])("$name=$text", ({ name, text }) => {
    const decoded = decode({ [name]: text });
    expect(schema.partial().safeParse(decoded).success).toBe(false);
  });
});

test("every integer is decoded from its own text", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (limit) => {
      expect(decode({ limit: String(limit) })).toEqual({ limit });
    }),
  );
});

test("a parameter named __proto__ is decoded like any other", () => {
  const decoded = decode(JSON.parse('{"__proto__":"5"}'));
  expect(Object.keys(decoded)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
});

test("the schema is not changed, and coerces nothing", () => {
  decode({ limit: "5", published: "true" });
  expect(z.strictObject({ limit: schema.shape.limit }).safeParse({ limit: "5" }).success).toBe(
    false,
  );
});

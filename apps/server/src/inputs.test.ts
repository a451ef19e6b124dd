import { z } from "zod";
import { describe, expect, test } from "vitest";
import { operations } from "./operations.factory.ts";
import { openHouse } from "./auth/factory.ts";

/** Texts of every kind that an input takes, for the probes below to start from. */
const samples = [
  "a",
  "a long enough password",
  "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90",
  "2027-07-14",
  "2027-07-14T09:00:00Z",
  "camille@example.org",
  "Europe/Paris",
  "#c2410c",
  "L1508",
  "80253167400015",
  "/planning",
];

/** What PostgreSQL cannot store: NUL, and each half of a surrogate pair alone. */
const unstorable = ["\0", "\ud800", "\udc00"];

type Text = [path: string, schema: z.core.$ZodType];

/** All places of an input for free text. */
function textsIn(path: string, schema: z.core.$ZodType): Text[] {
  if (schema instanceof z.core.$ZodString) return [[path, schema]];
  if (schema instanceof z.core.$ZodUnknown || schema instanceof z.core.$ZodAny)
    return [[path, schema]];
  if (schema instanceof z.core.$ZodObject)
    return Object.entries<z.core.$ZodType>(schema._zod.def.shape).flatMap(([key, inner]) =>
      textsIn(`${path}.${key}`, inner),
    );
  if (schema instanceof z.core.$ZodRecord) {
    const { keyType, valueType } = schema._zod.def;
    return [...textsIn(`${path}.key`, keyType), ...textsIn(`${path}.value`, valueType)];
  }
  return innerOf(schema).flatMap((inner) => textsIn(path, inner));
}

function innerOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.core.$ZodArray) return [schema._zod.def.element];
  if (schema instanceof z.core.$ZodUnion) return [...schema._zod.def.options];
  if (schema instanceof z.core.$ZodPipe) return [schema._zod.def.in];
  if (
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodNullable ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodPrefault
  )
    return [schema._zod.def.innerType];
  return [];
}

/** The first text with a character that cannot be stored that a schema accepts. */
function firstUnstorable(schema: z.core.$ZodType): string | undefined {
  const taken = samples.filter((sample) => z.safeParse(schema, sample).success);
  if (taken.length === 0) return "takes none of the samples: add one";
  return taken
    .flatMap((sample) =>
      Array.from(sample, (_, at) =>
        unstorable.map((character) => sample.slice(0, at) + character + sample.slice(at)),
      ).flat(),
    )
    .find((text) => z.safeParse(schema, text).success);
}

const oidc = {
  OIDC_ISSUER: "https://sso.example.org",
  OIDC_CLIENT_ID: "x",
  OIDC_CLIENT_SECRET: "x",
};
const { app, routes } = await openHouse(oidc);
await app.ready();

const inputs = [
  ...operations.flatMap(({ name, input }) => (input ? [{ name, input }] : [])),
  ...routes.map(({ url: name, config }) => ({ name, input: config?.input ?? z.unknown() })),
];

test("the walk over a schema finds text at every depth", () => {
  const schema = z.strictObject({
    a: z.string().optional(),
    b: z.array(z.union([z.int(), z.string().nullable()])).default([]),
    c: z.record(z.string(), z.strictObject({ d: z.email().transform(String) })),
    e: z.enum(["on", "off"]),
    f: z.unknown(),
  });
  const found = textsIn("", schema).map(([path]) => path);
  expect(found).toEqual([".a", ".b", ".c.key", ".c.value.d", ".f"]);
  expect(firstUnstorable(schema.shape.a)).toBeDefined();
  expect(firstUnstorable(schema.shape.f)).toBeDefined();
});

describe("text with NUL or a lone surrogate is refused", () => {
  test.each(inputs)("by $name", ({ name, input }) => {
    const open = textsIn(name, input).map(([path, schema]) => [path, firstUnstorable(schema)]);
    expect(open.filter(([, text]) => text !== undefined)).toEqual([]);
  });
});

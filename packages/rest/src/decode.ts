import { z } from "zod";

type Decode = (text: string | string[]) => unknown;

/**
 * Decodes path and query parameters, which arrive as text, to the types of a schema: a number in JSON's
 * spelling, a boolean as `true` or `false`, a repeated key as an array. Other text is left as it is,
 * and the schema refuses it. Nothing is coerced, and the schema is not changed.
 *
 * @example
 * const decode = decoder(z.strictObject({ limit: z.int() }));
 * decode({ limit: "5" });   // { limit: 5 }
 * decode({ limit: "0x5" }); // { limit: "0x5" }, which the schema refuses
 */
export function decoder(schema: z.ZodType): (parameters: object) => Record<string, unknown> {
  // Lazily, because a server with many schemas starts sooner.
  let decoders: Map<string, Decode> | undefined;
  const decodeEntry = ([key, text]: [string, string | string[]]) => {
    decoders ??= decodersOf(schema);
    return [key, decoders.get(key)?.(text) ?? text] as const;
  };
  // fromEntries also defines a key named __proto__, where an assignment would set the prototype.
  return (parameters) => Object.fromEntries(Object.entries(parameters).map(decodeEntry));
}

function decodersOf(schema: z.ZodType): Map<string, Decode> {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const decoders = new Map<string, Decode>();
  for (const [key, property] of Object.entries(properties))
    if (typeof property === "object") decoders.set(key, decodeFor(property));
  return decoders;
}

function decodeFor(property: z.core.JSONSchema.BaseSchema): Decode {
  const variants = variantsOf(property);
  const array = variants.find(({ type }) => type === "array");
  if (array !== undefined) {
    const items = array.items;
    const decodeItem =
      typeof items === "object" && !Array.isArray(items) ? decodeFor(items) : String;
    return (text) => [text].flat().map((item) => decodeItem(item));
  }
  // A nullable type is a list of two.
  const types = new Set(variants.flatMap(({ type }) => type));
  return (text) => {
    if (typeof text !== "string") return text;
    if ((types.has("number") || types.has("integer")) && jsonNumber.test(text)) return Number(text);
    if (types.has("boolean") && (text === "true" || text === "false")) return text === "true";
    return text;
  };
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function variantsOf(schema: z.core.JSONSchema.BaseSchema): z.core.JSONSchema.BaseSchema[] {
  const variants = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  return variants === undefined
    ? [schema]
    : variants.flatMap((variant) => (typeof variant === "object" ? variantsOf(variant) : []));
}

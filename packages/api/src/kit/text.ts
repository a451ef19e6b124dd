import { z } from "zod";
import { must } from "./must.ts";

/**
 * Text of `shortest` to `longest` characters: Unicode code points, as PostgreSQL and JSON Schema
 * count. Use it for all free text: PostgreSQL cannot store NUL.
 */
export function text(longest: number, shortest = 1) {
  return z
    .string()
    .refine(
      (value) => hasLength(value, shortest, longest),
      must({ issue: "text_length", params: { least: shortest, most: longest } }),
    )
    .refine((value) => value.isWellFormed() && !value.includes("\0"), must({ issue: "unicode" }))
    .meta({ minLength: shortest, maxLength: longest, pattern: String.raw`^[^\u0000]*$` });
}

function hasLength(value: string, shortest: number, longest: number): boolean {
  // A character has one or two UTF-16 units: few texts need counting.
  if (value.length > 2 * longest) return false;
  if (value.length <= longest && value.length >= 2 * shortest - 1) return true;
  const { length } = Array.from(value);
  return shortest <= length && length <= longest;
}

/** Orders texts by code unit, for wall-clock times and ids; names need a collation. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

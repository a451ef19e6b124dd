import { type CodedIssue, sentenceOf } from "@coulisses/messages";
import { z } from "zod";

/** The issue behind each text that `must` returned. Its size is bounded by the number of schemas. */
const worded = new Map<string, CodedIssue>();

/**
 * The message of a schema for an invalid value. zod keeps messages as texts: this returns the English
 * one, and `issueBehind` finds the issue behind it, to say it in another language.
 *
 * @example z.string().regex(/^#[0-9a-f]{6}$/, must({ issue: "colour" }))
 */
export function must(said: CodedIssue): string {
  const text = sentenceOf(said, "en");
  const known = worded.get(text);
  if (known !== undefined && known.issue !== said.issue)
    throw new Error(`${known.issue} and ${said.issue} are said in the same words`);
  worded.set(text, said);
  return text;
}

/** The issue behind a schema's message; undefined if the message is zod's own. */
export function issueBehind(text: string): CodedIssue | undefined {
  return worded.get(text);
}

// The package rest has this text as a literal, because it does not know our messages.
must({ issue: "body_required" });

/** The messages for a missing input and a missing key. */
const missing = [must({ issue: "input_required" }), must({ issue: "required" })] as const;

// All schemas of the process use our messages, unless a schema has a message of its own.
z.config({
  localeError(issue) {
    const isMissing = issue.code === "invalid_type" && issue.input === undefined;
    if (isMissing && issue.expected !== "never") return missing[issue.path?.length ? 1 : 0];
    return sentenceOf(fromZod(issue), "en");
  },
});

/** An issue of zod, before or after it has its message. */
type SchemaIssue = z.core.$ZodRawIssue | z.core.$ZodIssue;

/** Turns an issue of zod, without a message of ours, into one of ours. */
export function fromZod(issue: SchemaIssue): CodedIssue {
  switch (issue.code) {
    case "invalid_type":
      return mistyped(issue);
    case "invalid_value":
      return { issue: "one_of", params: { values: issue.values.map(asPrimitive) } };
    case "too_small":
      if (issue.origin === "string" && issue.minimum === 1) return { issue: "empty" };
      return bounded(issue, Number(issue.minimum), ["at_least", "more_than"]);
    case "too_big":
      return bounded(issue, Number(issue.maximum), ["at_most", "less_than"]);
    case "invalid_format":
      return { issue: "format", params: { format: issue.format } };
    case "not_multiple_of":
      return { issue: "multiple_of", params: { divisor: issue.divisor } };
    case "unrecognized_keys":
      return { issue: "unknown_keys", params: { keys: shortened(issue.keys) } };
    default:
      return { issue: "unknown_form" };
  }
}

function mistyped({
  expected,
  path = [],
}: {
  expected: string;
  path?: PropertyKey[] | undefined;
}): CodedIssue {
  if (expected === "never") return { issue: "must_be_absent" };
  return path.length === 0
    ? { issue: "json_object" }
    : { issue: "type", params: { type: expected } };
}

type Is = Extract<CodedIssue, { issue: "bound" }>["params"]["is"];

function bounded(
  { origin, exact, inclusive }: { origin: string; exact?: boolean; inclusive?: boolean },
  limit: number,
  [withIt, withoutIt]: [Is, Is],
): CodedIssue {
  const is = exact ? "exactly" : inclusive ? withIt : withoutIt;
  return { issue: "bound", params: { of: origin, is, limit } };
}

function asPrimitive(value: z.core.util.Primitive): string | number | boolean | null {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return value === null ? value : String(value);
}

/** The most characters of unknown keys in a message: callers may send keys of any length. */
const longestKeys = 250;

function shortened(keys: readonly string[]): string[] {
  const shown: string[] = [];
  let left = longestKeys;
  for (const key of keys) {
    if (key.length > left) return [...shown, `${key.slice(0, left)}…`];
    shown.push(key);
    left -= key.length;
  }
  return shown;
}

/** What callers read where a schema refuses their input, in place of zod's own words. */
import { z } from "zod";

type Issue = Parameters<z.core.$ZodErrorMap>[0];
type Bound = Extract<Issue, { code: "too_small" | "too_big" }>;

/** Makes all schemas of the process say what is wrong in our words, unless one has words of its own. */
export function useOwnSentences(): void {
  z.config({ localeError: sentenceOf });
}

function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return mistyped(issue.expected, issue);
    case "invalid_value":
      return `Must be ${issue.values.length > 1 ? "one of " : ""}${listed(issue.values)}`;
    case "too_small":
      if (issue.origin === "string" && issue.minimum === 1) return "Must not be empty";
      return bounded(issue, issue.minimum, ["at least", "more than"]);
    case "too_big":
      return bounded(issue, issue.maximum, ["at most", "less than"]);
    case "invalid_format":
      return `Must be ${formats.get(issue.format) ?? "in the format that the documentation names"}`;
    case "not_multiple_of":
      return `Must be a multiple of ${issue.divisor}`;
    case "unrecognized_keys":
      return `Unrecognized key${issue.keys.length > 1 ? "s" : ""}: ${listed(issue.keys)}`;
    default:
      return "Must be in one of the forms that the documentation names";
  }
}

const types = new Map([
  ["string", "a string"],
  ["number", "a number"],
  ["int", "an integer"],
  ["boolean", "a boolean"],
  ["array", "an array"],
  ["object", "an object"],
  ["record", "an object"],
]);

function mistyped(expected: string, { path = [], input }: Issue): string {
  if (expected === "never") return "Must be left out";
  const type = types.get(expected) ?? expected;
  if (input !== undefined) return `Must be ${path.length === 0 ? "a JSON object" : type}`;
  return path.length === 0 ? "An input is required: a JSON object" : "Is required";
}

const units = new Map([
  ["string", "character"],
  ["array", "item"],
]);

function bounded(
  { exact, inclusive, origin }: Bound,
  value: number | bigint,
  [withIt, withoutIt]: [string, string],
): string {
  const limit = `${exact ? "exactly" : inclusive ? withIt : withoutIt} ${value}`;
  const unit = units.get(origin);
  if (unit === undefined) return `Must be ${limit}`;
  return `Must have ${limit} ${unit}${Number(value) === 1 ? "" : "s"}`;
}

const formats = new Map<string, string>([
  ["email", "an e-mail address"],
  ["uuid", "a UUID"],
  ["url", "a URL"],
  ["date", "a date, YYYY-MM-DD"],
]);

function listed(values: unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

import type { Texts } from "../catalogue.ts";
import type { IssueParams, CodedIssue } from "./issues.ts";

export type Bound = IssueParams["bound"];

/** The forms of a word by grammatical number. */
export interface Forms {
  one: string;
  other: string;
}

/** A value as JSON writes it: `"fr"`. */
export function quoted(value: string | number | boolean | null): string {
  return typeof value === "string" ? `"${value}"` : String(value);
}

const mebibyte = 2 ** 20;

/** @example bytesIn(4_194_304, { mebi: "MiB", kibi: "KiB", byte: "bytes" }); // "4 MiB" */
export function bytesIn(
  bytes: number,
  { mebi, kibi, byte }: { mebi: string; kibi: string; byte: string },
): string {
  if (bytes >= mebibyte) return `${Math.floor(bytes / mebibyte)} ${mebi}`;
  return bytes >= 1024 ? `${Math.floor(bytes / 1024)} ${kibi}` : `${bytes} ${byte}`;
}

/** The sentence of an issue, from the texts of one language. */
export function sentenceOfIssue({ issue, params }: CodedIssue, texts: Texts<IssueParams>): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `CodedIssue` pairs each issue with its params
  const text = texts[issue] as (given: unknown) => string;
  return text(params);
}

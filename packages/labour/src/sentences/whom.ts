import type { Scope } from "../scope.ts";
import type { WhomWords } from "./sentences.ts";

/** Tells in one language whom a rule concerns: `Dancers and singers, only if part-time`. */
export function whom(
  { occupations, employments, except, under }: Scope,
  words: WhomWords,
  language: string,
): string {
  const all = new Intl.ListFormat(language, { type: "conjunction" });
  const any = new Intl.ListFormat(language, { type: "disjunction" });
  const people =
    occupations === undefined
      ? words.everybody
      : capital(all.format(occupations.map((occupation) => words.occupations[occupation])));
  let said = under === undefined ? people : words.under(under);
  if (employments)
    said = words.only(said, any.format(employments.map((one) => words.employments[one])));
  if (except) said = words.except(said, any.format(except.map((one) => words.employments[one])));
  return said;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

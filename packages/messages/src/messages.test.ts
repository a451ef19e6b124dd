import { catalogue } from "@coulisses/labour";
import { describe, expect, test } from "vitest";
import { everything } from "./factory.ts";
import {
  detailOfProblem,
  type Language,
  problemCodes,
  sentenceOf,
  titleOfProblem,
  titleOfRule,
} from "./index.ts";

/** What makes a text no sentence. */
const faults: [RegExp, string][] = [
  [/^$|^\s|\s$/, "is empty, or has space around it"],
  [/undefined|NaN|null|\[object/, "has a value that is none"],
];
const faultsInFrench: [RegExp, string] = [/ [;:!?%]|'/, "is not in French typography"];

function faultsOf(text: string, language: Language): string[] {
  const all = language === "fr" ? [...faults, faultsInFrench] : faults;
  return all.filter(([pattern]) => pattern.test(text)).map(([, fault]) => `${text}: ${fault}`);
}

/** What is wrong with a text as it is said in both languages. */
function faultsIn(say: (language: Language) => string): string[] {
  const [french, english] = [say("fr"), say("en")];
  const same = french === english ? [`${english}: is said in one language`] : [];
  return [...faultsOf(french, "fr"), ...faultsOf(english, "en"), ...same];
}

describe("in both languages there is a sentence", () => {
  test.each(everything)("of %j", (said) => {
    expect(faultsIn((language) => sentenceOf(said, language))).toEqual([]);
  });

  test.each(problemCodes)("of the problem %s, and a title", (code) => {
    expect(faultsIn((language) => detailOfProblem(code, language))).toEqual([]);
    expect(faultsIn((language) => titleOfProblem(code, language))).toEqual([]);
  });

  test.each(catalogue.map(({ id }) => id))("of what the rule %s asks for", (id) => {
    expect(faultsIn((language) => titleOfRule(id, language))).toEqual([]);
  });
});

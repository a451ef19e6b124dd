import { catalogue } from "@coulisses/labour";
import { describe, expect, test } from "vitest";
import { everything, mails, pages } from "./factory.ts";
import {
  detailOfProblem,
  type Language,
  problemCodes,
  sentenceOf,
  textOfMail,
  textOfPage,
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

/** What is wrong with one of several parts as they are said in both languages. */
function faultsInEach(say: (language: Language) => object): string[] {
  const [french, english] = [Object.entries(say("fr")), Object.entries(say("en"))];
  return french.flatMap(([part, text], i) => {
    const [otherPart, other] = english[i] ?? [];
    const names = part === otherPart ? [] : [`${part} stands where ${otherPart} does`];
    return [...names, ...faultsIn((language) => (language === "fr" ? text : other))];
  });
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

  test.each(Object.values(mails))("of each part of the mail $mail", (said) => {
    expect(faultsInEach((language) => textOfMail(said, language))).toEqual([]);
  });

  test.each(Object.values(pages))("of each part of the page $page", (said) => {
    expect(faultsInEach((language) => textOfPage(said, language))).toEqual([]);
  });
});

test("a mail says durations and numbers as its language does", () => {
  expect(textOfMail(mails.choose_password, "en").before).toContain("within 1 minute.");
  expect(textOfMail(mails.invitation, "en").after).toContain("valid for 7 days.");
  expect(textOfMail(mails.invitation, "fr").after).toMatch(/valable 7\sjours/);
});

test("only an artist is told what an invitation shares", () => {
  const { params } = mails.invitation;
  const said = { mail: "invitation", params: { ...params, is_artist: false } } as const;
  for (const [language, word] of [
    ["en", "share"],
    ["fr", "partagez"],
  ] as const) {
    expect(textOfMail(mails.invitation, language).after).toContain(word);
    expect(textOfMail(said, language).after).not.toContain(word);
  }
});

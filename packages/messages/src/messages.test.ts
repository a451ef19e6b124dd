import { readdirSync } from "node:fs";
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

/** What is wrong with a text that matches a pattern. */
const faults: [RegExp, string][] = [
  [/^$|^\s|\s$/, "is empty, or begins or ends with a space"],
  [/undefined|NaN|null|\[object/, "shows a value that is missing"],
];
const faultsInFrench: [RegExp, string] = [
  / [;:!?%»]|« |\d h |'|\.\.\./,
  "is not in French typography",
];

function faultsOf(text: string, language: Language): string[] {
  const all = language === "fr" ? [...faults, faultsInFrench] : faults;
  return all.filter(([pattern]) => pattern.test(text)).map(([, fault]) => `${text}: ${fault}`);
}

/** What is wrong with a text in French, in English, or because both are the same. */
function faultsIn(say: (language: Language) => string): string[] {
  const [french, english] = [say("fr"), say("en")];
  const same = french === english ? [`${english}: is the same in both languages`] : [];
  return [...faultsOf(french, "fr"), ...faultsOf(english, "en"), ...same];
}

/** The same for each part of a text. */
function faultsInEach(say: (language: Language) => object): string[] {
  const [french, english] = [Object.entries(say("fr")), Object.entries(say("en"))];
  return french.flatMap(([part, text], i) => {
    const [otherPart, other] = english[i] ?? [];
    const names = part === otherPart ? [] : [`${part} in French, ${otherPart} in English`];
    return [...names, ...faultsIn((language) => (language === "fr" ? text : other))];
  });
}

describe("there is a sentence in French and in English", () => {
  test.each(everything)("of %j", (coded) => {
    expect(faultsIn((language) => sentenceOf(coded, language))).toEqual([]);
  });

  test.each(problemCodes)("of the problem %s, and a title", (code) => {
    expect(faultsIn((language) => detailOfProblem(code, language))).toEqual([]);
    expect(faultsIn((language) => titleOfProblem(code, language))).toEqual([]);
  });

  test.each(catalogue.map(({ id }) => id))("of what the rule %s asks for", (id) => {
    expect(faultsIn((language) => titleOfRule(id, language))).toEqual([]);
  });

  test.each(Object.values(mails))("of each part of the mail $mail", (coded) => {
    expect(faultsInEach((language) => textOfMail(coded, language))).toEqual([]);
  });

  test.each(Object.values(pages))("of each part of the page $page", (coded) => {
    expect(faultsInEach((language) => textOfPage(coded, language))).toEqual([]);
  });
});

/** Values of all params of the texts of screens. */
const anything = new Proxy({}, { get: () => "2" });

/** Each text of a screen, in the order in which they are written. */
function textsIn(part: unknown): string[] {
  if (typeof part === "string") return [part];
  if (typeof part === "function") return [String(part(anything))];
  return typeof part === "object" && part !== null ? Object.values(part).flatMap(textsIn) : [];
}

describe("the texts of the screens are whole, and the French ones in French typography", () => {
  const screens = new URL("screens/", import.meta.url);
  const files = readdirSync(screens).filter((file) => file !== "texts.ts");
  test.each(files)("of %s", async (file) => {
    const exported = Object.values<Partial<Record<Language, unknown>>>(
      await import(new URL(file, screens).href),
    );
    const found = exported.flatMap(({ en, fr }) => [
      ...textsIn(en).flatMap((text) => faultsOf(text, "en")),
      ...textsIn(fr).flatMap((text) => faultsOf(text, "fr")),
    ]);
    expect(exported.flatMap(({ fr }) => textsIn(fr))).not.toEqual([]);
    expect(found).toEqual([]);
  });
});

test("a mail writes durations as its language does", () => {
  expect(textOfMail(mails.choose_password, "en").before).toContain("within 1 minute.");
  expect(textOfMail(mails.invitation, "en").after).toContain("valid for 7 days.");
  expect(textOfMail(mails.invitation, "fr").after).toMatch(/valable 7\sjours/);
});

test("an invitation says what an artist shares, and nothing of it to others", () => {
  const { params } = mails.invitation;
  const toOthers = { mail: "invitation", params: { ...params, is_artist: false } } as const;
  for (const [language, word] of [
    ["en", "share"],
    ["fr", "partagez"],
  ] as const) {
    expect(textOfMail(mails.invitation, language).after).toContain(word);
    expect(textOfMail(toOthers, language).after).not.toContain(word);
  }
});

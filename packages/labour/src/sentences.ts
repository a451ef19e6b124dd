import type { Bounded, FaultParams, ProfileFault, PublicOrder } from "./faults.ts";
import type { ParamsOf, RuleId } from "./params.ts";
import type { Scope, Standing } from "./scope.ts";
import { en } from "./sentences/en.ts";
import { fr } from "./sentences/fr.ts";
import type { Sentences } from "./sentences/sentences.ts";
import { whom } from "./sentences/whom.ts";
import { typesetInFrench } from "./sentences/words.ts";

/** The languages that the package speaks. */
export type Language = "fr" | "en";

const languages: Record<Language, Sentences> = { fr, en };

/** The part of a finding from which its sentence is made. */
export type CodedFinding = { [Rule in RuleId]: { rule: Rule; params: ParamsOf[Rule] } }[RuleId];

/**
 * The sentence of a finding: what was measured, and what is allowed or required.
 *
 * @example
 * sentenceOf({ rule: "weekly-rest", params: { rest: 1380, required: 2100 } }, "fr");
 * // 23 h de repos hebdomadaire ; 35 h requises
 */
export function sentenceOf({ rule, params }: CodedFinding, language: Language): string {
  return typeset(findingSentence({ rule, params }, languages[language]), language);
}

function findingSentence<Rule extends RuleId>(
  { rule, params }: { rule: Rule; params: ParamsOf[Rule] },
  { findings }: Sentences,
): string {
  return findings[rule](params);
}

/** What a rule requires, in a few words: `At most 48 h of work a week`. */
export function titleOf(rule: RuleId, language: Language): string {
  return typeset(languages[language].titles[rule], language);
}

/** Whom a rule concerns: `Dancers, only paid monthly or part-time`. */
export function whomOf(scope: Scope, language: Language): string {
  return typeset(whom(scope, languages[language].whom, language), language);
}

/** What a rule is to a person, in a word or two: `binds`. */
export function standingOf(standing: Standing, language: Language): string {
  return typeset(languages[language].standings[standing], language);
}

/** Why an agreement may set a figure only within a range: the bound of the law, with its article. */
export function rangeReasonOf(range: Bounded, language: Language): string {
  return typeset(languages[language].bounds(range), language);
}

/** Why a rule can be neither off nor below a level, with the article. */
export function publicOrderReasonOf(order: PublicOrder, language: Language): string {
  return typeset(languages[language].publicOrder(order), language);
}

/** The sentence that tells why `profileWith` refuses a profile. */
export function refusalOf({ code, params }: ProfileFault, language: Language): string {
  return typeset(faultSentence({ code, params }, languages[language]), language);
}

function faultSentence<Code extends ProfileFault["code"]>(
  { code, params }: { code: Code; params: FaultParams[Code] },
  { faults }: Sentences,
): string {
  return faults[code](params);
}

function typeset(text: string, language: Language): string {
  return language === "fr" ? typesetInFrench(text) : text;
}

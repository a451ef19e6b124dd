import type { RuleId } from "./params.ts";
import type { Language } from "./sentences.ts";
import { en } from "./sentences/en.ts";
import { fr } from "./sentences/fr.ts";
import { typesetInFrench } from "./sentences/words.ts";
import type { Unit } from "./work.ts";

/** Rules whose figures are no more and no less, as an age, or whose sentences compare them already, as notices. */
const withoutMargin: ReadonlySet<string> = new Set<RuleId>([
  "break",
  "minor-break",
  "night",
  "night-premium",
  "late-meal",
  "shows-a-day",
  "minor-night",
  "notice",
  "change-notice",
  "late-change",
  "artist-notice",
  "young-stage",
]);

/** The part of a finding from which its margin is said. */
export interface Measured {
  rule: string;
  measured: number | null;
  allowed: number | null;
  unit: string | null;
}

/**
 * By how much a rule does not hold: what is missing to a minimum, or is more than a maximum. Undefined for a
 * rule that has neither.
 *
 * @example
 * marginOf({ rule: "daily-rest", measured: 580, allowed: 660, unit: "minutes" }, "fr");
 * // il manque 1 h 20
 */
export function marginOf(
  { rule, measured, allowed, unit }: Measured,
  language: Language,
): string | undefined {
  if (measured === null || allowed === null || measured === allowed) return undefined;
  const { units, margins } = { fr, en }[language];
  if (withoutMargin.has(rule) || !isCounted(unit)) return undefined;
  const amount = units[unit](Math.ceil(Math.abs(measured - allowed)));
  const text = measured < allowed ? margins.missing(amount) : margins.over(amount);
  return language === "fr" ? typesetInFrench(text) : text;
}

function isCounted(unit: string | null): unit is Exclude<Unit, "years"> {
  return unit === "minutes" || unit === "days" || unit === "services";
}

import type { Language } from "@coulisses/labour";
import {
  type Reason as RankReason,
  type Refusal,
  type Said as FindingSaid,
  sentenceOfFinding,
  sentenceOfReason,
  sentenceOfRefusal,
} from "@coulisses/planning";

/** What a sentence is made of: which it is, and its params. The name of the key tells of what kind it is. */
export type Said =
  /** A finding. */
  | FindingSaid
  /** Why somebody is ranked where they are. */
  | RankReason
  /** Why an engagement does not become what is asked. */
  | Refusal;

/**
 * Says anything to people.
 *
 * @example sentenceOf({ rule: "availability", params: { name: "Emma" } }, "fr");
 * // "Emma n’a pas donné cette disponibilité"
 */
export function sentenceOf(said: Said, language: Language): string {
  if ("rule" in said) return sentenceOfFinding(said, language);
  if ("code" in said) return sentenceOfReason(said, language);
  return sentenceOfRefusal(said, language);
}

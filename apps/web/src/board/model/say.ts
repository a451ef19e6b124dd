import { type Finding, marginOf, sentenceOfFinding } from "@coulisses/planning";

/** A finding in words: what is measured and asked and by how much it differs, and the articles. */
export interface Said {
  readonly sentence: string;
  readonly reference: string | null;
}

export function sayFinding(finding: Finding, language: "fr" | "en"): Said {
  const sentence = sentenceOfFinding(finding, language);
  const { reference } = finding;
  // Other findings have figures too, and say them themselves.
  const margin = reference === null ? undefined : marginOf(finding, language);
  if (margin === undefined) return { sentence, reference };
  const colon = language === "fr" ? "\u202F: " : ": ";
  return { sentence: `${sentence}${colon}${margin}`, reference };
}

import { type Language, typesetInFrench } from "@coulisses/labour";

/** A sentence with the typography of its language. */
export function typeset(text: string, language: Language): string {
  return language === "fr" ? typesetInFrench(text) : text;
}

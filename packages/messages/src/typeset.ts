import { type Language, typesetInFrench } from "@coulisses/labour";

/** Applies the typography of the language. */
export function typeset(text: string, language: Language): string {
  return language === "fr" ? typesetInFrench(text) : text;
}

/** The same, to each part of a text. */
export function typesetEach<Parts extends object>(parts: Parts, language: Language): Parts {
  const typesetParts = Object.entries(parts).map(([part, text]) => [
    part,
    typeset(String(text), language),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each part is a text, before and after
  return Object.fromEntries(typesetParts) as Parts;
}

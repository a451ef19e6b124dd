import { type Language, typesetInFrench } from "@coulisses/labour";

/** A sentence with the typography of its language. */
export function typeset(text: string, language: Language): string {
  return language === "fr" ? typesetInFrench(text) : text;
}

/** The same for each part of what has several. */
export function typesetEach<Parts extends object>(parts: Parts, language: Language): Parts {
  const typesetParts = Object.entries(parts).map(([part, text]) => [
    part,
    typeset(String(text), language),
  ]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same parts, each a text again
  return Object.fromEntries(typesetParts) as Parts;
}

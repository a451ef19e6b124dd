import { describe, expect, test } from "vitest";
import { articlesIn, checkQuotes, holds, type TextNode } from "./quotes.ts";

function article(num: string, more: Partial<TextNode["data"]>): TextNode {
  return { type: "article", data: { id: `id of ${num}`, num, etat: "VIGUEUR", ...more } };
}

const labourCode: TextNode = {
  type: "code",
  data: {},
  children: [
    {
      type: "section",
      data: {},
      children: [
        article("L1", { texte: "Le repos dure onze heures consécutives." }),
        article("L2", { texte: "Abrogé.", etat: "ABROGE" }),
        article("L3", { texte: "Pas encore.", etat: "VIGUEUR_DIFF" }),
      ],
    },
  ],
};

const convention: TextNode = {
  type: "convention collective",
  data: {},
  children: [
    article("X.4", { content: "<p>9. Travail<br/>de nuit</p>", etat: "VIGUEUR_ETEN" }),
    article("XIII. 3", { content: "<p>Repos</p>", etat: "VIGUEUR_NON_ETEN" }),
    article("X.4", { id: "of an annexe", content: "<p>Tout autre chose</p>" }),
  ],
};

const texts = { labourCode: articlesIn(labourCode), convention: articlesIn(convention) };

function resultOf(quoted: string, text: string) {
  const [checked] = checkQuotes([{ id: "day", quotes: [{ article: quoted, text }] }], texts);
  return { found: checked?.found, result: checked?.result };
}

describe("a quoted passage", () => {
  test.each([
    ["L1", "onze heures consécutives", { found: "id of L1", result: "yes" }],
    ["L1", "dix heures consécutives", { found: "id of L1", result: "no passage" }],
    ["L9", "onze heures", { found: undefined, result: "no article" }],
    ["L2", "Abrogé", { found: undefined, result: "no article" }],
    ["L3", "Pas encore", { found: undefined, result: "no article" }],
    ["CCNEAC X.4", "Travail de nuit", { found: "id of X.4", result: "yes" }],
    ["CCNEAC X.4", "Tout autre chose", { found: "id of X.4", result: "no passage" }],
    ["CCNEAC XIII.3", "Repos", { found: "id of XIII. 3", result: "yes" }],
    ["CCNEAC XIX.1", "Repos", { found: undefined, result: "no article" }],
  ])("%s, “%s”: %o", (quoted, text, expected) => {
    expect(resultOf(quoted, text)).toEqual(expected);
  });

  test("of a paragraph is looked for in its article", () => {
    expect(resultOf("CCNEAC X.4.9", "Travail de nuit")).toEqual({
      found: "id of X.4",
      result: "yes",
    });
  });

  test("that no package has is checked by hand, with its date", () => {
    const quote = { article: "Cass. soc. 99-43.351", text: "13 heures", read_on: "2026-11-28" };
    expect(checkQuotes([{ id: "amplitude", quotes: [quote] }], texts)).toEqual([
      { rule: "amplitude", ...quote, result: "by hand" },
    ]);
  });

  test("tells the version that was read and the one in force", () => {
    const quote = { article: "L1", text: "repos", identifier: "LEGIARTI1" };
    expect(checkQuotes([{ id: "day", quotes: [quote] }], texts)).toMatchObject([
      { kept: "LEGIARTI1", found: "id of L1" },
    ]);
  });
});

describe("a passage is the same", () => {
  test.each([
    ["with other spaces", "onze\n  heures", "onze heures"],
    ["with no-break spaces", "3 h\u00A030 &nbsp;min", "3 h 30 min"],
    ["with tags between", "<p>onze<br/>heures</p>", "onze heures"],
    ["with tags around a word", "la <b>durée</b>, maximale", "la durée, maximale"],
    ["with typographic apostrophes", "l’artiste", "l'artiste"],
    ["with entities", "l&#39;artiste &quot;X&quot;", 'l\'artiste "X"'],
    ["with French quotation marks", "par « période »", 'par "période"'],
    ["with spaces within quotation marks", 'par " période "', "par “période”"],
    ["with other dashes", "– le personnel", "- le personnel"],
    ["with accents written as two characters", "dure\u0301e", "durée"],
  ])("%s", (_, text, passage) => {
    expect(holds(text, passage)).toBe(true);
  });

  test("but not with other words, numbers or accents", () => {
    expect(holds("dix heures", "onze heures")).toBe(false);
    expect(holds("10 heures", "11 heures")).toBe(false);
    expect(holds("duree", "durée")).toBe(false);
  });
});

import type { RuleDescription } from "@coulisses/labour";

/** A part of a legal text, as `@socialgouv/legi-data` and `@socialgouv/kali-data` hold it. */
export interface TextNode {
  type: string;
  data: {
    id?: string;
    num?: string | number;
    etat?: string;
    /** The text of an article of a code. */
    texte?: string;
    /** The HTML of an article of a convention. */
    content?: string;
  };
  children?: TextNode[];
}

interface Article {
  identifier: string;
  text: string;
}

/** Articles in force, by number. */
type Articles = ReadonlyMap<string, Article>;

type Quoting = Pick<RuleDescription, "id" | "quotes">;

/** A quoted passage, and what became of it. */
export interface CheckedQuote {
  rule: string;
  article: string;
  text: string;
  /** The version of the article that is in force, by its identifier. */
  found?: string;
  /** The version that was read. */
  kept?: string;
  read_on?: string;
  result: "yes" | "no passage" | "no article" | "by hand";
}

/** Also in force: what will be repealed on a known day. Not yet in force: VIGUEUR_DIFF. */
const inForce = new Set(["VIGUEUR", "VIGUEUR_ETEN", "VIGUEUR_NON_ETEN", "ABROGE_DIFF"]);

/** The articles of a text that are in force. Of several with one number the first counts: annexes follow. */
export function articlesIn(node: TextNode, found = new Map<string, Article>()): Articles {
  const { id = "", num, etat = "", texte, content } = node.data;
  if (node.type === "article" && num !== undefined && inForce.has(etat)) {
    const number = numberOf(String(num));
    if (!found.has(number)) found.set(number, { identifier: id, text: texte ?? content ?? "" });
  }
  for (const child of node.children ?? []) articlesIn(child, found);
  return found;
}

/** Some articles are numbered as `XIII. 3`. */
function numberOf(text: string): string {
  return text.replaceAll(/\s/g, "");
}

/** Looks for every quoted passage. */
export function checkQuotes(
  rules: readonly Quoting[],
  texts: { labourCode: Articles; convention: Articles },
): CheckedQuote[] {
  return rules.flatMap(({ id: rule, quotes }) =>
    quotes.map(({ identifier: kept, ...quote }): CheckedQuote => {
      const { article, text, read_on } = quote;
      const asked = { rule, ...quote, ...(kept !== undefined && { kept }) };
      if (read_on !== undefined) return { ...asked, result: "by hand" };
      const [, number] = /^CCNEAC (.+)$/.exec(article) ?? [];
      const found =
        number === undefined
          ? texts.labourCode.get(article)
          : articleAround(number, texts.convention);
      if (found === undefined) return { ...asked, result: "no article" };
      const result = holds(found.text, text) ? "yes" : "no passage";
      return { ...asked, found: found.identifier, result };
    }),
  );
}

/** The article, or the one that it is a paragraph of: X.4.9 is in X.4. */
function articleAround(number: string, articles: Articles): Article | undefined {
  const parts = numberOf(number).split(".");
  for (let length = parts.length; length > 1; length -= 1) {
    const found = articles.get(parts.slice(0, length).join("."));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a text has a passage: tags do not count, nor how spaces, quotation marks and dashes are written. */
export function holds(text: string, passage: string): boolean {
  return plain(text).includes(plain(passage));
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  gt: ">",
  lt: "<",
  nbsp: " ",
  quot: '"',
};

function plain(text: string): string {
  return text
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity)
    .normalize("NFC")
    .replaceAll(/[’ʼ`]/g, "'")
    .replaceAll(/[“”«»]/g, '"')
    .replaceAll(/[–—]/g, "-")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?(\p{Punctuation}) ?/gu, "$1")
    .trim();
}

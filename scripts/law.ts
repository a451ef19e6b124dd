/**
 * Checks that every passage that a working-time rule quotes is still in its article, and that the article
 * is still the version that was read. A change of the law makes it fail. With `--write` it keeps the
 * identifiers of the versions in force, once somebody has read them.
 *
 * It is no part of `pnpm check`: it needs the registry.
 *
 * @example pnpm law
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { catalogue } from "@coulisses/labour";
import { articlesIn, checkQuotes, type CheckedQuote } from "./law/quotes.ts";
import { loadTexts } from "./law/texts.ts";

const root = join(import.meta.dirname, "..");
const { labourCode, convention } = await loadTexts(join(root, "node_modules/.cache/law"));
const texts = { labourCode: articlesIn(labourCode), convention: articlesIn(convention) };
const checked = checkQuotes(catalogue, texts);

console.log(tableOf(checked));
if (process.argv.includes("--write")) await writeIdentifiers(checked);
else reportAll(checked.flatMap((quote) => newVersion(quote) ?? []));
reportAll(checked.flatMap((quote) => lostPassage(quote) ?? []));

function reportAll(faults: readonly string[]): void {
  for (const fault of new Set(faults)) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}

function tableOf(quotes: readonly CheckedQuote[]): string {
  const rows = quotes.map(({ rule, article, found = "", result, read_on = "" }) => [
    rule,
    article,
    found,
    result === "by hand" ? `by hand, ${read_on}` : result,
  ]);
  const all = [["rule", "article", "identifier", "found"], ...rows];
  const widths = all[0]?.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0))) ?? [];
  return all
    .map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

function lostPassage({ rule, article, text, found, result }: CheckedQuote): string | undefined {
  if (result === "no article") return `${rule}: ${article} is not in force.`;
  if (result !== "no passage") return undefined;
  return `${rule}: ${article} (${found}) does not say “${text}”. Read it, and change the rule.`;
}

function newVersion({ article, found, kept = "unknown" }: CheckedQuote): string | undefined {
  if (found === undefined || found === kept) return undefined;
  return `${article} is ${found}, and was ${kept}. Read it, then run pnpm law --write.`;
}

async function writeIdentifiers(quotes: readonly CheckedQuote[]): Promise<void> {
  const path = join(root, "packages/labour/src/articles.ts");
  const known = new Map(
    quotes.flatMap(({ article, found }) =>
      found === undefined ? [] : [[article, found] as const],
    ),
  );
  const lines = [...known]
    .toSorted(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([article, identifier]) => `  "${article}": "${identifier}",\n`);
  const before = await readFile(path, "utf8");
  await writeFile(path, before.replace(/(= \{\n).*\};/s, `$1${lines.join("")}};`));
}

/** The tables of rules in the README of packages/labour, from the code, in both languages. */
import {
  catalogue,
  concernOf,
  type Language,
  type Person,
  type RuleDescription,
  standingOf,
  titleOf,
  whomOf,
} from "@coulisses/labour";
import { en } from "../packages/labour/src/sentences/en.ts";
import { fr } from "../packages/labour/src/sentences/fr.ts";

const whom = { en: en.whom, fr: fr.whom };
const heads = {
  en: {
    rules: ["Rule", "What it asks for", "Whom it concerns", "Level", "Source"],
    levels: { block: "block", warn: "warn", info: "info" },
    employments: "By employment; `–` does not concern them:",
    occupations: "By occupation, of people employed so that it can concern them:",
  },
  fr: {
    rules: ["Règle", "Ce qu’elle demande", "Qui elle concerne", "Niveau", "Source"],
    levels: { block: "bloque", warn: "avertit", info: "informe" },
    employments: "Selon l’emploi ; `–` ne s’applique pas :",
    occupations: "Selon le métier, pour un emploi que la règle peut concerner :",
  },
} as const;

const start = "<!-- Written by pnpm gen: the tables of rules. -->";
const end = "<!-- The end of the tables of rules. -->";

/** The README with the tables as the code has them. */
export function withRuleTables(readme: string): string {
  const [before] = readme.split(start);
  const [, after] = readme.split(end);
  if (before === undefined || after === undefined)
    throw new Error("The README has no place for the tables of rules");
  const tables = [...tablesIn("en"), "The same in French:", ...tablesIn("fr")].join("\n\n");
  return `${before}${start}\n\n${tables}\n\n${end}${after}`;
}

function tablesIn(language: Language): string[] {
  const { rules, levels, employments, occupations } = heads[language];
  const facts = catalogue.map(({ id, to, level, reference }) => [
    `\`${id}\``,
    titleOf(id, language),
    whomOf(to, language),
    levels[level],
    reference,
  ]);
  return [
    table([[...rules], ...facts]),
    employments,
    matrix(language, keysOf(whom[language].employments), ({ to }, employment) => ({
      occupation: to.occupations?.[0] ?? "other",
      employment,
    })),
    occupations,
    matrix(language, keysOf(whom[language].occupations), ({ to }, occupation) => ({
      occupation,
      employment: to.employments?.[0] ?? "monthly",
    })),
  ];
}

/** What each rule is to people, of an age that it can concern. */
function matrix<Key extends string>(
  language: Language,
  keys: readonly Key[],
  personOf: (rule: RuleDescription, key: Key) => Person,
): string {
  const rows = catalogue.map((rule) => [
    `\`${rule.id}\``,
    ...keys.map((key) => {
      const person = { birth_date: "2010-01-01", ...personOf(rule, key) };
      const { standing } = concernOf(rule.to, person);
      return standing === "free" ? "–" : standingOf(standing, language);
    }),
  ]);
  return table([[heads[language].rules[0], ...keys.map((key) => `\`${key}\``)], ...rows]);
}

function keysOf<Key extends string>(words: Readonly<Record<Key, string>>): Key[] {
  const isKey = (key: string): key is Key => key in words;
  return Object.keys(words).filter(isKey);
}

/** A Markdown table as the formatter writes it. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...others] = rows;
  const widths = head.map((_, at) => Math.max(3, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, at) => (row[at] ?? "").padEnd(width)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...others.map(line)].join(
    "\n",
  );
}

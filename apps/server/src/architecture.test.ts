import { glob, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "../../..");
const read = (path: string) => readFile(join(root, path), "utf8");
const architecture = await read("docs/architecture.md");
const files = await Array.fromAsync(
  glob(["{packages,apps}/*/src/**/*.{ts,tsx,cjs}", "scripts/*.ts"], { cwd: root }),
);

const ImportRule = z.tuple([
  z.literal("error"),
  z.object({ patterns: z.tuple([z.object({ group: z.array(z.string()) })]) }),
]);
const Lint = z.object({
  overrides: z.array(
    z.object({
      files: z.array(z.string()),
      rules: z.object({
        "no-restricted-imports": z.union([ImportRule, z.literal("off")]).optional(),
      }),
    }),
  ),
});

/** A pattern of the linter as the table of imports writes it. */
function nameOf(pattern: string): string {
  return pattern
    .replace(/^!/, "")
    .replace(/^\.\.\/kit\/(?:ids|issue|must|paging|roles|text|time)\.ts$/, "shapes")
    .replace(/^\.\.\/\*\/\*(\w+)\.ts$/, "$1")
    .replace(/^\.\/\*(\w+)\.ts$/, "own $1")
    .replace(/^\.\.?\/(?:(?:\*|rules|sentences)\/)?\*\.ts$/, "own files")
    .replace(/^\.\.\/(.*)\.ts$/, "$1");
}

function listed(patterns: string[]): string {
  const names = new Set(patterns.map(nameOf));
  const isListed = (name: string) =>
    !names.has(name.replace(/^own /, "")) || !name.startsWith("own ");
  return [...names]
    .filter(isListed)
    .map((name) => `\`${name}\``)
    .join(", ");
}

function mayImport(group: string[]): string {
  const allowed = listed(group.filter((pattern) => pattern.startsWith("!")));
  if (group.includes("*")) return allowed;
  const denied = listed(group.filter((pattern) => !/^!|\*\*/.test(pattern)));
  return `all but ${denied}${allowed && `, except ${allowed}`}`;
}

test("the table of imports is what the linter enforces", async () => {
  const { overrides } = Lint.parse(JSON.parse(await read(".oxlintrc.json")));
  const enforced = overrides.flatMap(({ files: [path = ""], rules }) => {
    const rule = rules["no-restricted-imports"];
    return Array.isArray(rule) ? [[path, mayImport(rule[1].patterns[0].group)]] : [];
  });
  const rows = architecture.matchAll(/^\| `([^`]+\/[^`]+)` +\| (.*?) +\|$/gm);
  expect(Array.from(rows, ([, path, allowed]) => [path, allowed])).toEqual(enforced);
});

test("the tree names each folder of sources, and no other", () => {
  const [, tree = ""] = /```\nmigrations\/.*?(^packages\/\n.*?)```/ms.exec(architecture) ?? [];
  const named = Array.from(
    tree.matchAll(/^ +([\w-]+)\/(?:src\/)?(?= )/gm),
    ([, name = ""]) => name,
  );
  const folders = new Set(files.map((path) => dirname(path).replace(/\/src$/, "")));
  folders.delete("scripts");
  expect(named.toSorted()).toEqual([...folders].map((path) => basename(path)).toSorted());
});

test("each source file that the architecture names exists", () => {
  const named = Array.from(
    architecture.matchAll(/`([\w./-]+\.(?:tsx?|cjs))`/g),
    ([, name = ""]) => name,
  );
  const isThere = (name: string) => files.some((path) => `/${path}`.endsWith(`/${name}`));
  expect(named.filter((name) => !isThere(name))).toEqual([]);
});

import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { catalogue } from "./catalogue.ts";
import { titleOf } from "./sentences.ts";

const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
const examples = Array.from(readme.matchAll(/```ts\n(.*?)```/gs), ([, text]) => String(text));

const file = join(import.meta.dirname, `example-${process.pid}.ts`);
afterEach(() => rm(file, { force: true }));

test.each(examples)("an example prints what it says: %s", async (example) => {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
    lines.push(format(...values));
  });
  await writeFile(file, example.replaceAll('"@coulisses/labour"', '"./index.ts"'));
  await import(`${file}?${examples.indexOf(example)}`);
  log.mockRestore();
  expect(lines).toEqual(Array.from(example.matchAll(/^\/\/ (.*)$/gm), ([, line]) => line));
});

test("the tables have every rule, as the code has it", () => {
  const rows = Array.from(readme.matchAll(/^\| `.*$/gm), ([row]) =>
    // JavaScript would trim the no-break spaces, too.
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.replaceAll(/^ +| +$/g, "")),
  );
  expect(rows.filter(({ length }) => length === 2)).toEqual(
    catalogue.map(({ id }) => [`\`${id}\``, titleOf(id, "fr")]),
  );
  expect(rows.filter(({ length }) => length === 4)).toEqual(
    catalogue.map(({ id, level, reference }) => [`\`${id}\``, titleOf(id, "en"), level, reference]),
  );
});

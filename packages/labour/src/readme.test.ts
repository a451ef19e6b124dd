import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { examplesIn, printedBy, expectedOutput } from "../../../scripts/readme-examples.ts";
import { catalogue } from "./catalogue.ts";
import { titleOf } from "./sentences.ts";

const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
const options = { name: "@coulisses/labour", sources: import.meta.dirname };

test.each(examplesIn(readme))("an example prints what it says: %s", async (example) => {
  expect(await printedBy(example, options)).toEqual(expectedOutput(example));
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

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { examplesIn, printedBy, expectedOutput } from "../../../scripts/readme-examples.ts";

const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
const options = { name: "@coulisses/labour", sources: import.meta.dirname };

test.each(examplesIn(readme))("an example prints what it says: %s", async (example) => {
  expect(await printedBy(example, options)).toEqual(expectedOutput(example));
});

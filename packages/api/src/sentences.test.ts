import { glob, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

/** A text with words, as an argument or a member that zod says to callers. */
const saidBySchemas =
  /(?:\.(?:refine|regex|guid|email|min|max|superRefine|check)\([^;]*?,\s*|addIssue\(\s*|(?:message|error):\s*(?:\([^)]*\) =>\s*)?)(["`][A-Z][a-z]+ [^"`]*["`])/g;

test("schemas, errors and issues hold no sentence: those are in packages/messages", async () => {
  const found: string[] = [];
  for await (const file of glob("**/*.ts", { cwd: import.meta.dirname })) {
    if (/(?:\.test|factory)\.ts$/.test(file)) continue;
    const text = await readFile(`${import.meta.dirname}/${file}`, "utf8");
    for (const [, sentence] of text.matchAll(saidBySchemas)) found.push(`${file}: ${sentence}`);
    for (const [error] of text.matchAll(/new DomainError\(\s*"[a-z_]+",\s*["`][^"`]*/g))
      found.push(`${file}: ${error}`);
  }
  expect(found).toEqual([]);
});

test("what looks for sentences finds them", () => {
  const wrong = [
    'z.string().refine(isCode, "Must be a code")',
    'context.addIssue("Must be a code")',
    '{ message: "Must be a code" }',
  ];
  for (const text of wrong) expect(text.match(saidBySchemas)).not.toBe(null);
});

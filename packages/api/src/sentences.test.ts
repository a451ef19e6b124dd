import { glob, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";

const root = `${import.meta.dirname}/../../..`;

/** The code of a folder, without tests, by file. */
async function codeIn(folder: string): Promise<[file: string, code: string][]> {
  const files = await Array.fromAsync(glob("**/*.ts", { cwd: `${root}/${folder}` }));
  const sources = files.filter((file) => !/(?:\.test|factory)\.ts$/.test(file));
  return Promise.all(
    sources.map(async (file) => [file, await readFile(`${root}/${folder}/${file}`, "utf8")]),
  );
}

/** A text with words, as an argument or a member that zod says to callers. */
const saidBySchemas =
  /(?:\.(?:refine|regex|guid|email|min|max|superRefine|check)\([^;]*?,\s*|addIssue\(\s*|(?:message|error):\s*(?:\([^)]*\) =>\s*)?)(["`][A-Z][a-z]+ [^"`]*["`])/g;

/** A text given to an error that callers see. */
const saidByErrors = /new DomainError\(\s*"[a-z_]+",\s*["`][^"`]*/g;

/** A text that begins as a sentence does, in quotes or between the tags of a page. */
const sentence = /["'`>]\p{Lu}[\p{L}'’]* \p{Ll}[^"`<]*/gu;

/**
 * What the server says in English alone, because people who plan do not read it: operators read settings,
 * commands, readiness and metrics, developers read the OpenAPI document.
 */
const english = /^(?:cli|demo|operations)\/|^(?:config|document|listen-error|serve)\.ts$/;

/** Code without comments, and without internal errors, which are logged and never answered. */
function withoutAsides(code: string): string {
  return code
    .replaceAll(/\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm, "")
    .replaceAll(/new (?:Type|Range)?Error\(\s*(["`])[^"`]*\1/g, "");
}

describe("sentences for people stand in packages/messages, and not in", () => {
  test.each(["packages/api/src", "packages/rest/src", "apps/server/src"])(
    "schemas, errors and issues of %s",
    async (folder) => {
      const found: string[] = [];
      for (const [file, text] of await codeIn(folder)) {
        for (const [, said] of text.matchAll(saidBySchemas)) found.push(`${file}: ${said}`);
        for (const [error] of text.matchAll(saidByErrors)) found.push(`${file}: ${error}`);
      }
      expect(found).toEqual([]);
    },
  );

  test("mails, pages and answers of apps/server", async () => {
    const found: string[] = [];
    for (const [file, text] of await codeIn("apps/server/src")) {
      if (english.test(file)) continue;
      for (const [said] of withoutAsides(text).matchAll(sentence)) found.push(`${file}: ${said}`);
    }
    expect(found).toEqual([]);
  });
});

describe("what looks for sentences finds", () => {
  test.each([
    'z.string().refine(isCode, "Must be a code")',
    'context.addIssue("Must be a code")',
    '{ message: "Must be a code" }',
  ])("%s", (code) => {
    expect(code.match(saidBySchemas)).not.toBe(null);
  });

  test.each([
    'const lead = "Votre lien ne fonctionne pas";',
    "before: `À bientôt ${name}`",
    "`<h1>This link does not work</h1>`",
  ])("%s", (code) => {
    expect(withoutAsides(code).match(sentence)).not.toBe(null);
  });

  test("nothing in comments, nor in errors that are never answered", () => {
    const code = '// "Must be a code"\n/** `Must be` */\nthrow new Error("There is no port");';
    expect(withoutAsides(code).match(sentence)).toBe(null);
  });
});

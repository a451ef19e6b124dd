import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pack, run } from "../../../scripts/pack.ts";
import { catalogue } from "./catalogue.ts";

const packageFolder = join(import.meta.dirname, "..");
const home = await mkdtemp(join(tmpdir(), "coulisses-labour-"));
const installed = join(home, "node_modules/@coulisses/labour");
afterAll(() => rm(home, { recursive: true }));

let tarball: Buffer<ArrayBuffer>;

beforeAll(async () => {
  const file = await pack(packageFolder, home);
  tarball = await readFile(file);
  await writeFile(join(home, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--offline", file], home);
});

test("holds the built module, its types, and what a reader needs", async () => {
  const entries = await readdir(installed, { recursive: true });
  expect(entries.toSorted()).toEqual([
    "LICENSE",
    "README.md",
    "dist",
    "dist/index.d.ts",
    "dist/index.js",
    "package.json",
  ]);
});

test("needs nothing at run time, and imports nothing", async () => {
  const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  expect(Object.keys(manifest)).not.toContain("dependencies");
  for (const file of ["dist/index.js", "dist/index.d.ts"])
    expect(await readFile(join(installed, file), "utf8")).not.toMatch(/^import|from "/m);
});

test("reads no clock, and keeps no time but Temporal's", async () => {
  const module = await readFile(join(installed, "dist/index.js"), "utf8");
  expect(module).not.toMatch(/\bDate\b|Temporal\.Now|process\.|performance\.\w|Math\.random/);
});

test("has no fault that publint knows", async () => {
  const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  expect(messages).toEqual([]);
});

test("runs where only it is installed", async () => {
  const program = `
import { catalogue, ccneac, check, codeDuTravail, counters, profileWith } from "@coulisses/labour";
console.log(catalogue.length, ccneac.id, codeDuTravail.id, check([], { occupation: "other" }).length);
console.log(typeof counters, typeof profileWith);
`;
  await writeFile(join(home, "program.js"), program);
  expect(await run(process.execPath, ["program.js"], home)).toBe(
    `${catalogue.length} ccneac code-du-travail 0\nfunction function\n`,
  );
});

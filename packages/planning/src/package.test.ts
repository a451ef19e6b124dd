import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, Script } from "node:vm";
import { publint } from "publint";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pack, run } from "../../../scripts/pack.ts";
import { candidate, position, world } from "./factory.ts";
import { findingsOn } from "./index.ts";

const packageFolder = join(import.meta.dirname, "..");
const home = await mkdtemp(join(tmpdir(), "coulisses-planning-"));
const installed = join(home, "node_modules/@coulisses/planning");
afterAll(() => rm(home, { recursive: true }));

let tarball: Buffer<ArrayBuffer>;

beforeAll(async () => {
  const labour = await pack(join(packageFolder, "../labour"), home);
  const file = await pack(packageFolder, home);
  tarball = await readFile(file);
  await writeFile(join(home, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--offline", labour, file], home);
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

test("needs nothing at run time but labour", async () => {
  const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  expect(Object.keys(manifest.dependencies)).toEqual(["@coulisses/labour"]);
});

test("reads no clock, draws no random number, and keeps no time but Temporal's", async () => {
  const module = await readFile(join(installed, "dist/index.js"), "utf8");
  expect(module).not.toMatch(/\bDate\b|Temporal\.Now|process\.|performance\.|Math\.random|crypto/);
});

test("has no fault that publint knows", async () => {
  const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  expect(messages).toEqual([]);
});

test("decides the same where there is nothing but JavaScript, as in a browser", async () => {
  const input = join(home, "program.js");
  await writeFile(input, 'export { findingsOn } from "@coulisses/planning";\n');
  const bundle = await rolldown({ input, platform: "browser" });
  const { output } = await bundle.generate({ format: "iife", name: "planning" });
  const context = createContext({ given: JSON.stringify(asked) });
  new Script(`${output[0].code}
    const { question, world } = JSON.parse(given);
    var found = JSON.stringify(planning.findingsOn(question, world));`).runInContext(context);
  const found: unknown = JSON.parse(String(Object(context).found));
  expect(found).toEqual(findingsOn(asked.question, asked.world));
  expect(found).toMatchObject([{ rule: "full" }, { rule: "skill" }, { rule: "availability" }]);
});

const asked = {
  question: {
    position: position({ skill: "son", taken: 1 }),
    candidate: candidate({ availabilities: [] }),
  },
  world: world(),
};

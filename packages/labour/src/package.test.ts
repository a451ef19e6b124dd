import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { afterAll, beforeAll, expect, test } from "vitest";

const packageFolder = join(import.meta.dirname, "..");
const home = await mkdtemp(join(tmpdir(), "coulisses-labour-"));
const installed = join(home, "node_modules/@coulisses/labour");
afterAll(() => rm(home, { recursive: true }));

let tarball: Buffer<ArrayBuffer>;

beforeAll(async () => {
  const file = await pack();
  tarball = await readFile(file);
  await writeFile(join(home, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--offline", file]);
});

/** Builds and packs as for publishing. Only pnpm knows what `catalog:` and `publishConfig` stand for. */
async function pack(): Promise<string> {
  const pnpm = process.env["npm_execpath"] ?? "";
  const packing = ["pack", "--pack-destination", home];
  if (!basename(pnpm).startsWith("pnpm"))
    await run("npx", ["--yes", "pnpm@12", ...packing], packageFolder);
  else if (/\.[cm]?js$/.test(pnpm)) await run(process.execPath, [pnpm, ...packing], packageFolder);
  else await run(pnpm, packing, packageFolder);
  const file = (await readdir(home)).find((name) => name.endsWith(".tgz"));
  return join(home, file ?? "");
}

async function run(command: string, values: string[], cwd = home): Promise<string> {
  // What is run finds the Node that runs this.
  const PATH = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
  const { stdout } = await promisify(execFile)(command, values, {
    cwd,
    env: { ...process.env, PATH },
  });
  return stdout;
}

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
  expect(module).not.toMatch(/\bDate\b|Temporal\.Now|process\.|performance\.|Math\.random/);
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
  expect(await run(process.execPath, ["program.js"])).toBe(
    "26 ccneac code-du-travail 0\nfunction function\n",
  );
});

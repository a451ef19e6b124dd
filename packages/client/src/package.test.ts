import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { createTestDatabase } from "@coulisses/database/testing";
import { buildApp } from "@coulisses/server/app";
import { readConfig } from "@coulisses/server/config";
import reactQuery from "@tanstack/react-query/package.json" with { type: "json" };
import trpc from "@trpc/tanstack-react-query/package.json" with { type: "json" };
import { publint } from "publint";
import react from "react/package.json" with { type: "json" };
import typescript from "typescript/package.json" with { type: "json" };
import { afterAll, beforeAll, expect, test } from "vitest";

const packageFolder = join(import.meta.dirname, "..");
const home = await mkdtemp(join(tmpdir(), "coulisses-client-"));
const installed = join(home, "node_modules/@coulisses/client");
afterAll(() => rm(home, { recursive: true }));

let tarball: Buffer<ArrayBuffer>;

beforeAll(async () => {
  const file = await pack();
  tarball = await readFile(file);
  await writeFile(join(home, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await install(file, `typescript@${typescript.version}`);
});

/** Builds and packs as for publishing. Only pnpm resolves `catalog:` and `publishConfig`. */
async function pack(): Promise<string> {
  const pnpm = process.env["npm_execpath"] ?? "";
  const packing = ["pack", "--pack-destination", home];
  const options = { cwd: packageFolder };
  if (!basename(pnpm).startsWith("pnpm"))
    await run("npx", ["--yes", "pnpm@12", ...packing], options);
  else if (/\.[cm]?js$/.test(pnpm)) await run(process.execPath, [pnpm, ...packing], options);
  else await run(pnpm, packing, options);
  const file = (await readdir(home)).find((name) => name.endsWith(".tgz"));
  return join(home, file ?? "");
}

async function install(...packages: string[]): Promise<void> {
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...packages]);
}

/** Read from the file, because TypeScript does not import from `@types`. */
async function versionOfReactTypes(): Promise<string> {
  const manifest = join(packageFolder, "node_modules/@types/react/package.json");
  return String(JSON.parse(await readFile(manifest, "utf8")).version);
}

/** Type-checks files as strictly as TypeScript can, by default with all declaration files. */
async function check(files: Record<string, string>, skipLibCheck = false): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(home, name), text);
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck,
    module: "nodenext",
    target: "es2022",
    lib: ["esnext", "dom"],
    types: [],
    jsx: "react-jsx",
    noEmit: true,
  };
  const project = { compilerOptions, files: Object.keys(files) };
  await writeFile(join(home, "tsconfig.json"), JSON.stringify(project));
  await run(process.execPath, ["node_modules/typescript/bin/tsc"]);
}

async function run(command: string, values: string[], { cwd } = { cwd: home }): Promise<string> {
  // The command uses the same Node as this test.
  const PATH = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
  try {
    const env = { ...process.env, PATH };
    return (await promisify(execFile)(command, values, { cwd, env })).stdout;
  } catch (error) {
    const output = error instanceof Error && "stdout" in error ? error.stdout : "";
    throw new Error(`${command} ${values.join(" ")} failed: ${String(output)}`, { cause: error });
  }
}

async function declarations(): Promise<string> {
  return readFile(join(installed, "dist/index.d.ts"), "utf8");
}

test("contains the built module, its types, the README and the license", async () => {
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

test("depends on tRPC alone at run time", async () => {
  const { dependencies, peerDependencies } = JSON.parse(
    await readFile(join(installed, "package.json"), "utf8"),
  );
  expect(Object.keys(dependencies)).toEqual(["@trpc/client"]);
  expect(Object.keys(peerDependencies)).toEqual(["@trpc/server"]);
  const module = await readFile(join(installed, "dist/index.js"), "utf8");
  expect(importsOf(module)).toEqual(["@trpc/client", "@trpc/server/observable"]);
});

test("publishes types without internals of the server", async () => {
  const types = await declarations();
  expect(types).not.toMatch(
    /kysely|zod|\bpg\b|postgres|openapi|fastify|organisation_id|search_key|@coulisses/i,
  );
  expect(importsOf(types)).toEqual(["@trpc/client", "@trpc/server"]);
});

function importsOf(text: string): string[] {
  const sources = Array.from(text.matchAll(/(?:from |import\()"([^"]+)"/g), ([, source]) => source);
  return [...new Set(sources)].map(String).toSorted();
}

test("publint finds no fault", async () => {
  const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  expect(messages).toEqual([]);
});

test("resolves, with its types, in every way to import ES modules", async () => {
  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
  const problems = analysis.types && "problems" in analysis ? analysis.problems : [analysis];
  const toBeExpected = new Set(["node10", "node16-cjs"]);
  expect(
    problems.filter(
      (problem) => !("resolutionKind" in problem && toBeExpected.has(problem.resolutionKind)),
    ),
  ).toEqual([]);
});

test("type-checks and runs with only TypeScript installed beside it", async () => {
  const DATABASE_URL = await createTestDatabase();
  const app = await buildApp(readConfig({ DATABASE_URL, LOG_LEVEL: "silent" }));
  try {
    const url = await app.listen({ host: "127.0.0.1", port: 0 });
    await check({ "program.ts": programFor(url) });
    expect(JSON.parse(await run(process.execPath, ["program.ts"]))).toEqual([
      "Camille Fontaine",
      "not_found",
      "admin",
      "Screen",
      "keys.create",
    ]);
  } finally {
    await app.close();
  }
});

function programFor(url: string): string {
  return `
import {
  createClient,
  problemOf,
  type Artist,
  type AuditEvent,
  type CreatedKey,
  type CurrentOf,
  type Inputs,
  type Key,
  type KeyCreate,
  type Me,
  type Outputs,
  type Problem,
  type ProblemCode,
  type Role,
} from "@coulisses/client";

const client = createClient({ url: "${url}", apiKey: "clk_4fGhJq0b7yT5u2kW8s1xR9vN3mC6dZ_pLhEaQiOtUfY" });
const artist: Artist = await client.artists.create.mutate({ name: "Camille Fontaine" });
const failure: unknown = await client.plannings.get
  .query({ planning_id: crypto.randomUUID() })
  .catch((error: unknown) => error);
const problem: Problem | undefined = problemOf(failure);
const code: ProblemCode | undefined = problem?.code;
const me: Me = await client.me.get.query();
const role: Role = me.role;
const wanted: KeyCreate = { name: "Screen", role: "viewer", expires_at: "2099-01-01T00:00:00Z" };
const made: CreatedKey = await client.keys.create.mutate(wanted);
const key: Key | undefined = (await client.keys.list.query()).items[0];
const events: AuditEvent[] = (await client.audit.list.query({ id: made.id })).items;
const current: CurrentOf<"stale"> | undefined = problem?.code === "stale" ? problem.current : undefined;
const title: string | undefined = current && "positions" in current ? current.title : undefined;
const days: Inputs["missions"]["duplicate"]["days"] = [7];
const undone = ({ missions }: Outputs["events"]["undo"]) => missions.map(({ id }) => id);
console.log(JSON.stringify([artist.name, code, role, key?.name, events[0]?.procedure]));

export function doesNotCompile() {
  // @ts-expect-error a name is text
  void client.artists.create.mutate({ name: 1 });
  // @ts-expect-error an artist has no such key
  void artist.organisation_id;
  // @ts-expect-error there is no such role
  void client.keys.create.mutate({ name: "Screen", role: "owner" });
  // @ts-expect-error only a new key has its secret
  void key?.key;
  // @ts-expect-error another code has no current
  void (problem?.code === "not_found" && problem.current);
  // @ts-expect-error no problem has this code
  return code === "unknown";
}
`;
}

test("every example of its README, and of the project's, type-checks", async () => {
  await install(
    `@trpc/tanstack-react-query@${trpc.version}`,
    `@tanstack/react-query@${reactQuery.version}`,
    `@types/react@${await versionOfReactTypes()}`,
    `react@${react.version}`,
  );
  const readmes = [join(installed, "README.md"), join(packageFolder, "../../README.md")];
  const texts = await Promise.all(readmes.map((path) => readFile(path, "utf8")));
  const blocks = texts.flatMap((text) => Array.from(text.matchAll(/```(tsx?)\n(.*?)```/gs)));
  expect(blocks.length).toBeGreaterThan(5);
  const examples = blocks.map(([, kind, text = ""], i) => [`example-${i}.${kind}`, text]);
  // The declaration files of tRPC's integration import modules that only servers have.
  await check(Object.fromEntries(examples), true);
});

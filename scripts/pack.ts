import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

/**
 * Builds and packs a package as for publishing, with pnpm, because only pnpm resolves `catalog:`,
 * `workspace:` and `publishConfig`.
 *
 * @returns the path of the tarball in `destination`
 */
export async function pack(packageFolder: string, destination: string): Promise<string> {
  const before = new Set(await readdir(destination));
  const pnpm = process.env["npm_execpath"] ?? "";
  const packing = ["pack", "--pack-destination", destination];
  if (!basename(pnpm).startsWith("pnpm"))
    await run("npx", ["--yes", "pnpm@12", ...packing], packageFolder);
  else if (/\.[cm]?js$/.test(pnpm)) await run(process.execPath, [pnpm, ...packing], packageFolder);
  else await run(pnpm, packing, packageFolder);
  const made = await readdir(destination);
  return join(destination, made.find((name) => name.endsWith(".tgz") && !before.has(name)) ?? "");
}

/** Runs a program with the present Node first in its PATH. @returns its output */
export async function run(command: string, values: string[], cwd: string): Promise<string> {
  const PATH = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
  const env = { ...process.env, PATH };
  const { stdout } = await promisify(execFile)(command, values, { cwd, env });
  return stdout;
}

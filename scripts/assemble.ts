/**
 * Puts what production needs into an empty folder: the server, the packages that it depends on, the
 * migrations, the pages of the web application, and the dependencies from the registry. The container
 * image is made with it. It needs Node 26 and npm, and no installation beforehand.
 *
 * @example node scripts/assemble.ts /srv/coulisses
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = dirname(import.meta.dirname);
const [folder] = process.argv.slice(2);

if (folder === undefined) fail("Usage: node scripts/assemble.ts FOLDER");
const target = resolve(folder);
mkdirSync(target, { recursive: true });
if (readdirSync(target).length > 0) fail(`${target} is not empty.`);

// Packages stay outside of node_modules, because Node does not strip types inside of it. `pnpm deploy`
// moves them there, so its result does not start.
const workspace = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "patches", "LICENSE"];
const sources = productionPackages().flatMap((path) => [`${path}/package.json`, `${path}/src`]);
buildPages();
for (const path of [...workspace, "migrations", "apps/server/pages", ...sources])
  cpSync(join(root, path), join(target, path), { recursive: true, filter: isNoTest });
execFileSync("npx", ["--yes", "pnpm@12", "install", "--prod", "--frozen-lockfile"], {
  cwd: target,
  stdio: "inherit",
});

/** Builds the pages of the web application, for which its dependencies are installed if nothing is. */
function buildPages(): void {
  const install = ["--filter", "@coulisses/web...", "install", "--frozen-lockfile"];
  if (!existsSync(join(root, "node_modules")))
    execFileSync("npx", ["--yes", "pnpm@12", ...install], { cwd: root, stdio: "inherit" });
  execFileSync(process.execPath, ["apps/web/prepare.ts"], { cwd: root, stdio: "inherit" });
}

/** The folders of the server and of all workspace packages that it depends on. */
function productionPackages(): string[] {
  const list = ["--filter-prod", "@coulisses/server...", "list", "--depth", "-1", "--json"];
  const listed = execFileSync("npx", ["--yes", "pnpm@12", ...list], {
    cwd: root,
    encoding: "utf8",
  });
  const packages: { path: string }[] = JSON.parse(listed);
  return packages.map(({ path }) => relative(root, path));
}

function isNoTest(path: string): boolean {
  return !/(?:\.test|factory|testing)\.ts$/.test(path);
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

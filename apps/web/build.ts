import { execFileSync } from "node:child_process";
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const web = import.meta.dirname;
const workspace = join(web, "../..");
const built = join(workspace, "apps/server/pages");
/** Written last: its time is that of the last build that was completed. */
const mark = join(built, ".built");

const sources = [
  "apps/web/{public,src,worker}/**",
  "apps/web/*.{html,json,ts}",
  "packages/{client,labour,messages,planning}/src/**",
  "pnpm-lock.yaml",
];

/** Builds the pages if a source is newer than the last build. */
export default function buildIfStale(): void {
  const time = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const paths = globSync(sources, { cwd: workspace });
  if (paths.some((path) => statSync(join(workspace, path)).mtimeMs > time)) build();
}

function build(): void {
  console.log("Building the pages…");
  rmSync(mark, { force: true });
  const vite = createRequire(import.meta.url).resolve("vite/package.json");
  // As for production, also where tests build it. In a process of its own, whose memory the server need not keep.
  execFileSync(process.execPath, [join(dirname(vite), "bin/vite.js"), "build"], {
    cwd: web,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (const path of globSync("**/*.{css,html,js,svg}", { cwd: built }))
    compress(join(built, path));
  writeFileSync(mark, "");
}

/** Compresses a file once, so that no request waits for it. */
function compress(path: string): void {
  const content = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(content));
  writeFileSync(`${path}.gz`, gzipSync(content));
}

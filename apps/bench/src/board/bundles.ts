import { statSync } from "node:fs";
import { join } from "node:path";

/** The built pages. */
const pages = join(import.meta.dirname, "../../../server/pages");

/** A file that a page loaded. */
export interface Loaded {
  path: string;
  /** Compressed with brotli. */
  bytes: number;
}

/** The sizes of scripts and styles at these addresses, largest first. */
export function sizesOf(addresses: string[]): Loaded[] {
  return addresses
    .map((address) => new URL(address).pathname)
    .filter((path) => /\.(?:js|css)$/.test(path))
    .map((path) => ({ path, bytes: statSync(join(pages, `${path}.br`)).size }))
    .toSorted((a, b) => b.bytes - a.bytes);
}

/** Kilobytes of all scripts together. */
export function scriptsOf(files: Loaded[]): number {
  const scripts = files.filter(({ path }) => path.endsWith(".js"));
  return scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
}

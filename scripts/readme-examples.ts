import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import { vi } from "vitest";

/** The ```ts examples of a README. Their comments have the expected output. */
export function examplesIn(readme: string): string[] {
  return Array.from(readme.matchAll(/```ts\n(.*?)```/gs), ([, text]) => String(text));
}

/** The expected output of an example, by line. */
export function expectedOutput(example: string): string[] {
  return Array.from(example.matchAll(/^\/\/ ?(.*)$/gm), ([, line = ""]) => line.trimEnd());
}

/** The package that an example imports, and the folder of its sources. */
interface Package {
  name: string;
  sources: string;
}

let run = 0;

/** Runs an example in the folder of the package's sources. @returns its exports */
export async function importExample(example: string, { name, sources }: Package) {
  const file = join(sources, `example-${process.pid}.ts`);
  try {
    await writeFile(file, example.replaceAll(`"${name}"`, '"./index.ts"'));
    return await import(`${file}?${(run += 1)}`);
  } finally {
    await rm(file, { force: true });
  }
}

/** Runs an example. @returns the lines that it prints */
export async function printedBy(example: string, from: Package): Promise<string[]> {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
    lines.push(format(...values).trimEnd());
  });
  try {
    await importExample(example, from);
  } finally {
    log.mockRestore();
  }
  return lines;
}

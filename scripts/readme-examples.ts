import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import { vi } from "vitest";

/** The ```ts examples of a README, which say in comments what they print. */
export function examplesIn(readme: string): string[] {
  return Array.from(readme.matchAll(/```ts\n(.*?)```/gs), ([, text]) => String(text));
}

/** What an example says that it prints. */
export function saidToPrint(example: string): string[] {
  return Array.from(example.matchAll(/^\/\/ ?(.*)$/gm), ([, line = ""]) => line.trimEnd());
}

let run = 0;

/** Runs an example in the folder of the package's sources, and gives the lines that it prints. */
export async function printedBy(
  example: string,
  { name, sources }: { name: string; sources: string },
): Promise<string[]> {
  const file = join(sources, `example-${process.pid}.ts`);
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
    lines.push(format(...values).trimEnd());
  });
  try {
    await writeFile(file, example.replaceAll(`"${name}"`, '"./index.ts"'));
    await import(`${file}?${(run += 1)}`);
  } finally {
    log.mockRestore();
    await rm(file, { force: true });
  }
  return lines;
}

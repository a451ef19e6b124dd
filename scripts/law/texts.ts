import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../pack.ts";
import type { TextNode } from "./quotes.ts";

/** A pinned package of the registry, and the only file of it that is needed. */
interface Source {
  name: string;
  version: string;
  integrity: string;
  file: string;
}

/**
 * These are no dev dependencies: installed they take 650 MB, which every fresh clone and every run of CI
 * would download for a script that few people run. Two of their files are enough.
 */
const sources = {
  labourCode: {
    name: "@socialgouv/legi-data",
    version: "2.513.0",
    integrity:
      "sha512-YaBJPF39Ic/EKdBq+gCagjPJdHeqA1Fpa5lHKEn3G7za/j9ZENRqMKcenntnNBUXFvrVA+fSXVfpi4gQr228UA==",
    file: "data/LEGITEXT000006072050.json",
  },
  // The newest versions hold this convention (IDCC 1285) empty.
  convention: {
    name: "@socialgouv/kali-data",
    version: "2.671.0",
    integrity:
      "sha512-9bpR410q8wq707Xse11G3dYwicHfjHLJowFrbCZosZlIv5IF1ApLuWLlu1bVVH3c8jfL0LEACxFp2vokdKWIvQ==",
    file: "data/KALICONT000005635964.json",
  },
} as const satisfies Record<string, Source>;

/** The legal texts, from the registry that npm is configured with, or from an earlier run. */
export async function loadTexts(cache: string): Promise<Record<keyof typeof sources, TextNode>> {
  await mkdir(cache, { recursive: true });
  const labourCode = await loadText(sources.labourCode, cache);
  return { labourCode, convention: await loadText(sources.convention, cache) };
}

async function loadText(source: Source, cache: string): Promise<TextNode> {
  const { name, version } = source;
  const kept = join(cache, `${name.replace(/^.*\//, "")}-${version}.json`);
  const text = await readFile(kept, "utf8").catch(async () => {
    await fetchTo(kept, source, cache);
    return readFile(kept, "utf8");
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the integrity tells what the file is
  return JSON.parse(text) as TextNode;
}

/** @throws Error when the package is not the pinned one */
async function fetchTo(kept: string, source: Source, cache: string): Promise<void> {
  const { name, version, integrity, file } = source;
  const folder = await mkdtemp(join(cache, "fetched-"));
  try {
    console.error(`Fetching ${name} ${version} once …`);
    await run(
      "npm",
      ["pack", `${name}@${version}`, "--silent", "--pack-destination", folder],
      folder,
    );
    const [, scopeless = name] = name.split("/");
    const tarball = join(folder, `socialgouv-${scopeless}-${version}.tgz`);
    const hash = createHash("sha512")
      .update(await readFile(tarball))
      .digest("base64");
    if (`sha512-${hash}` !== integrity)
      throw new Error(`${name} ${version} is not the package that was read: sha512-${hash}`);
    await run("tar", ["-xzf", tarball, `package/${file}`], folder);
    // Only a whole file gets the final name.
    await rename(join(folder, "package", file), kept);
  } finally {
    await rm(folder, { recursive: true });
  }
}

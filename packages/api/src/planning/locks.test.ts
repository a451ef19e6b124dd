import { readdir, readFile } from "node:fs/promises";
import { transact } from "@coulisses/database";
import { expect, test } from "vitest";
import { DomainError } from "../kit/errors.ts";
import { authorize } from "../kit/context.ts";
import { testApi } from "../kit/factory.ts";
import { lock, type Locked, requireLocked } from "./locks.ts";

const tablesOfPlanning = new Set([
  "artists",
  "artist_skills",
  "assignments",
  "availabilities",
  "engagements",
  "mission_breaks",
  "missions",
  "outside_work",
  "plannings",
  "positions",
  "publications",
]);

const source = new URL("../", import.meta.url);
const files = (await readdir(source, { recursive: true })).filter((file) =>
  /(?<!\.test|factory)\.ts$/.test(file),
);

const lockings = [
  /\bfor (?:no key update|update|share|key share)\b/g,
  /\.for(?:Update|NoKeyUpdate|Share|KeyShare)\(/g,
  /\bpg_(?:try_)?advisory\w*/g,
];

/** The tables in which a file locks rows, and the advisory locks that it takes. */
function lockedIn(text: string): string[] {
  return lockings.flatMap((locking) =>
    Array.from(text.matchAll(locking), ({ 0: words, index }) => {
      if (words.startsWith("pg_")) return words;
      const before = text.slice(0, index).matchAll(/\bfrom (\w+)|\bselectFrom\("(\w+)/g);
      const [, inSql, inKysely] = [...before].at(-1) ?? [];
      return inSql ?? inKysely ?? "unknown";
    }),
  );
}

test("no file but locks.ts locks rows of planning, and none takes an advisory lock", async () => {
  const found = await Promise.all(
    files
      .filter((file) => file !== "planning/locks.ts")
      .map(async (file) =>
        lockedIn(await readFile(new URL(file, source), "utf8")).map((table) => [file, table]),
      ),
  );
  // The search finds locks in other files.
  expect(found.flat()).toContainEqual(["venues/commands.ts", "venues"]);
  expect(found.flat()).toContainEqual(["kit/idempotency.ts", "idempotency_keys"]);
  const strays = found
    .flat()
    .filter(([, table = ""]) => tablesOfPlanning.has(table) || /^pg_|unknown/.test(table));
  expect(strays).toEqual([]);
});

test("rows that are not locked are not written, also if they did not exist before", async () => {
  const { api, context } = await testApi();
  const { id } = await api.artists.create({ name: "Camille" });
  const { organisation } = authorize(context, "artists.list");
  await transact(context.db, async (trx) => {
    const locked = await lock(trx, organisation.id, { artists: [id] });
    expect(() => requireLocked(locked, { artists: [id] })).not.toThrow();
    expect(() => requireLocked(locked, { artists: [id], positions: [id] })).toThrow(DomainError);
    const { artists, missions, positions } = locked;
    // @ts-expect-error -- only locks.ts makes one
    const forged: Locked = { trx, organisation: organisation.id, artists, missions, positions };
    expect(forged).toEqual(locked);
  });
});

/**
 * Writes the generated files: the table types from the migrated database, the OpenAPI document from the
 * router, and the tables of rules in the README of packages/labour. With `--check` it writes nothing, and fails if one is stale.
 */
import { readFile, writeFile } from "node:fs/promises";
import { open } from "@coulisses/database";
import { migrate } from "@coulisses/database/migrate";
import { apiDocument } from "@coulisses/server/document";
import { generate, PostgresDialect } from "kysely-codegen";
import { withRuleTables } from "./labour-tables.ts";

const labour = new URL("../packages/labour/README.md", import.meta.url);

const files = {
  "packages/database/src/tables.ts": await tableTypes(),
  "docs/openapi.json": `${JSON.stringify(apiDocument({ API_PREFIX: "/api/v1", AUTH: "required" }), null, 2)}\n`,
  "packages/labour/README.md": withRuleTables(await readFile(labour, "utf8")),
};

for (const [path, text] of Object.entries(files)) {
  const url = new URL(`../${path}`, import.meta.url);
  if (!process.argv.includes("--check")) await writeFile(url, text);
  else if ((await readFile(url, "utf8")) !== text) {
    console.error(`${path} is stale: run pnpm gen and commit what changed.`);
    process.exitCode = 1;
  }
}

async function tableTypes(): Promise<string> {
  const database = await open("memory://");
  try {
    await migrate(database.db);
    return await generate({
      db: database.db,
      dialect: new PostgresDialect(),
      excludePattern: "migrations",
      typeMapping: { date: "string", timestamp: "string", timestamptz: "string" },
    });
  } finally {
    await database.close();
  }
}

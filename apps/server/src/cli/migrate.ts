import { describe, open } from "@coulisses/database";
import { migrate, migrationStatus } from "@coulisses/database/migrate";
import { ConfigError, readConfig } from "../config.ts";
import { fail } from "../serve.ts";

const [command = "up"] = process.argv.slice(2);

try {
  if (command !== "up" && command !== "status")
    throw new ConfigError("Usage: pnpm migrate [up | status]");
  const { DATABASE_URL } = readConfig(process.env);
  const database = await open(DATABASE_URL);
  try {
    console.log(`Database: ${describe(DATABASE_URL)}`);
    if (command === "up") {
      const ran = await migrate(database.db);
      for (const name of ran) console.log(`ran      ${name}`);
      if (ran.length === 0) console.log("Up to date.");
    } else {
      for (const { name, applied } of await migrationStatus(database.db))
        console.log(`${applied ? "applied " : "pending "} ${name}`);
    }
  } finally {
    await database.close();
  }
} catch (error) {
  fail(error);
}

import closeWithGrace from "close-with-grace";
import { DatabaseError } from "@coulisses/database";
import { buildApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";

try {
  const config = readConfig(process.env);
  const app = await buildApp(config);
  closeWithGrace({ delay: 30_000, logger: app.log }, () => app.close());
  const address = await app.listen({ host: config.HOST, port: config.PORT });
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof DatabaseError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

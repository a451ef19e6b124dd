import { preparations } from "@coulisses/database";
import { buildApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { announcePreparation, serve } from "./serve.ts";

/** Reads the settings from the environment, builds the application and listens. */
export async function start(): Promise<void> {
  const config = readConfig(process.env);
  preparations.subscribe(announcePreparation(config));
  await serve(await buildApp(config), config);
}

import { preparations } from "@coulisses/database";
import { buildApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { announcePreparation, fail, serve } from "./serve.ts";

try {
  const config = readConfig(process.env);
  preparations.subscribe(announcePreparation(config));
  await serve(await buildApp(config), config);
} catch (error) {
  fail(error);
}

import { buildApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { fail, serve } from "./serve.ts";

try {
  const config = readConfig(process.env);
  await serve(await buildApp(config), config);
} catch (error) {
  fail(error);
}

import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Before any other import. Beside the dependencies: a user who can write there can change the code too.
enableCompileCache(fileURLToPath(new URL("../../../node_modules/.cache/compile", import.meta.url)));

const { fail } = await import("./serve.ts");
try {
  await (await import("./start.ts")).start();
} catch (error) {
  fail(error);
}

import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Before anything is imported. Beside the dependencies, for who may write there may change the code too.
enableCompileCache(fileURLToPath(new URL("../../../node_modules/.cache/compile", import.meta.url)));

const { fail } = await import("./serve.ts");
try {
  await (await import("./start.ts")).start();
} catch (error) {
  fail(error);
}

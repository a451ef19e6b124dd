import { defineConfig } from "tsdown";

export default defineConfig({
  entry: "src/index.ts",
  // For browsers, Node, Bun and Deno alike.
  platform: "neutral",
  target: "es2022",
  dts: { generator: "tsgo" },
});

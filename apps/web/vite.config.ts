import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The server that pages call while they are developed. */
const server = process.env["COULISSES_URL"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  logLevel: "error",
  build: {
    // Beside the server that serves them, in its sources as in what is assembled for production.
    outDir: "../server/pages",
    emptyOutDir: true,
    target: "baseline-widely-available",
    // The content security policy of the pages allows no `data:` address but for pictures.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // A busy machine is no reason for a warning.
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { main: "index.html", worker: "worker/worker.ts" },
      output: {
        // A service worker keeps its address: browsers look there for the next one.
        entryFileNames: ({ name }) => (name === "worker" ? "worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ["/api", "/auth", "/docs", "/openapi.json", "/trpc"].map((path) => [path, server]),
    ),
  },
});

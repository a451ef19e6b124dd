import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rolldown } from "vite";

/** The server that pages call while they are developed. */
const server = process.env["COULISSES_URL"] ?? "http://127.0.0.1:8000";

/** Has the browser load the application while it reads the page: `main.tsx` imports it only once there is a Temporal. */
const preloadApplication: Plugin = {
  name: "preload-application",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle = {} }) {
      const isMissing = (file: string) => !html.includes(`/${file}"`);
      const chunks = chunksOf(bundle);
      const scripts = chunks.map(({ fileName }) => fileName).filter(isMissing);
      const styles = chunks.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
      return [
        ...styles.filter(isMissing).map((file) => link("stylesheet", file)),
        ...scripts.map((file) => link("modulepreload", file)),
      ];
    },
  },
};

/** The chunk of the application, and those that it imports. */
function chunksOf(bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const files = new Set(
    Object.values(bundle).flatMap((file) =>
      file.type === "chunk" && file.facadeModuleId?.endsWith("/src/app.tsx") ? file.fileName : [],
    ),
  );
  const chunks: Rolldown.OutputChunk[] = [];
  for (const name of files) {
    const file = bundle[name];
    if (file?.type !== "chunk") continue;
    chunks.push(file);
    for (const imported of file.imports) files.add(imported);
  }
  return chunks;
}

function link(rel: string, file: string) {
  return {
    tag: "link",
    attrs: { rel, crossorigin: true, href: `/${file}` },
    injectTo: "head" as const,
  };
}

/** A chunk of what a module imports: one request loads it. Of packages it has what those modules use. */
function chunkOf(name: string, path: string, isFollowed: (id: string) => boolean) {
  let ids: Set<string> | undefined;
  return {
    name(id: string, context: Rolldown.ChunkingContext): string | null {
      ids ??= importedBy(join(import.meta.dirname, path), { context, isFollowed });
      return ids.has(id) ? name : null;
    },
  };
}

interface Following {
  context: Rolldown.ChunkingContext;
  isFollowed: (id: string) => boolean;
}

/** The modules that a module imports, directly or not, without those that are loaded later. */
function importedBy(id: string, { context, isFollowed }: Following): Set<string> {
  const ids = new Set([id]);
  for (const one of ids)
    for (const imported of context.getModuleInfo(one)?.importedIds ?? [])
      if (isFollowed(imported)) ids.add(imported);
  // `main.tsx` waits for the application, which must not wait for it.
  ids.delete(id);
  return ids;
}

export default defineConfig({
  plugins: [react(), preloadApplication],
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
        codeSplitting: {
          groups: [
            // Without the application: that needs a Temporal.
            chunkOf("page", "src/main.tsx", () => true),
            // Without the rules, which are loaded once the board is shown.
            chunkOf(
              "start",
              "src/app.tsx",
              (id) => !/node_modules|packages.(?:labour|planning)/.test(id),
            ),
          ],
        },
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

import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DomainError } from "@coulisses/api/kit/errors";
import { sendConditionally } from "@coulisses/rest/answer";
import Fastify, { type FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import { chooseEncoding, compress, type Encoding } from "./compression.ts";
import { pageHeaders } from "./security-headers.ts";

/**
 * `/openapi.json`, and `/docs`: a page to read it and try it that asks no other origin for anything. The
 * address of each door, which is printed at the start, links to them.
 */
export async function docs(app: FastifyInstance, { config }: { config: Config }): Promise<void> {
  const text = once(() => writeDocument(config));
  app.get("/openapi.json", async (_request, reply) => sendConditionally(reply, await text()));
  const doors = JSON.stringify({
    service: config.APP_NAME,
    docs: "/docs/",
    openapi: "/openapi.json",
    rest: config.API_PREFIX,
    trpc: "/trpc",
  });
  for (const door of [config.API_PREFIX, "/trpc"])
    app.get(door, (_request, reply) =>
      // RFC 8631: for programs.
      sendConditionally(
        reply.header("link", '</openapi.json>; rel="service-desc", </docs/>; rel="service-doc"'),
        doors,
      ),
    );
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(pageHeaders).header("content-language", "en");
    const { caller } = request;
    const isRefused = caller instanceof DomainError && caller.code === "unauthenticated";
    done(isRefused ? caller : undefined);
  });
  const reference = once(loadReference);
  app.get("/docs/", async (request, reply) => {
    if (!request.url.split("?")[0]?.endsWith("/")) return reply.redirect("/docs/", 301);
    const { page } = await reference();
    return reply.type("text/html; charset=utf-8").send(page);
  });
  keepScript(app, reference);
}

interface Reference {
  page: string;
  script: string;
  /** Changes with the script. */
  version: string;
}

/**
 * Loads the page and its script of 5 MB late: most processes are never asked for them. The plugin
 * offers them by its routes only, and a server that listens accepts no further routes.
 */
async function loadReference(): Promise<Reference> {
  const { default: scalar } = await import("@scalar/fastify-api-reference");
  // The script is part of the plugin's module, and of nothing that could be imported.
  const module = await readFile(
    fileURLToPath(import.meta.resolve("@scalar/fastify-api-reference")),
  );
  const version = hash("sha1", module, "base64url");
  const inner = Fastify();
  await inner.register(scalar, {
    routePrefix: "/docs",
    configuration: {
      cdn: `js/scalar.js?v=${version}`,
      url: "/openapi.json",
      pageTitle: "Coulisses API",
      // Without features that load from other origins.
      agent: { disabled: true },
      hideClientButton: true,
      mcp: { disabled: true },
      showDeveloperTools: "never",
      telemetry: false,
      withDefaultFonts: false,
    },
  });
  const [page, script] = await Promise.all([
    inner.inject("/docs/"),
    inner.inject("/docs/js/scalar.js"),
  ]);
  await inner.close();
  return { page: page.body, script: script.body, version };
}

/** Loaded late: it takes a sixth of the start-up time. */
async function writeDocument(config: Config): Promise<string> {
  const { apiDocument } = await import("../document.ts");
  return JSON.stringify(apiDocument(config));
}

const toCompressed = promisify(compress);

/** Lets browsers keep the page's script for a year, and compresses it once. */
function keepScript(app: FastifyInstance, reference: () => Promise<Reference>): void {
  const compressed = new Map<Encoding, Promise<Buffer>>();
  app.get("/docs/js/scalar.js", async (request, reply) => {
    const { script, version } = await reference();
    if (Object(request.query).v === version)
      reply.header("cache-control", "public, max-age=31536000, immutable");
    reply.type("application/javascript; charset=utf-8");
    const encoding = chooseEncoding(request, reply);
    if (encoding === undefined) return reply.send(script);
    const known = compressed.get(encoding) ?? toCompressed(script, { encoding, quality: 5 });
    compressed.set(encoding, known);
    return reply.send(await known);
  });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

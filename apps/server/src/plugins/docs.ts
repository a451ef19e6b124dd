import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DomainError } from "@coulisses/api/kit/errors";
import { sendConditionally } from "@coulisses/rest/answer";
import scalar from "@scalar/fastify-api-reference";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import { chooseEncoding, compress, type Encoding } from "./compression.ts";
import { pageHeaders } from "./security-headers.ts";

/**
 * `/openapi.json`, and `/docs`, where `/` leads too: a page to read it and try it that asks no other origin
 * for anything. The address of each door, which the server tells when it starts, answers where they are.
 */
export async function docs(app: FastifyInstance, { config }: { config: Config }): Promise<void> {
  let text: Promise<string> | undefined;
  app.get("/openapi.json", async (_request, reply) =>
    sendConditionally(reply, await (text ??= writeDocument(config))),
  );
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
  app.get("/", (_request, reply) => reply.redirect("/docs/"));
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(pageHeaders).header("content-language", "en");
    const { caller } = request;
    const isRefused = caller instanceof DomainError && caller.code === "unauthenticated";
    done(isRefused ? caller : undefined);
  });
  await app.register(scalar, {
    routePrefix: "/docs",
    configuration: {
      cdn: await keepScript(app),
      url: "/openapi.json",
      pageTitle: "Coulisses API",
      // Nothing that would leave our own origin.
      agent: { disabled: true },
      hideClientButton: true,
      mcp: { disabled: true },
      showDeveloperTools: "never",
      telemetry: false,
      withDefaultFonts: false,
    },
  });
}

/** What writes the document takes a sixth of the time that the server needs to start. */
async function writeDocument(config: Config): Promise<string> {
  const { apiDocument } = await import("../document.ts");
  return JSON.stringify(apiDocument(config));
}

const toCompressed = promisify(compress);

/**
 * Lets browsers keep the page's script, 5 MB of it, for a year, and compresses it once.
 *
 * @returns its address, which changes with its content
 */
async function keepScript(app: FastifyInstance): Promise<string> {
  // The script is part of the plugin's module, and of nothing that could be imported.
  const module = await readFile(
    fileURLToPath(import.meta.resolve("@scalar/fastify-api-reference")),
  );
  const version = hash("sha1", module, "base64url");
  const compressed = new Map<Encoding, Promise<Buffer>>();
  app.addHook("onSend", async (request, reply, payload) => {
    if (request.routeOptions.url !== "/docs/js/scalar.js" || reply.statusCode !== 200)
      return payload;
    if (Object(request.query).v === version)
      reply.header("cache-control", "public, max-age=31536000, immutable");
    const encoding = chooseEncoding(request, reply);
    if (encoding === undefined) return payload;
    const known =
      compressed.get(encoding) ?? toCompressed(String(payload), { encoding, quality: 5 });
    compressed.set(encoding, known);
    return known;
  });
  return `js/scalar.js?v=${version}`;
}

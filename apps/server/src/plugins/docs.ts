import scalar from "@scalar/fastify-api-reference";
import type { FastifyInstance } from "fastify";
import { apiDocument } from "../document.ts";

/** `/openapi.json`, and `/docs`, a page to read it and try it that asks no other origin for anything. */
export async function docs(app: FastifyInstance, { baseUrl }: { baseUrl: string }): Promise<void> {
  const document = apiDocument(baseUrl);
  app.get("/openapi.json", () => document);
  // The page brings its script and its styles inline.
  const policy =
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";
  app.addHook("onRequest", (_request, reply, done) => {
    reply.header("content-security-policy", policy);
    done();
  });
  await app.register(scalar, {
    routePrefix: "/docs",
    configuration: {
      url: "/openapi.json",
      pageTitle: "Coulisses API",
      withDefaultFonts: false,
      telemetry: false,
    },
  });
}

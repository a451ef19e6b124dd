import { DomainError } from "@coulisses/api/kit/errors";
import scalar from "@scalar/fastify-api-reference";
import type { FastifyInstance } from "fastify";
import { apiDocument } from "../document.ts";
import { pageHeaders } from "./security-headers.ts";

/** `/openapi.json`, and `/docs`, where `/` leads too: a page to read it and try it that asks no other origin for anything. */
export async function docs(app: FastifyInstance, { baseUrl }: { baseUrl: string }): Promise<void> {
  const document = apiDocument(baseUrl);
  app.get("/openapi.json", () => document);
  app.get("/", (_request, reply) => reply.redirect("/docs/"));
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(pageHeaders);
    const { caller } = request;
    const isRefused = caller instanceof DomainError && caller.code === "unauthenticated";
    done(isRefused ? caller : undefined);
  });
  await app.register(scalar, {
    routePrefix: "/docs",
    configuration: {
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

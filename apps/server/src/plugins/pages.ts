import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { screenHeaders } from "./security-headers.ts";

/** Where the web application is built to. */
const built = fileURLToPath(new URL("../../../web/dist", import.meta.url));

/** The addresses of screens: all of them are one page, which reads its address. */
const screens = ["/", "/board"];

/** The web application, at `/`. Where it is not built, `/` leads to the docs. */
export async function pages(app: FastifyInstance): Promise<void> {
  if (!existsSync(`${built}/index.html`)) {
    app.get("/", (_request, reply) => reply.redirect("/docs/"));
    return;
  }
  const { default: serveFiles } = await import("@fastify/static");
  await app.register(serveFiles, {
    root: built,
    // The routes below, and no others.
    serve: false,
    preCompressed: true,
    cacheControl: false,
  });
  for (const path of screens) app.get(path, sendPage);
  app.get<{ Params: { "*": string } }>("/assets/*", (request, reply) =>
    reply
      .headers(screenHeaders)
      // The name of each tells its content.
      .header("cache-control", "public, max-age=31536000, immutable")
      .sendFile(`assets/${request.params["*"]}`),
  );
  app.get("/icon.svg", (_request, reply) => reply.headers(screenHeaders).sendFile("icon.svg"));
}

function sendPage(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.headers(screenHeaders).sendFile("index.html");
}

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { screenHeaders } from "./security-headers.ts";

/** What `apps/web` is built to. */
const built = fileURLToPath(new URL("../../pages", import.meta.url));

/** The addresses of screens. All are answered with one page, which shows what its address says. */
export const screens = [
  "/",
  "/agenda",
  "/board",
  "/invitation",
  "/people",
  "/people/:person",
  "/problems",
  "/productions",
  "/publish",
  "/reset",
  "/settings",
  "/settings/:part",
  "/skills",
  "/venues",
];

/** What browsers ask for at addresses of their own, to install the pages and to show them without network. */
const files = ["icon-180.png", "icon-192.png", "icon-512.png", "manifest.webmanifest", "worker.js"];

/** The web application, at `/`. Where it is not built, `/` leads to the docs. */
export async function pages(app: FastifyInstance): Promise<void> {
  if (!existsSync(`${built}/index.html`)) {
    app.get("/", (_request, reply) => reply.redirect("/docs/"));
    return;
  }
  const { default: serveFiles } = await import("@fastify/static");
  await app.register(serveFiles, {
    root: `${built}/assets`,
    prefix: "/assets/",
    // One route for each file: no other path reaches the disk.
    wildcard: false,
    globIgnore: ["*.{br,gz}"],
    preCompressed: true,
    // The name of a file tells its content.
    immutable: true,
    maxAge: "1y",
  });
  for (const path of screens) app.get(path, sendPage);
  for (const name of files) app.get(`/${name}`, (_request, reply) => sendFile(reply, name));
}

/** The page asks the server who reads it: it is the same for everybody. */
function sendPage(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendFile(reply, "index.html");
}

function sendFile(reply: FastifyReply, name: string): FastifyReply {
  return reply.headers(screenHeaders).sendFile(name, built, { cacheControl: false });
}

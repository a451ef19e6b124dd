import { hash } from "node:crypto";
import type { FastifyReply } from "fastify";
import { isConditional, type Rest } from "./meta.ts";

/** Sends what a procedure returned, as its meta asks: status, headers, and a list as its array. */
export function send(
  reply: FastifyReply,
  rest: Rest,
  { output, prefix }: { output: unknown; prefix: string },
): FastifyReply {
  reply.code(rest.status ?? 200);
  if (rest.status === 204) return reply.send();
  if (rest.location !== undefined) reply.header("location", prefix + fill(rest.location, output));
  if (rest.list) return sendList(reply, output);
  const payload = JSON.stringify(output);
  return isConditional(rest) ? sendConditionally(reply, payload) : sendJson(reply, payload);
}

function fill(template: string, output: unknown): string {
  const values = new Map<string, unknown>(Object.entries(Object(output)));
  return template.replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent(String(values.get(key))));
}

function sendList(reply: FastifyReply, output: unknown): FastifyReply {
  if (!isPage(output)) throw new TypeError("A list must answer { items, next_cursor }");
  if (output.next_cursor !== null) {
    const [path, query] = reply.request.url.split("?");
    const next = new URLSearchParams(query);
    next.set("cursor", output.next_cursor);
    reply.header("link", `<${path}?${next.toString()}>; rel="next"`);
  }
  return sendJson(reply, JSON.stringify(output.items));
}

function isPage(output: unknown): output is { items: unknown[]; next_cursor: string | null } {
  const { items, next_cursor } = Object(output);
  return Array.isArray(items) && (next_cursor === null || typeof next_cursor === "string");
}

function sendConditionally(reply: FastifyReply, payload: string): FastifyReply {
  const etag = `"${hash("sha1", payload, "base64url")}"`;
  reply.header("etag", etag);
  if (isNotModified(reply.request.headers["if-none-match"], etag)) return reply.code(304).send();
  return sendJson(reply, payload);
}

function sendJson(reply: FastifyReply, payload: string): FastifyReply {
  return reply.type("application/json; charset=utf-8").send(payload);
}

/** Weak comparison, as RFC 9110 (13.1.2) asks. */
function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/** Sends an error as a problem document (RFC 9457). */
export function sendProblem(reply: FastifyReply, problem: { status: number }): FastifyReply {
  return reply
    .code(problem.status)
    .type("application/problem+json; charset=utf-8")
    .send(JSON.stringify(problem));
}

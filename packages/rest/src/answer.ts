import { hash } from "node:crypto";
import type { FastifyReply } from "fastify";
import { isConditional, type Rest } from "./meta.ts";

type Send = (reply: FastifyReply, output: unknown) => FastifyReply;

/**
 * How a procedure's answers are sent: with the status, the headers and the shape that its meta asks
 * for.
 *
 * @param prefix the path that the plugin is registered under
 */
export function sender(rest: Rest, prefix: string): Send {
  const { status = 200, location } = rest;
  if (status === 204) return (reply) => reply.code(status).send();
  const sendBody = rest.list ? sendList : isConditional(rest) ? sendConditionally : sendWhole;
  return (reply, output) => {
    reply.code(status);
    const tag = versionTag(output);
    if (tag !== undefined) reply.header("etag", tag);
    if (location !== undefined) reply.header("location", prefix + fill(location, output));
    return sendBody(reply, output);
  };
}

function fill(template: string, output: unknown): string {
  const values = new Map<string, unknown>(Object.entries(Object(output)));
  return template.replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent(String(values.get(key))));
}

function sendList(reply: FastifyReply, output: unknown): FastifyReply {
  if (!isPage(output)) throw new TypeError("A list must answer { items, next_cursor }");
  if (output.next_cursor !== null) {
    const { path, query } = targetOf(reply.request.url);
    // The query as it came, for to decode and encode it again may change what it asks for.
    const kept = query.split("&").filter((pair) => pair !== "" && !pair.startsWith("cursor="));
    const next = [...kept, `cursor=${encodeURIComponent(output.next_cursor)}`].join("&");
    reply.header("link", `<${path}?${next}>; rel="next"`);
  }
  return sendWhole(reply, output.items);
}

/**
 * The path and the query of a request's target, which may also name a scheme and a host. A slash at
 * the end is left out: it names the same path.
 */
export function targetOf(url: string): { path: string; query: string } {
  const target = url.replace(/^[a-z]+:\/\/[^/?]*/i, "");
  const mark = target.indexOf("?");
  const end = mark === -1 ? target.length : mark;
  return { path: target.slice(0, end).replace(/(?<=.)\/$/, ""), query: target.slice(end + 1) };
}

function isPage(output: unknown): output is { items: unknown[]; next_cursor: string | null } {
  const { items, next_cursor } = Object(output);
  return Array.isArray(items) && (next_cursor === null || typeof next_cursor === "string");
}

function sendConditionally(reply: FastifyReply, output: unknown): FastifyReply {
  const payload = JSON.stringify(output);
  const etag = versionTag(output) ?? `"${hash("sha1", payload, "base64url")}"`;
  reply.header("etag", etag);
  if (isNotModified(reply.request.headers["if-none-match"], etag)) return reply.code(304).send();
  return sendJson(reply, payload);
}

/** The ETag of a thing that counts its versions: what `If-Match` takes. */
function versionTag(output: unknown): string | undefined {
  const { version } = Object(output);
  return typeof version === "number" ? `"${version}"` : undefined;
}

/** Weak comparison, as RFC 9110 (13.1.2) asks. */
function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

function sendWhole(reply: FastifyReply, output: unknown): FastifyReply {
  return sendJson(reply, JSON.stringify(output));
}

function sendJson(reply: FastifyReply, payload: string): FastifyReply {
  return reply.type("application/json; charset=utf-8").send(payload);
}

/** A problem document, as far as it says how it is sent. */
export interface SentProblem {
  status: number;
  /** Seconds. */
  retry_after?: number | undefined;
}

/** Sends an error as a problem document (RFC 9457). */
export function sendProblem(reply: FastifyReply, problem: SentProblem): FastifyReply {
  if (problem.retry_after !== undefined) reply.header("retry-after", problem.retry_after);
  // RFC 9110 (11.6.1).
  if (problem.status === 401) reply.header("www-authenticate", "Bearer");
  return reply
    .code(problem.status)
    .type("application/problem+json; charset=utf-8")
    .send(JSON.stringify(problem));
}

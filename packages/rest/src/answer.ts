import { hash } from "node:crypto";
import { TRPCError } from "@trpc/server";
import type { FastifyReply } from "fastify";
import { isConditional, type Rest } from "./meta.ts";
import { isNotModified, requireMatch } from "./preconditions.ts";

type Send = (reply: FastifyReply, output: unknown) => FastifyReply;

/**
 * Makes the function that sends a procedure's answers, with the status, headers and shape of its meta.
 *
 * @param prefix the path that the plugin is registered under
 */
export function sender(rest: Rest, prefix: string): Send {
  const { status = 200, location } = rest;
  if (status === 204) return (reply) => reply.code(status).send();
  const sendBody = rest.list ? sendList : isConditional(rest) ? sendThing : sendWhole;
  return (reply, output) => {
    reply.code(status);
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
  const payload = JSON.stringify(output.items);
  const { next_cursor } = output;
  if (next_cursor !== null) {
    const { path, query } = targetOf(reply.request.url);
    // The raw query, because decoding and encoding it again may change its meaning.
    const kept = query.split("&").filter((pair) => pair !== "" && !pair.startsWith("cursor="));
    const next = [...kept, `cursor=${encodeURIComponent(next_cursor)}`].join("&");
    reply.header("link", `<${path}?${next}>; rel="next"`);
  }
  // The ETag includes the cursor: the Link header belongs to the answer.
  return sendConditionally(reply, payload, weakTag(payload + (next_cursor ?? "")));
}

/**
 * The path and the query of a request's target, without scheme and host. A slash at the end of the path
 * is removed.
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

function sendThing(reply: FastifyReply, output: unknown): FastifyReply {
  return sendConditionally(reply, JSON.stringify(output), versionTag(output));
}

/**
 * Sends JSON with an ETag, or 304 if the caller has it already.
 *
 * @throws TRPCError `PRECONDITION_FAILED` if `If-Match` does not match
 * @param tag the ETag of this answer; by default a weak one of its bytes
 */
export function sendConditionally(
  reply: FastifyReply,
  payload: string,
  tag = weakTag(payload),
): FastifyReply {
  requireMatch(reply.request, tag);
  reply.header("etag", tag);
  return isNotModified(reply.request, tag) ? reply.code(304).send() : sendJson(reply, payload);
}

/** Weak, because the same answer may be sent compressed or uncompressed. */
function weakTag(text: string): string {
  return `W/"${hash("sha1", text, "base64url")}"`;
}

/** The ETag of a thing with a version, for `If-Match`. */
function versionTag(output: unknown): string | undefined {
  const { version } = Object(output);
  return typeof version === "number" ? `"${version}"` : undefined;
}

function sendWhole(reply: FastifyReply, output: unknown): FastifyReply {
  const tag = versionTag(output);
  if (tag !== undefined) reply.header("etag", tag);
  return sendJson(reply, JSON.stringify(output));
}

function sendJson(reply: FastifyReply, payload: string): FastifyReply {
  return reply.type("application/json; charset=utf-8").send(payload);
}

/** The keys of a problem document that decide how it is sent. */
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

/**
 * The error for a request without a route: 405 with `Allow` if its path has other methods (RFC 9110,
 * 15.5.6), otherwise 404.
 */
export function noRoute(reply: FastifyReply, methods: string[]): TRPCError {
  if (methods.length === 0) return new TRPCError({ code: "NOT_FOUND" });
  reply.header("allow", methods.join(", "));
  return new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
}

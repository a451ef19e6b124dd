import { TRPCError } from "@trpc/server";
import type { FastifyRequest } from "fastify";

/**
 * Refuses a request whose `If-Match` does not match (RFC 9110, 13.1.1) with 412. If the header was
 * ignored, callers could overwrite changes of others without knowing it.
 *
 * @param tag the current ETag; a weak or unknown one never matches
 */
export function requireMatch({ headers }: FastifyRequest, tag: string | undefined): void {
  const ifMatch = headers["if-match"];
  if (ifMatch === undefined || ifMatch.trim() === "*") return;
  if (!(isStrong(tag) && tagsIn(ifMatch).includes(tag)))
    throw new TRPCError({ code: "PRECONDITION_FAILED" });
}

function isStrong(tag: string | undefined): tag is string {
  return tag?.startsWith('"') ?? false;
}

/** The version in `If-Match`. An ETag that is not one of ours becomes 0, which never matches. */
export function versionIn({ headers }: FastifyRequest): { expected_version?: number } {
  const ifMatch = headers["if-match"]?.trim();
  if (ifMatch === undefined || ifMatch === "*") return {};
  return { expected_version: Number(/^"([1-9]\d{0,8})"$/.exec(ifMatch)?.[1] ?? 0) };
}

/** Whether a caller has an answer already, by weak comparison (RFC 9110, 13.1.2). */
export function isNotModified({ headers }: FastifyRequest, etag: string): boolean {
  const ifNoneMatch = headers["if-none-match"];
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return tagsIn(ifNoneMatch).some((tag) => opaqueTag(tag) === opaqueTag(etag));
}

function tagsIn(header: string): string[] {
  return header.split(",").map((tag) => tag.trim());
}

function opaqueTag(tag: string): string {
  return tag.replace(/^W\//, "");
}

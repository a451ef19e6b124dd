import { TRPCError } from "@trpc/server";
import type { FastifyRequest } from "fastify";

/**
 * Refuses a request whose `If-Match` (RFC 9110, 13.1.1) does not hold for what it would be answered or
 * would change: 412. To ignore the header would let callers believe that they overwrite nothing of
 * others.
 *
 * @param tag the ETag of what is there; weak ones match nothing, and undefined is one that is not known
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

/**
 * The version that `If-Match` asks for. What no version of ours has been is 0, which none is: it does
 * not match.
 */
export function versionIn({ headers }: FastifyRequest): { expected_version?: number } {
  const ifMatch = headers["if-match"]?.trim();
  if (ifMatch === undefined || ifMatch === "*") return {};
  return { expected_version: Number(/^"([1-9]\d{0,8})"$/.exec(ifMatch)?.[1] ?? 0) };
}

/** Whether a caller has an answer already: weak comparison, as RFC 9110 (13.1.2) asks. */
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

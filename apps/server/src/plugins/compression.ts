import { brotliCompress, constants, gzip } from "node:zlib";
import { negotiate } from "@fastify/accept-negotiator";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Compressing a smaller answer saves less than a packet or two. */
const leastBytes = 4096;

/** In the order of preference: brotli makes JSON smaller than gzip, in less time. */
const encodings = ["br", "gzip"] as const;

export type Encoding = (typeof encodings)[number];

/**
 * Compresses the large answers to GET that have a weak ETag: those of the API. It checks the size
 * first, so that small answers cost nothing.
 *
 * Other answers go as they are. Errors are small. Answers to changes may hold a secret beside text that
 * the caller sent (a new API key with its name, a session), and the compressed size would
 * leak the secret (BREACH). An answer with a strong ETag has the same bytes each time.
 */
export function compressAnswers(app: FastifyInstance): void {
  // oxlint-disable-next-line max-params -- Fastify's own; a promise would delay each answer
  app.addHook("onSend", (request, reply, payload, done) => {
    const isLarge = typeof payload === "string" && payload.length >= leastBytes;
    const mayBeLarge = reply.statusCode === 304 || (isLarge && reply.statusCode === 200);
    if (!mayBeLarge || !isWeaklyTagged(reply)) return done(null, payload);
    if (!isLarge || request.method !== "GET") {
      // Caches apply the headers of a 304 and of HEAD to their stored answer (RFC 9110, 15.4.5).
      varyByEncoding(reply);
      return done(null, payload);
    }
    const encoding = chooseEncoding(request, reply);
    if (encoding === undefined) return done(null, payload);
    return compress(payload, { encoding, quality: 3 }, done);
  });
}

function isWeaklyTagged(reply: FastifyReply): boolean {
  return String(reply.getHeader("etag") ?? "").startsWith("W/");
}

/** Chooses an encoding that the caller accepts, undefined if none, and sets the headers for it. */
export function chooseEncoding(
  { headers }: FastifyRequest,
  reply: FastifyReply,
): Encoding | undefined {
  varyByEncoding(reply);
  // Names of encodings are case-insensitive (RFC 9110, 8.4.1).
  const accepted = headers["accept-encoding"]?.toString().toLowerCase();
  const chosen = accepted !== undefined && negotiate(accepted, [...encodings, "identity"]);
  const encoding = encodings.find((known) => known === chosen);
  if (encoding !== undefined) reply.header("content-encoding", encoding);
  return encoding;
}

function varyByEncoding(reply: FastifyReply): void {
  const others = reply.getHeader("vary");
  reply.header("vary", [others, "accept-encoding"].filter(Boolean).join(", "));
}

interface Compression {
  encoding: Encoding;
  /** From 1, fast, to 9, small. */
  quality: number;
}

/** Compresses in a thread of its own. */
export function compress(
  text: string,
  { encoding, quality }: Compression,
  done: (error: Error | null, bytes: Buffer) => void,
): void {
  if (encoding === "gzip") return gzip(text, { level: quality }, done);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  return brotliCompress(text, { params }, done);
}

import { isUtf8 } from "node:buffer";
import { getTRPCErrorFromUnknown, TRPCError, type TRPC_ERROR_CODE_KEY } from "@trpc/server";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Not part of JSON (RFC 8259, 8.1); one parser skips it and another does not. */
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Makes a Fastify scope take JSON in UTF-8 and no other body; an empty body is none.
 *
 * @param parse what becomes of the text: `JSON.parse`, or `String` for a handler that parses itself
 */
export function acceptJsonOnly(app: FastifyInstance, parse: (text: string) => unknown): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    async (_request: FastifyRequest, body: Buffer) => {
      if (body.length === 0) return undefined;
      // Decoding would replace a malformed byte by U+FFFD, and store what nobody sent.
      if (!isUtf8(body) || body.indexOf(byteOrderMark) === 0)
        throw new TRPCError({ code: "PARSE_ERROR" });
      try {
        return parse(body.toString());
      } catch (cause) {
        throw new TRPCError({ code: "PARSE_ERROR", cause });
      }
    },
  );
}

const codesByStatus = new Map<number, TRPC_ERROR_CODE_KEY>([
  [400, "PARSE_ERROR"],
  [413, "PAYLOAD_TOO_LARGE"],
  [415, "UNSUPPORTED_MEDIA_TYPE"],
]);

/** The tRPC error for one that Fastify raised before a procedure was called. */
export function fromFastify(error: unknown): TRPCError {
  if (error instanceof TRPCError) return error;
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  const code = codesByStatus.get(status);
  return code ? new TRPCError({ code, cause: error }) : getTRPCErrorFromUnknown(error);
}

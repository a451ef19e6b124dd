import { isUtf8 } from "node:buffer";
import { getTRPCErrorFromUnknown, TRPCError, type TRPC_ERROR_CODE_KEY } from "@trpc/server";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Not part of JSON (RFC 8259, 8.1): some parsers skip it, others fail. */
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Makes a Fastify scope accept only bodies of JSON in UTF-8. An empty body counts as no body.
 *
 * @param parse `JSON.parse`, or `String` for a handler that parses the text itself
 */
export function acceptJsonOnly(app: FastifyInstance, parse: (text: string) => unknown): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    async (_request: FastifyRequest, body: Buffer) => {
      if (body.length === 0) return undefined;
      // Decoding would replace malformed bytes by U+FFFD, and change what was sent.
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

/** Turns an error that Fastify raised before the procedure into a tRPC error. */
export function fromFastify(error: unknown): TRPCError {
  if (error instanceof TRPCError) return error;
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  const code = codesByStatus.get(status);
  return code ? new TRPCError({ code, cause: error }) : getTRPCErrorFromUnknown(error);
}

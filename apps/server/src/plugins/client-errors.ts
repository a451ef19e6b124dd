import { randomUUID } from "node:crypto";
import { ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type CodeWithoutCurrent, DomainError, toProblem } from "@coulisses/api/kit/errors";
import { TRPCError } from "@trpc/server";
import type { FastifyBaseLogger } from "fastify";
import { apiHeaders } from "./security-headers.ts";

/** Node's codes for requests that it could not read; all others are malformed. */
const codes = new Map<string, CodeWithoutCurrent>([
  ["HPE_HEADER_OVERFLOW", "headers_too_large"],
  ["ERR_HTTP_REQUEST_TIMEOUT", "request_timeout"],
]);

/**
 * Answers a request that Node could not read with a problem document, leaves a line in the log, and
 * closes the connection: Fastify never sees such a request.
 */
export function answerUnread(
  log: FastifyBaseLogger,
  error: Error & { code?: string },
  socket: Socket,
): void {
  const reason = error.code ?? error.name;
  if (reason !== "ECONNRESET" && socket.writable && !isBeingAnswered(socket)) {
    const problem = problemOf(codes.get(reason) ?? "malformed_request");
    const reqId = randomUUID();
    const { remoteAddress } = socket;
    // Without the error itself: it holds the bytes that were sent.
    log.info({ reqId, status: problem.status, reason, remoteAddress }, "request not read");
    socket.write(answerOf(problem, reqId));
  }
  socket.destroySoon();
}

function problemOf(code: CodeWithoutCurrent) {
  return toProblem(new TRPCError({ code: "BAD_REQUEST", cause: new DomainError(code) }), "en");
}

/** Another answer cannot begin in the middle of one. */
function isBeingAnswered(socket: Socket): boolean {
  const answer: unknown = Reflect.get(socket, "_httpMessage");
  return answer instanceof ServerResponse && answer.headersSent;
}

function answerOf(problem: { status: number }, request_id: string): string {
  const body = JSON.stringify(problem);
  const headers = {
    ...apiHeaders,
    "x-request-id": request_id,
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    connection: "close",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  const first = `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`;
  return [first, ...lines, "", body].join("\r\n");
}

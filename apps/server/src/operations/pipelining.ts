import { AsyncLocalStorage } from "node:async_hooks";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/** Requests of one connection that wait for their turn. */
const mostWaiting = 100;

/**
 * Handles the requests that a client sends ahead of the answers (pipelining) one after the other: each when
 * the answer before it has left the process. Node would handle all of them at once and hold the answers
 * back, 4 MiB each, until the client has read those before. A change, too, must not overtake the request
 * before it (RFC 9112, 9.3.2). A connection with too many requests that wait is ended.
 */
export function answerInTurn(app: FastifyInstance): void {
  const waiting = new WeakMap<Socket, number>();
  app.addHook("onRequest", ({ raw: { socket } }, reply, done) => {
    // Node gives the socket to one answer at a time.
    if (reply.raw.socket !== null) return done();
    const count = (waiting.get(socket) ?? 0) + 1;
    if (count > mostWaiting) {
      const { remoteAddress } = socket;
      app.log.warn({ remoteAddress }, "cut off: too many requests were sent ahead of the answers");
      app.operations.metrics?.cutOff();
      socket.destroy();
      return undefined;
    }
    waiting.set(socket, count);
    const proceed = () => {
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
      // Node is not done with the answer before.
      process.nextTick(done);
    };
    // In the context of this request, and not of the one whose answer was sent.
    reply.raw.once("socket", AsyncLocalStorage.bind(proceed));
    return undefined;
  });
}

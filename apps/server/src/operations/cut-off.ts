import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/** The bytes of a connection at its last progress. */
interface Progress {
  sent: number;
  at: number;
}

/**
 * Ends connections whose callers do not read: their answers stay in memory until they do. Each answer
 * must be taken within the time, like each request must be sent within `requestTimeout`: to read a byte now and
 * then is not enough.
 */
export function cutOffSlowReaders(app: FastifyInstance, milliseconds: number): void {
  const connections = new Set<Socket>();
  const progress = new WeakMap<Socket, Progress>();
  app.server.on("connection", (socket: Socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  const isStuck = (socket: Socket) => {
    const now = performance.now();
    const sent = socket.bytesWritten - socket.writableLength;
    const last = progress.get(socket);
    if (socket.writableLength > 0 && last?.sent === sent) return now - last.at >= milliseconds;
    progress.set(socket, { sent, at: now });
    return false;
  };
  const sweep = setInterval(() => {
    for (const socket of connections) {
      if (!isStuck(socket)) continue;
      app.log.warn({ remoteAddress: socket.remoteAddress }, "cut off: the answer was not read");
      app.operations.metrics?.cutOff();
      socket.destroy();
    }
  }, milliseconds / sweepsInTime);
  sweep.unref();
  app.addHook("onClose", async () => clearInterval(sweep));
}

/** A connection is ended after its time and up to a quarter of it more. */
const sweepsInTime = 4;

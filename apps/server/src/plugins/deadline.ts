import { Deadline } from "@coulisses/database";
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyRequest {
    /** The deadline of the request, under which its work runs. */
    deadline: Deadline;
  }
}

/**
 * Gives each request a deadline; its work is cancelled when the caller disconnects.
 *
 * Fastify's own `handlerTimeout` and `request.signal` are not used: they take a body that was read
 * for a caller who has disconnected.
 */
export function addDeadlines(app: FastifyInstance, milliseconds: number): void {
  app.decorateRequest("deadline");
  app.addHook("onRequest", (request, reply, done) => {
    const deadline = new Deadline(milliseconds);
    request.deadline = deadline;
    reply.raw.once("close", () => deadline.cancel());
    done();
  });
}

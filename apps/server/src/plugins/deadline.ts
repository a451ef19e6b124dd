import { Deadline } from "@coulisses/database";
import type { FastifyInstance } from "fastify";

declare module "fastify" {
  interface FastifyRequest {
    /** How long what it asks for may take: to be run under it. */
    deadline: Deadline;
  }
}

/**
 * Gives each request a deadline; what runs under it is cancelled when its caller goes.
 *
 * Fastify's own `handlerTimeout` and `request.signal` are not used: they take a body that has been read
 * for a caller who has gone.
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

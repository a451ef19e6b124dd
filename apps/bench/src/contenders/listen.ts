import type { FastifyInstance } from "fastify";

/** Listens on `PORT` and closes on SIGTERM, as a contender's process does. */
export async function listen(app: FastifyInstance): Promise<void> {
  process.once("SIGTERM", () => void app.close());
  await app.listen({ host: "127.0.0.1", port: Number(process.env["PORT"]) });
}

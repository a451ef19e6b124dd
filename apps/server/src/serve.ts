import { DatabaseError, describe } from "@coulisses/database";
import closeWithGrace from "close-with-grace";
import type { FastifyInstance } from "fastify";
import { type Config, ConfigError, isLoopback } from "./config.ts";

/**
 * Listens until SIGTERM or SIGINT, then answers what is in flight and closes the application.
 *
 * @returns the address, such as `http://127.0.0.1:8000`
 * @throws ConfigError when it cannot listen there
 */
export async function serve(app: FastifyInstance, config: Config): Promise<string> {
  try {
    const address = await app.listen({ host: config.HOST, port: config.PORT });
    closeWithGrace({ delay: 30_000, logger: app.log }, ({ signal }) => {
      app.log.info({ signal }, "stopping");
      return app.close();
    });
    announce(app, address, config);
    return address;
  } catch (error) {
    await app.close();
    throw new ConfigError(refusal(error, config), { cause: error });
  }
}

/** Why nobody can listen there, and what the operator can do about it. */
function refusal(error: unknown, { HOST, PORT }: Config): string {
  const where = `Cannot listen on port ${PORT} of ${HOST}`;
  switch (Object(error).code) {
    case "EADDRINUSE":
      return `${where}: another program does. Stop it, or set PORT to another port.`;
    case "EACCES":
      return `${where}: this user may not. Set PORT to 1024 or more.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${where}: this machine has no such address. Set HOST to one that it has.`;
    default:
      return `${where}: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

/** Ends the process with a sentence where the operator can mend it, with a stack where not. */
export function fail(error: unknown): void {
  const isForOperator = error instanceof ConfigError || error instanceof DatabaseError;
  console.error(isForOperator ? error.message : error);
  process.exitCode = 1;
}

const access = {
  open: "open: every caller is the administrator (AUTH=open)",
  required: "callers need a session or an API key (AUTH=required)",
};

function announce(app: FastifyInstance, address: string, config: Config): void {
  const api = `${address}${config.API_PREFIX}`;
  const [docs, trpc] = [`${address}/docs`, `${address}/trpc`];
  const database = describe(config.DATABASE_URL);
  if (config.AUTH === "open" && !isLoopback(config.HOST))
    app.log.warn({ HOST: config.HOST }, "AUTH=open: whoever reaches this address is administrator");
  // In production, standard output is read by programs: it is JSON throughout.
  if (config.APP_ENV === "production") app.log.info({ api, docs, trpc, database }, "ready");
  else
    console.log(`
Coulisses is ready.

  REST API   ${api}
  Docs       ${docs}
  tRPC       ${trpc}
  Database   ${database}
  Access     ${access[config.AUTH]}
`);
}

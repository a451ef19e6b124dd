import { setTimeout } from "node:timers/promises";
import { DatabaseError, describe } from "@coulisses/database";
import closeWithGrace from "close-with-grace";
import type { FastifyInstance } from "fastify";
import { type Config, ConfigError, isLoopback } from "./config.ts";
import { listenError } from "./listen-error.ts";

/**
 * Listens until SIGTERM or SIGINT, then tells balancers by way of `/readyz`, answers what is in flight
 * and closes the application.
 *
 * @returns the address, such as `http://127.0.0.1:8000`
 * @throws ConfigError when it cannot listen there
 */
export async function serve(app: FastifyInstance, config: Config): Promise<string> {
  try {
    const address = await app.listen({ host: config.HOST, port: config.PORT });
    endWithGrace(app, config.DRAIN_SECONDS * 1000);
    announce(app, address, config);
    return address;
  } catch (error) {
    await app.close();
    const place = { host: config.HOST, port: config.PORT };
    throw listenError(error, { ...place, hostSetting: "HOST", portSetting: "PORT" });
  }
}

const millisecondsToClose = 30_000;

function endWithGrace(app: FastifyInstance, millisecondsToDrain: number): void {
  const logFatal = (err: unknown) =>
    app.log.fatal({ err }, "the process ends: an error was not caught");
  const options = {
    delay: millisecondsToDrain + millisecondsToClose,
    logger: app.log,
    onSecondError: logFatal,
  };
  closeWithGrace(options, async ({ err, signal }) => {
    app.operations.drain();
    if (err === undefined) {
      app.log.info({ signal }, "stopping");
      await setTimeout(millisecondsToDrain);
    } else logFatal(err);
    await app.close();
  });
}

/** Ends the process with a sentence if the operator can fix it, or else with a stack trace. */
export function fail(error: unknown): void {
  const isForOperator = error instanceof ConfigError || error instanceof DatabaseError;
  console.error(isForOperator ? error.message : error);
  process.exitCode = 1;
}

/** Prints once why a start takes long; not in production, where programs read JSON lines. */
export function announcePreparation({ APP_ENV }: Config): () => void {
  let isSaid = APP_ENV === "production";
  return () => {
    if (!isSaid) console.log("Preparing the database…");
    isSaid = true;
  };
}

const access = {
  open: "open: every caller is the administrator (AUTH=open)",
  required: "callers need a session or an API key (AUTH=required)",
};

function announce(app: FastifyInstance, address: string, config: Config): void {
  const api = `${address}${config.API_PREFIX}`;
  const [docs, trpc] = [`${address}/docs`, `${address}/trpc`];
  const database = describe(config.DATABASE_URL);
  const operations = app.operations.address;
  if (config.AUTH === "open" && !isLoopback(config.HOST))
    app.log.warn({ HOST: config.HOST }, "AUTH=open: whoever reaches this address is administrator");
  // In production, standard output is read by programs: it is JSON throughout.
  if (config.APP_ENV === "production")
    app.log.info({ api, docs, trpc, operations, database }, "ready");
  else
    console.log(`
Coulisses is ready.

  Board      ${address}
  REST API   ${api}
  Docs       ${docs}
  tRPC       ${trpc}${operations === undefined ? "" : `\n  Operations ${operations}`}
  Database   ${database}
  Access     ${access[config.AUTH]}
`);
}

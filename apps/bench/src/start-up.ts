import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { scripts, type ServerName } from "./contenders.ts";
import { startServer } from "./server-process.ts";
import { median } from "./statistics.ts";

export type StartUps = Record<ServerName | "embedded", number>;

const starts = 3;

/** Median milliseconds from the start of each server to its first 200, on a migrated database. */
export async function measureStartUps(environment: Record<string, string>): Promise<StartUps> {
  const directory = await mkdtemp(join(tmpdir(), "coulisses-bench-"));
  const embedded = { ...environment, DATABASE_URL: pathToFileURL(join(directory, "data")).href };
  const rounds: StartUps[] = [];
  try {
    // The first start makes the embedded database; those that follow are measured.
    await startUp("coulisses", embedded);
    for (let i = 0; i < starts; i++)
      rounds.push({
        "hand-written": await startUp("hand-written", environment),
        coulisses: await startUp("coulisses", environment),
        "trpc-openapi": await startUp("trpc-openapi", environment),
        embedded: await startUp("coulisses", embedded),
      });
  } finally {
    await rm(directory, { recursive: true });
  }
  const medianOf = (name: keyof StartUps) => median(rounds.map((round) => round[name]));
  return {
    "hand-written": medianOf("hand-written"),
    coulisses: medianOf("coulisses"),
    "trpc-openapi": medianOf("trpc-openapi"),
    embedded: medianOf("embedded"),
  };
}

async function startUp(name: ServerName, environment: Record<string, string>): Promise<number> {
  const server = await startServer(scripts[name], environment);
  await server.stop();
  return server.startUp;
}

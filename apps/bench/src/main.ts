/**
 * Measures, side by side on one PostgreSQL server, what our REST and tRPC doors cost next to a
 * service written by hand, and next to trpc-openapi's own plugin. See options.ts for the flags.
 */
import { open } from "@coulisses/database";
import { migrate } from "@coulisses/database/migrate";
import { startTemporaryServer } from "@coulisses/database/server";
import pg from "pg";
import { scripts, type ServerName } from "./contenders.ts";
import { measure } from "./measure.ts";
import { readOptions } from "./options.ts";
import { profileServer } from "./profile.ts";
import { describeRun, growthTable, processTable, targetsTable, throughputTable } from "./report.ts";
import { Results } from "./results.ts";
import { loadSeason } from "./season.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import { measureStartUps } from "./start-up.ts";
import { verifyAnswers } from "./verify.ts";
import { type Workload, workloadsOf } from "./workloads.ts";

const options = readOptions(process.argv.slice(2));
const postgres = await startTemporaryServer(options.isDurable ? [] : ["-c", "fsync=off"]);
const environment = { DATABASE_URL: postgres.url, LOG_LEVEL: "warn" };
const database = new pg.Client(postgres.url);
try {
  await bringUpToDate();
  await database.connect();
  const workloads = workloadsOf(await loadSeason(database));
  const profiled = workloads.find(({ name }) => name === options.profile);
  await (profiled ? profileServer(environment, profiled, options) : bench(workloads));
} finally {
  await database.end();
  await postgres.stop();
}

async function bringUpToDate(): Promise<void> {
  const ours = await open(postgres.url);
  await migrate(ours.db);
  await ours.close();
}

async function bench(workloads: Workload[]): Promise<void> {
  console.error("measuring start-up");
  const startUps = await measureStartUps(environment);
  const servers = {
    "hand-written": await startServer(scripts["hand-written"], environment),
    coulisses: await startServer(scripts.coulisses, environment),
    "trpc-openapi": await startServer(scripts["trpc-openapi"], environment),
  };
  try {
    await verifyAnswers(servers, workloads);
    const results = new Results(await measure({ database, servers, workloads }, options));
    console.log(`${await describeRun(database, options)}

${throughputTable(workloads, results)}

"of (a)" is the median, with the extremes, of the ratios within each round.

${targetsTable(results)}

Cost of creating a planning, by number of artists: the median latency with one request in flight.
With several in flight, time spent waiting for the others would be counted as cost.

${growthTable(results)}

${processTable(startUps, await memoryOf(servers))}`);
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

async function memoryOf(
  servers: Record<ServerName, ServerProcess>,
): Promise<Record<ServerName, number>> {
  return {
    "hand-written": await servers["hand-written"].memory(),
    coulisses: await servers.coulisses.memory(),
    "trpc-openapi": await servers["trpc-openapi"].memory(),
  };
}

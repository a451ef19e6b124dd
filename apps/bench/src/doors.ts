import { measureAuthentication } from "./authentication.ts";
import type { Bench } from "./bench.ts";
import { scripts, type ServerName } from "./contenders.ts";
import { measure } from "./measure.ts";
import {
  authenticationTable,
  growthTable,
  processTable,
  targetsTable,
  throughputTable,
} from "./report.ts";
import { Results, targets } from "./results.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import { measureStartUps } from "./start-up.ts";
import { verifyAnswers } from "./verify.ts";
import { workloadsOf } from "./workloads.ts";

/** The cost of our doors beside other ways to give the same answers, and of authentication. */
export async function measureDoors(bench: Bench): Promise<string> {
  const { environment } = bench;
  const workloads = workloadsOf(bench.season);
  console.error("measuring start-up");
  const startUps = await measureStartUps(environment);
  const servers = {
    "hand-written": await startServer(scripts["hand-written"], environment),
    coulisses: await startServer(scripts.coulisses, environment),
    "trpc-openapi": await startServer(scripts["trpc-openapi"], environment),
  };
  try {
    await verifyAnswers(servers, workloads);
    const results = new Results(await measure({ ...bench, servers, workloads }));
    const memory = await memoryOf(servers);
    const authentication = await measureAuthentication(bench);
    return `${throughputTable(workloads, results)}

The same read by a caller with a key, beside the same server that asks nobody who they are:

${authenticationTable(authentication)}

${targetsTable(targets(results, authentication))}

CPU time of creating a planning, of server and PostgreSQL, by number of artists, with one request in flight:

${growthTable(results)}

${processTable(startUps, memory)}`;
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

import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { type Contender, type ContenderName, contenders, type ServerName } from "./contenders.ts";
import { load } from "./load.ts";
import type { Options } from "./options.ts";
import { resetPlannings } from "./season.ts";
import type { ServerProcess } from "./server-process.ts";
import { rotated } from "./side-by-side.ts";
import type { Sample } from "./statistics.ts";
import type { Workload } from "./workloads.ts";

export interface Measurement extends Sample {
  workload: Workload["name"];
  contender: ContenderName;
  /** Whether requests went one after the other, to see what one costs. */
  isAlone: boolean;
  round: number;
}

export interface Stage {
  database: pg.Client;
  servers: Record<ServerName, ServerProcess>;
  workloads: Workload[];
}

/**
 * Measures everything round by round: within a round, one workload goes to all contenders in
 * succession, so that whatever else the machine does meets them alike; who goes first rotates.
 */
export async function measure(stage: Stage, options: Options): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (let round = 0; round <= options.rounds; round++) {
    console.error(round === 0 ? "warming up" : `round ${round} of ${options.rounds}`);
    for (const isAlone of [false, true])
      for (const workload of stage.workloads) {
        // Growth of cost is about plannings only.
        if (isAlone && !isCreating(workload)) continue;
        const settings = {
          connections: isAlone ? 1 : options.connections,
          seconds: isAlone ? Math.max(0.5, options.seconds / 3) : options.seconds,
        };
        for (const contender of rotated(contenders, round)) {
          const sample = await measureOne(stage, { workload, contender, settings });
          const { name } = contender;
          if (round > 0)
            measurements.push({
              workload: workload.name,
              contender: name,
              isAlone,
              round,
              ...sample,
            });
        }
      }
  }
  return measurements;
}

async function measureOne(
  { database, servers }: Stage,
  subject: {
    workload: Workload;
    contender: Contender;
    settings: { connections: number; seconds: number };
  },
): Promise<Sample> {
  const { workload, contender, settings } = subject;
  const requests = workload.operations.map((operation) => contender.request(operation));
  const sample = await load(servers[contender.server].url, requests, settings);
  if (isCreating(workload)) {
    // What was in flight at the end is still being written.
    await sleep(200);
    await resetPlannings(database);
  }
  return sample;
}

function isCreating({ operations }: Workload): boolean {
  return operations.some(({ kind }) => kind === "create");
}

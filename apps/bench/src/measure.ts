import { type Bench, untilIdle } from "./bench.ts";
import { type Contender, type ContenderName, contenders, type ServerName } from "./contenders.ts";
import { load, type LoadSettings } from "./load.ts";
import { resetPlannings } from "./season.ts";
import type { ServerProcess } from "./server-process.ts";
import { rotated } from "./side-by-side.ts";
import type { Sample } from "./statistics.ts";
import type { Workload } from "./workloads.ts";

export interface Measurement extends Sample {
  workload: Workload["name"];
  contender: ContenderName;
  /** Whether requests went one after the other, to measure the cost of one. */
  isAlone: boolean;
  round: number;
}

export interface Stage extends Pick<Bench, "database" | "postgres" | "options"> {
  servers: Record<ServerName, ServerProcess>;
  workloads: Workload[];
}

/**
 * Measures everything round by round: within a round, one workload goes to all contenders in
 * succession, so that other load on the machine affects them alike; the first one rotates.
 */
export async function measure(stage: Stage): Promise<Measurement[]> {
  const { options, postgres } = stage;
  const measurements: Measurement[] = [];
  for (let round = 0; round <= options.rounds; round++) {
    console.error(round === 0 ? "warming up" : `round ${round} of ${options.rounds}`);
    for (const isAlone of [false, true])
      for (const workload of stage.workloads) {
        // The growth of cost is measured for plannings only.
        if (isAlone && !isCreating(workload)) continue;
        const settings = {
          connections: isAlone ? 1 : options.connections,
          seconds: isAlone ? Math.max(0.5, options.seconds / 3) : options.seconds,
          postgres,
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
    settings: LoadSettings;
  },
): Promise<Sample> {
  const { workload, contender, settings } = subject;
  const requests = workload.operations.map((operation) => contender.request(operation));
  const sample = await load(servers[contender.server], requests, settings);
  if (isCreating(workload)) {
    // Truncating takes locks in another order than writes of a server after its answers.
    await untilIdle(database);
    await resetPlannings(database);
  }
  return sample;
}

function isCreating({ operations }: Workload): boolean {
  return operations.some(({ kind }) => kind === "create");
}

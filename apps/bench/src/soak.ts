/**
 * Loads a server for minutes with a mix of calls, at 70 % of what it can do, and tells whether it stays
 * as it was: `pnpm soak [--minutes 10]`. Ends with 1 when a call fails, or memory or handles grow.
 */
import { parseArgs } from "node:util";
import { open } from "@coulisses/database";
import { migrate } from "@coulisses/database/migrate";
import { startTemporaryServer } from "@coulisses/database/server";
import { asOwner } from "./bench.ts";
import { scripts } from "./contenders.ts";
import { postgresCpuClock } from "./cpu.ts";
import { loadWeeks } from "./planning/weeks.ts";
import { repeat } from "./repeat.ts";
import { loadSeason } from "./season.ts";
import { startServer } from "./server-process.ts";
import { Asker } from "./soak/asker.ts";
import { growthOf, watch } from "./soak/health.ts";
import { mixOf } from "./soak/mix.ts";
import { pace } from "./soak/pace.ts";
import { whole } from "./table.ts";

/** The load, as a share of the server's maximum. */
const share = 0.7;
const connections = 10;
const seconds = { warmUp: 10, capacity: 10, soak: 60 * minutesIn(process.argv.slice(2)) };

const postgres = await startTemporaryServer();
try {
  const database = await open(postgres.url);
  await migrate(database.db);
  await database.close();
  process.exitCode = (await asOwner(postgres.url, soak)) ? 0 : 1;
} finally {
  await postgres.stop();
}

/** @throws Error that says how the command is used */
function minutesIn(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: { minutes: { type: "string", default: "10" } },
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Error("pnpm soak [--minutes 10]");
  return minutes;
}

/** Prints the results; true if no call failed and nothing grew. */
async function soak(owner: Parameters<Parameters<typeof asOwner>[1]>[0]): Promise<boolean> {
  const season = await loadSeason(owner);
  const { weeks } = await loadWeeks(owner);
  const environment = { DATABASE_URL: postgres.url, LOG_LEVEL: "warn", AUTH: "open" };
  const server = await startServer(scripts.coulisses, environment);
  try {
    const next = mixOf(season, weeks);
    const capacity = await capacityOf(new Asker(server.url, next), await postgresCpuClock(owner));
    const perSecond = capacity * share;
    console.log(
      `${whole(capacity)} calls a second over ${connections} connections; ${whole(seconds.soak)} seconds of ${whole(perSecond)} calls a second, ${share * 100} % of that.\n`,
    );
    const asker = new Asker(server.url, next);
    const watched = watch(server, 1000);
    const notStarted = await pace((due) => asker.ask(due), { perSecond, seconds: seconds.soak });
    await watched.stop();
    const growth = growthOf(watched.looks);
    console.log(`${asker.table()}\n\n${growth.table}\n\n${asker.failures(notStarted)}`);
    return asker.failed + notStarted === 0 && !growth.hasGrown;
  } finally {
    await server.stop();
  }
}

/** Calls a second, where each connection asks again after each answer. */
async function capacityOf(asker: Asker, clock: () => number): Promise<number> {
  const worker = () => asker.ask(performance.now());
  const workers = Array.from({ length: connections }, () => worker);
  await repeat(workers, { seconds: seconds.warmUp, postgres: clock });
  return (await repeat(workers, { seconds: seconds.capacity, postgres: clock })).perSecond;
}

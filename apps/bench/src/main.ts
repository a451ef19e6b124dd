/**
 * Measures, side by side on one PostgreSQL server, what our REST and tRPC doors cost next to a
 * service written by hand, and next to trpc-openapi's own plugin; and what authentication, the
 * record, row-level security, planning and the board cost. See options.ts for the flags.
 */
import { open } from "@coulisses/database";
import { migrate } from "@coulisses/database/migrate";
import { startTemporaryServer } from "@coulisses/database/server";
import pg from "pg";
import { measureAuthentication } from "./authentication.ts";
import type { Bench } from "./bench.ts";
import { measureBoard } from "./board/study.ts";
import { postgresCpuClock } from "./cpu.ts";
import { measureDoors } from "./doors.ts";
import { readOptions, type Study } from "./options.ts";
import { measurePlanning } from "./planning/study.ts";
import { profileServer } from "./profile.ts";
import { measureRecord } from "./record.ts";
import { authenticationTable, describeRun, targetsTable } from "./report.ts";
import { authenticationTargets } from "./results.ts";
import { measureRowLevelSecurity } from "./row-level-security.ts";
import { loadSeason } from "./season.ts";
import { workloadsOf } from "./workloads.ts";

const studies: Record<Study, (bench: Bench) => Promise<string>> = {
  doors: measureDoors,
  auth: reportAuthentication,
  rls: measureRowLevelSecurity,
  record: measureRecord,
  planning: measurePlanning,
  board: measureBoard,
};

const options = readOptions(process.argv.slice(2));
const postgres = await startTemporaryServer(options.isDurable ? [] : ["-c", "fsync=off"]);
const database = new pg.Client(postgres.url);
try {
  await bringUpToDate();
  await database.connect();
  const season = await loadSeason(database);
  const environment = { DATABASE_URL: postgres.url, LOG_LEVEL: "warn", AUTH: "open" };
  const profiled = workloadsOf(season).find(({ name }) => name === options.profile);
  const clock = await postgresCpuClock(database);
  const bench = {
    url: postgres.url,
    database,
    postgres: clock,
    environment,
    season,
    options,
  };
  if (profiled) await profileServer(bench, profiled);
  else console.log(`${await describeRun(bench)}\n\n${await studies[options.study](bench)}`);
} finally {
  await database.end();
  await postgres.stop();
}

async function bringUpToDate(): Promise<void> {
  const ours = await open(postgres.url);
  await migrate(ours.db);
  await ours.close();
}

async function reportAuthentication(bench: Bench): Promise<string> {
  const authentication = await measureAuthentication(bench);
  const targets = targetsTable(authenticationTargets(authentication));
  return `${authenticationTable(authentication)}\n\n${targets}`;
}

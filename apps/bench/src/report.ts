import { availableParallelism, cpus } from "node:os";
import type { Authentication } from "./authentication.ts";
import type { Bench } from "./bench.ts";
import { contenders, type ServerName } from "./contenders.ts";
import type { Results, Target } from "./results.ts";
import { comparison } from "./side-by-side.ts";
import type { StartUps } from "./start-up.ts";
import { comparisonHead, table, whole } from "./table.ts";
import { planningSizes, type Workload } from "./workloads.ts";

/** Describes the machine and the options of the run. */
export async function describeRun({ database, options }: Bench): Promise<string> {
  const { rows } = await database.query<{ version: string; fsync: string }>(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync`,
  );
  const [row] = rows;
  const disk = options.isDurable
    ? "every commit waits for the disk; `--no-fsync` measures without that wait"
    : "commits do not wait for the disk";
  return [
    `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, shared by the load, the server and PostgreSQL; Node ${process.versions.node}; PostgreSQL ${row?.version}, fsync ${row?.fsync}: ${disk}.`,
    `${options.rounds} rounds of ${options.seconds} s per cell, ${options.connections} connections where nothing else is said; medians over rounds. 1,000 artists with 10 availabilities, 200 plannings of 10 artists.`,
    `A ratio, such as "of (a)", is the median, with the extremes, of those within each round. "server µs" and "PostgreSQL µs" are CPU time for each request; "CPU, × (a)" compares their sum.`,
  ].join("\n");
}

export function throughputTable(workloads: Workload[], results: Results): string {
  const rows = workloads.flatMap(({ name, title }) =>
    comparison(
      contenders.map((contender) => ({
        title: contender.title,
        rounds: results.rounds(name, contender.name),
      })),
    ).map((cells) => [title, ...cells]),
  );
  return table(["", "", ...comparisonHead("requests/s", "(a)")], rows);
}

export function authenticationTable({ rest, trpc }: Authentication): string {
  const rows = Object.entries({ REST: rest, tRPC: trpc }).flatMap(([door, { measured }]) =>
    comparison(measured).map((cells) => [`One artist, ${door}`, ...cells]),
  );
  return table(["", "", ...comparisonHead("requests/s", "AUTH=open")], rows);
}

export function targetsTable(targets: Target[]): string {
  const rows = targets.map(({ title, target, measured, isMet }) => [
    title,
    target,
    measured.toFixed(2),
    isMet ? "✓" : "✗ missed",
  ]);
  return table(["Target", "", "measured", ""], rows);
}

export function growthTable(results: Results): string {
  const columns = contenders.map(({ name }) => results.growth(name));
  const rows = planningSizes.map((size, i) => [
    String(size),
    ...columns.map((column) => {
      const { cost = Number.NaN, ofOne = Number.NaN } = column[i] ?? {};
      return `${(cost / 1000).toFixed(2)} ms, × ${ofOne.toFixed(1)}`;
    }),
  ]);
  return table(["Artists", ...contenders.map(({ title }) => title)], rows);
}

export function processTable(startUps: StartUps, memory: Record<ServerName, number>): string {
  return table(
    ["Process", "start to first 200", "memory after the load (RSS)"],
    [
      processRow("(a) Fastify + pg by hand", startUps["hand-written"], memory["hand-written"]),
      processRow("(b) and (c): Coulisses", startUps.coulisses, memory.coulisses),
      processRow("Coulisses on its embedded database, second start", startUps.embedded),
      processRow("(d) trpc-openapi's plugin", startUps["trpc-openapi"], memory["trpc-openapi"]),
    ],
  );
}

function processRow(title: string, start: number, mebibytes?: number): string[] {
  return [title, `${whole(start)} ms`, mebibytes === undefined ? "" : `${whole(mebibytes)} MiB`];
}

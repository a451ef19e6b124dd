import { availableParallelism, cpus } from "node:os";
import type pg from "pg";
import { contenders, type ServerName } from "./contenders.ts";
import type { Options } from "./options.ts";
import { type Results, targets } from "./results.ts";
import type { StartUps } from "./start-up.ts";
import { planningSizes, type Workload } from "./workloads.ts";

/** Says on what, and how, was measured. */
export async function describeRun(database: pg.Client, options: Options): Promise<string> {
  const { rows } = await database.query<{ version: string; fsync: string }>(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync`,
  );
  const [row] = rows;
  const disk = options.isDurable
    ? "every commit waits for the disk; `--no-fsync` measures without that wait"
    : "commits do not wait for the disk";
  return [
    `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, shared by the load, the server and PostgreSQL; Node ${process.versions.node}; PostgreSQL ${row?.version}, fsync ${row?.fsync}: ${disk}.`,
    `${options.rounds} rounds of ${options.seconds} s per cell, ${options.connections} connections; medians over rounds. 1,000 artists with 10 availabilities, 200 plannings of 10 artists.`,
  ].join("\n");
}

export function throughputTable(workloads: Workload[], results: Results): string {
  const rows = workloads.flatMap(({ name, title }) =>
    contenders.map((contender) => {
      const { requestsPerSecond, p50, p95, p99 } = results.medians(name, contender.name);
      const { median, least, most } = results.ratio(name, contender.name, "hand-written");
      const ratio =
        contender.name === "hand-written"
          ? "1"
          : `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
      const latencies = [p50, p95, p99].map((latency) => latency.toFixed(2));
      return [title, contender.title, whole(requestsPerSecond), ratio, ...latencies];
    }),
  );
  return table(["", "", "requests/s", "of (a)", "p50 ms", "p95 ms", "p99 ms"], rows);
}

export function targetsTable(results: Results): string {
  const rows = targets(results).map(({ title, target, measured, isMet }) => [
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
      return `${cost.toFixed(2)} ms, × ${ofOne.toFixed(1)}`;
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

function table(head: string[], rows: string[][]): string {
  const lines = [head, head.map((_, i) => (i === 0 ? "---" : "--:")), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

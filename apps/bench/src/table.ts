import type { Latencies, Ratio, Sample } from "./statistics.ts";

/** A table in Markdown: the first column holds words, all others numbers. */
export function table(head: string[], rows: string[][]): string {
  const lines = [head, head.map((_, i) => (i === 0 ? "---" : "--:")), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

export const latencyHead = ["p50 ms", "p95 ms", "p99 ms"];

export function latencyCells({ p50, p95, p99 }: Latencies): string[] {
  return [p50, p95, p99].map((latency) => latency.toFixed(2));
}

export const sampleHead = [...latencyHead, "server µs", "PostgreSQL µs"];

export function sampleCells({ serverCpu, postgresCpu, ...latencies }: Sample): string[] {
  return [...latencyCells(latencies), whole(serverCpu), whole(postgresCpu)];
}

export function ratioCell({ median, least, most }: Ratio): string {
  return `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
}

/** The columns of `comparison`, after the title. */
export function comparisonHead(done: string, first: string): string[] {
  return [done, `of ${first}`, `CPU, × ${first}`, ...sampleHead];
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

import type { Ratio, Sample } from "./statistics.ts";

/** A table in Markdown: the first column holds words, all others numbers. */
export function table(head: string[], rows: string[][]): string {
  const lines = [head, head.map((_, i) => (i === 0 ? "---" : "--:")), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

export const sampleHead = ["p50 ms", "p95 ms", "p99 ms"];

export function sampleCells({ p50, p95, p99 }: Sample): string[] {
  return [p50, p95, p99].map((latency) => latency.toFixed(2));
}

export function ratioCell({ median, least, most }: Ratio): string {
  return `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

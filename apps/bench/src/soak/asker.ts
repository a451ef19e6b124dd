import { percentiles } from "../statistics.ts";
import { latencyCells, latencyHead, table, whole } from "../table.ts";
import type { Call } from "./mix.ts";

/** Makes calls, and keeps their outcomes. */
export class Asker {
  readonly #url: string;
  readonly #next: () => Call;
  readonly #latencies = new Map<string, number[]>();
  readonly #failures = new Map<string, number>();

  constructor(url: string, next: () => Call) {
    this.#url = url;
    this.#next = next;
  }

  get failed(): number {
    return this.#failures.values().reduce((sum, count) => sum + count, 0);
  }

  /** Makes the next call; its latency counts from when it was due. */
  async ask(due: number): Promise<void> {
    const { title, path, init } = this.#next();
    const outcome = await outcomeOf(fetch(this.#url + path, init));
    if (outcome !== "answered") {
      const failure = `${title}: ${outcome}`;
      this.#failures.set(failure, (this.#failures.get(failure) ?? 0) + 1);
      return;
    }
    const latencies = this.#latencies.get(title) ?? [];
    latencies.push(performance.now() - due);
    this.#latencies.set(title, latencies);
  }

  /** The latencies of all answered calls, and of each kind. */
  table(): string {
    const all = [...this.#latencies.values()].flat();
    const kinds = [["all", all] as const, ...this.#latencies];
    return table(
      ["", "answered", ...latencyHead],
      kinds.map(([title, latencies]) => [
        title,
        whole(latencies.length),
        ...latencyCells(percentiles(latencies)),
      ]),
    );
  }

  failures(notStarted: number): string {
    const lines = Array.from(this.#failures, ([failure, count]) => `${whole(count)} × ${failure}`);
    if (notStarted > 0) lines.push(`${whole(notStarted)} × not sent: too many were in flight`);
    return lines.length === 0 ? "No call failed." : lines.join("\n");
  }
}

async function outcomeOf(request: Promise<Response>): Promise<string> {
  try {
    const response = await request;
    const body = await response.text();
    return response.ok ? "answered" : `${response.status} ${body.slice(0, 200)}`;
  } catch (error) {
    return String(error instanceof Error && error.cause !== undefined ? error.cause : error);
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "@coulisses/database/server";

const main = fileURLToPath(import.meta.resolve("@coulisses/server/main"));

/** The API in a process of its own, on a port that it keeps when it is started again. */
export class Api {
  readonly port: number;
  readonly #settings: Record<string, string>;
  #process: ChildProcess | undefined;
  #log = "";

  private constructor(port: number, settings: Record<string, string>) {
    this.port = port;
    this.#settings = settings;
  }

  /** @param settings environment variables: those of the server, and of the process, such as LD_PRELOAD */
  static async start(settings: Record<string, string>): Promise<Api> {
    const api = new Api(await freePort(), settings);
    await api.start();
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The end of its log and output. */
  get log(): string {
    return this.#log;
  }

  get isRunning(): boolean {
    return this.#process !== undefined && this.#process.exitCode === null;
  }

  /** Starts it, and waits until it answers. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [main], {
      env: {
        ...process.env,
        APP_ENV: "production",
        LOG_LEVEL: "error",
        HOST: "127.0.0.1",
        PORT: String(this.port),
        ...this.#settings,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.#log = (this.#log + text).slice(-20_000);
      });
    while (!(await answers(`${this.url}/api/v1/health`))) {
      if (child.exitCode !== null) throw new Error(`The API ended: ${this.#log}`);
      await setTimeout(10);
    }
  }

  /** @returns the exit code, or null where a signal ended it */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined) return null;
    const ended = child.exitCode === null ? once(child, "exit") : Promise.resolve([child.exitCode]);
    child.kill(signal);
    const [code]: (number | null)[] = await ended;
    return code ?? null;
  }

  /** Mebibytes that the process holds in memory (resident set). */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.#process?.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

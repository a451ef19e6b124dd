import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, vi } from "vitest";
import { z } from "zod";

const running = new Set<ChildProcess>();

/** A server in a process of its own, which logs JSON. */
export interface ServerProcess {
  child: ChildProcess;
  /** Where it listens, such as `http://127.0.0.1:40123`. */
  address: string;
  /** Where its operations listener is; empty where it has none. */
  operations: string;
  /** What it has logged so far, line by line. */
  log: () => LogLine[];
  /** The log lines of an answered request. */
  logOf: (answer: Response) => Promise<LogLine[]>;
  /** Waits for the end of the process, and answers its exit code. */
  ended: Promise<unknown>;
  stop: (signal?: NodeJS.Signals) => Promise<unknown>;
}

/** Test files of one worker share this module, so that each one's processes are forgotten after it. */
function killAll(): void {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
}

export type LogLine = Record<string, unknown>;

const Ready = z.object({ api: z.string(), operations: z.string().optional() });
type Ready = z.infer<typeof Ready>;

/**
 * Starts `main.ts` and waits until it is ready; it is killed after the test file's tests.
 *
 * @param flags of the `node` command, such as `["--import", url]`
 */
export async function startProcess(
  settings: Record<string, string>,
  flags: string[] = [],
): Promise<ServerProcess> {
  const main = fileURLToPath(new URL("../main.ts", import.meta.url));
  const child = spawn(process.execPath, [...flags, main], {
    env: { APP_ENV: "production", PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // For each process: each test file kills those that it started.
  afterAll(killAll);
  running.add(child);
  // `close` comes after all output.
  const ended = once(child, "close").then(([code]: unknown[]) => {
    running.delete(child);
    return code;
  });
  let said = "";
  const { promise: ready, resolve, reject } = Promise.withResolvers<Ready>();
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    said += chunk;
    const line = said.split("\n").find((one) => one.endsWith('"msg":"ready"}'));
    if (line !== undefined) resolve(Ready.parse(JSON.parse(line)));
  });
  void ended.then((code) => reject(new Error(`The server ended with ${String(code)}: ${said}`)));
  // The last line may not be whole yet.
  const lines = () => said.split("\n").slice(0, -1);
  const log = () => lines().map((line): LogLine => JSON.parse(line));
  const { api, operations = "" } = await ready;
  return {
    child,
    address: new URL(api).origin,
    operations,
    log,
    logOf: ({ headers }) =>
      vi.waitFor(() => {
        const of = log().filter(({ reqId }) => reqId === headers.get("x-request-id"));
        if (of.at(-1)?.["msg"] !== "request completed") throw new Error("It is not all logged yet");
        return of;
      }, 30_000),
    ended,
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}

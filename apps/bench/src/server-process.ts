import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "@coulisses/database/server";
import { type CpuClock, cpuClockOf } from "./cpu.ts";

/** A server in a process of its own, that answers. */
export interface ServerProcess {
  url: string;
  /** Milliseconds from the birth of the process to its first 200. */
  startUp: number;
  /** The CPU time of the process. */
  cpu: CpuClock;
  /** Open file descriptors: connections, files, pipes. Linux only: elsewhere NaN. */
  handles(): number;
  /** Mebibytes that the process holds in memory (resident set). */
  memory(): Promise<number>;
  /** Asks the process to end, and waits until it has. */
  stop(): Promise<void>;
}

/**
 * Starts a server that listens on `PORT` and answers at `/api/v1/health`.
 *
 * @param script the `file:` URL of it
 * @param nodeFlags of the `node` command, such as `["--cpu-prof"]`
 */
export async function startServer(
  script: string,
  environment: Record<string, string>,
  nodeFlags: string[] = [],
): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = performance.now();
  const child = spawn(process.execPath, [...nodeFlags, fileURLToPath(script)], {
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Its log, without what it says to people.
  createInterface(child.stdout).on("line", (line) => {
    if (line.startsWith("{")) console.error(line);
  });
  const exit = once(child, "exit");
  // Whatever ends this process early must not leave the child behind.
  const kill = () => child.kill();
  process.once("exit", kill);
  while (!(await answers(`${url}/api/v1/health`))) {
    if (child.exitCode !== null) throw new Error(`${script} ended before it answered`);
    await sleep(2);
  }
  const startUp = performance.now() - start;
  return {
    url,
    startUp,
    cpu: cpuClockOf(child.pid ?? 0),
    handles: () => (process.platform === "linux" ? openFiles(child.pid ?? 0) : Number.NaN),
    memory: () => residentMemory(child.pid ?? 0),
    async stop() {
      child.kill("SIGTERM");
      await exit;
      process.off("exit", kill);
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function residentMemory(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout) / 1024;
}

function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

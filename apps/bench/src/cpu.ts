import { readdirSync, readFileSync } from "node:fs";
import type pg from "pg";

/** Reads the CPU time used so far, in microseconds. Linux only: elsewhere NaN. */
export type CpuClock = () => number;

/** The CPU time of a process: of its running threads. */
export function cpuClockOf(pid: number): CpuClock {
  const ofThread = (thread: string) => {
    const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ");
    return Number(nanoseconds) / 1000;
  };
  return () =>
    process.platform === "linux"
      ? readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + ofThread(thread), 0)
      : Number.NaN;
}

/** The CPU time of a PostgreSQL server on this machine: of all its processes, connected ones and others. */
export async function postgresCpuClock(database: pg.Client): Promise<CpuClock> {
  if (process.platform !== "linux") return () => Number.NaN;
  const { rows } = await database.query<{ pid: number }>("select pg_backend_pid() as pid");
  const postmaster = parentOf(rows[0]?.pid ?? 0);
  // The last value of an ended process stays counted: a clock never goes back.
  const used = new Map<number, number>();
  return () => {
    for (const pid of [postmaster, ...childrenOf(postmaster)])
      used.set(pid, Math.max(used.get(pid) ?? 0, lastSeen(pid)));
    return used.values().reduce((sum, time) => sum + time, 0);
  };
}

/** 0 of a process that has just ended. */
function lastSeen(pid: number): number {
  try {
    return cpuClockOf(pid)();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ESRCH") return 0;
    throw error;
  }
}

function parentOf(pid: number): number {
  const [, parent] = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(parent);
}

function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return children.trim().split(" ").filter(Boolean).map(Number);
}

import type { CpuClock } from "./cpu.ts";
import { type Sample, sampleOf } from "./statistics.ts";

/**
 * Has all workers repeat their work concurrently, until the time is over. The server is
 * in this process.
 */
export async function repeat(
  workers: (() => Promise<unknown>)[],
  { seconds, postgres }: { seconds: number; postgres: CpuClock },
): Promise<Sample> {
  const latencies: number[] = [];
  const postgresBefore = postgres();
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    workers.map(async (work) => {
      for (let before = start; before < end;) {
        await work();
        const after = performance.now();
        latencies.push(after - before);
        before = after;
      }
    }),
  );
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(cpuBefore);
  const postgresCpu = postgres() - postgresBefore;
  return sampleOf(latencies, { milliseconds, serverCpu: user + system, postgresCpu });
}

import { type Sample, sampleOf } from "./statistics.ts";

/** Has each worker do the same again and again, all at once, until the time is over. */
export async function repeat(
  workers: (() => Promise<unknown>)[],
  seconds: number,
): Promise<Sample> {
  const latencies: number[] = [];
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
  return sampleOf(latencies, performance.now() - start);
}

import autocannon, { type Client, type Request, type Result } from "autocannon";
import type { CpuClock } from "./cpu.ts";
import type { ServerProcess } from "./server-process.ts";
import { type Sample, sampleOf } from "./statistics.ts";

/** How to load a server. */
export interface LoadSettings {
  connections: number;
  seconds: number;
  postgres: CpuClock;
}

/** Requests in flight this long after the end will not be answered. */
const mostSecondsAfter = 60;

/**
 * Sends requests over some connections, on each the next one after the last answer; ends when all
 * are answered.
 */
export async function load(
  { url, cpu }: Pick<ServerProcess, "url" | "cpu">,
  requests: Request[],
  { connections, seconds, postgres }: LoadSettings,
): Promise<Sample> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const clients: Client[] = [];
  const options = {
    url,
    connections,
    duration: seconds + mostSecondsAfter,
    timeout: mostSecondsAfter,
    sampleInt: 20,
    requests,
    setupClient(client: Client) {
      const first = Math.floor((clients.push(client) * requests.length) / connections);
      client.setRequests([...requests.slice(first), ...requests.slice(0, first)]);
    },
  };
  const before = { server: cpu(), postgres: postgres() };
  const start = performance.now();
  let end = start;
  // autocannon counts latencies in whole milliseconds, which is as long as some answers take.
  const latencies: number[] = [];
  autocannon(options, (error, result) => (error ? reject(error) : resolve(result))).on(
    "response",
    (...response) => {
      latencies.push(response[3]);
      end = performance.now();
    },
  );
  const stop = setTimeout(() => {
    for (const client of clients) client.responseMax = client.reqsMade;
  }, seconds * 1000);
  const { errors, timeouts, non2xx } = await promise.finally(() => clearTimeout(stop));
  if (errors + timeouts + non2xx > 0 || latencies.length === 0)
    throw new Error(
      `${url}${requests[0]?.path} failed under load: ${errors} errors, ${timeouts} timeouts, ${non2xx} refusals, ${latencies.length} answers`,
    );
  return sampleOf(latencies, {
    milliseconds: end - start,
    serverCpu: cpu() - before.server,
    postgresCpu: postgres() - before.postgres,
  });
}

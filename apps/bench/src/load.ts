import autocannon, { type Request, type Result } from "autocannon";
import { type Sample, sampleOf } from "./statistics.ts";

/** Sends requests over some connections, each the next one when the last is answered. */
export async function load(
  url: string,
  requests: Request[],
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Sample> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  let connection = 0;
  const options = {
    url,
    connections,
    duration: seconds,
    sampleInt: 50,
    requests,
    setupClient(client: { setRequests: (requests: Request[]) => void }) {
      const first = Math.floor((connection++ * requests.length) / connections);
      client.setRequests([...requests.slice(first), ...requests.slice(0, first)]);
    },
  };
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
  const { errors, timeouts, non2xx } = await promise;
  if (errors + timeouts + non2xx > 0 || latencies.length === 0)
    throw new Error(
      `${url}${requests[0]?.path} failed under load: ${errors} errors, ${timeouts} timeouts, ${non2xx} refusals, ${latencies.length} answers`,
    );
  return sampleOf(latencies, end - start);
}

import { type PoolStatistics, transactionReplays } from "@coulisses/database";
import type * as prometheus from "prom-client";
import { type Door, doors } from "./calls.ts";

/** The labels of a call. Their values are limited in number, see `targetOf`. */
export interface CallLabels {
  procedure: string;
  door: Door;
  method: string;
  /** The class of its HTTP status: `2xx`. */
  status: string;
}

/** Why requests are shed. */
export const shedReasons = ["event_loop_delay", "heap", "memory"] as const;
export type ShedReason = (typeof shedReasons)[number];

/** The metrics of the process, by the names of docs/operations.md. */
export interface Metrics {
  call: (labels: CallLabels, seconds: number) => void;
  bytes: (labels: Pick<CallLabels, "procedure" | "door">, bytes: number) => void;
  replays: (count: number) => void;
  refusal: (door: Door) => void;
  shed: (reason: ShedReason) => void;
  cutOff: () => void;
  /** All metrics, in the format of Prometheus. */
  expose: () => Promise<{ contentType: string; text: string }>;
  close: () => void;
}

interface Sources {
  /** Undefined until the database is open. */
  pool: () => PoolStatistics | undefined;
  isReady: () => Promise<boolean>;
}

/**
 * Loads `prom-client`, which only a process with an operations listener needs.
 *
 * @example
 * const metrics = await createMetrics({ pool: () => database.pool(), isReady: async () => true });
 * metrics.call({ procedure: "artists.list", door: "rest", method: "GET", status: "2xx" }, 0.012);
 */
export async function createMetrics(sources: Sources): Promise<Metrics> {
  const prom = await import("prom-client");
  const register = new prom.Registry();
  prom.collectDefaultMetrics({ register });
  const registers = [register];
  addGauges(prom, registers, sources);
  const { duration, bytes, replays, refusals, shed, cutOff } = callMetrics(prom, registers);
  // A series that starts at 0 shows its first increase.
  for (const door of doors) refusals.inc({ door }, 0);
  for (const reason of shedReasons) shed.inc({ reason }, 0);
  const stopCounting = countRetries(prom, registers);
  return {
    call: (labels, seconds) => duration.observe({ ...labels }, seconds),
    bytes: (labels, count) => bytes.inc({ ...labels }, count),
    replays: (count) => replays.inc(count),
    refusal: (door) => refusals.inc({ door }),
    shed: (reason) => shed.inc({ reason }),
    cutOff: () => cutOff.inc(),
    expose: async () => ({ contentType: register.contentType, text: await register.metrics() }),
    close() {
      stopCounting();
      register.clear();
    },
  };
}

type Prom = typeof prometheus;

/** Answers from 1 ms to 10 s, which is the default deadline, at three steps a decade. */
const buckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

function callMetrics({ Counter, Histogram }: Prom, registers: prometheus.Registry[]) {
  return {
    duration: new Histogram({
      name: "coulisses_call_duration_seconds",
      help: "Time from the arrival of a request to the answer of one call in it.",
      labelNames: ["procedure", "door", "method", "status"],
      buckets,
      registers,
    }),
    bytes: new Counter({
      name: "coulisses_answered_bytes_total",
      help: "Bytes written to callers, headers included.",
      labelNames: ["procedure", "door"],
      registers,
    }),
    replays: new Counter({
      name: "coulisses_idempotent_replays_total",
      help: "Calls answered with the stored answer of their idempotency key.",
      registers,
    }),
    refusals: new Counter({
      name: "coulisses_rate_limit_refusals_total",
      help: "Requests refused by a rate limit (429).",
      labelNames: ["door"],
      registers,
    }),
    shed: new Counter({
      name: "coulisses_shed_requests_total",
      help: "Requests refused because the process is overloaded (503), by what is too high.",
      labelNames: ["reason"],
      registers,
    }),
    cutOff: new Counter({
      name: "coulisses_cut_off_connections_total",
      help: "Connections ended because the caller did not read answers, or sent too far ahead.",
      registers,
    }),
  };
}

/** @returns a function that ends the counting */
function countRetries({ Counter }: Prom, registers: prometheus.Registry[]): () => void {
  const retries = new Counter({
    name: "coulisses_transaction_retries_total",
    help: "Transactions that were done again, by the SQLSTATE that undid them.",
    labelNames: ["sqlstate"],
    registers,
  });
  for (const sqlstate of ["40001", "40P01"]) retries.inc({ sqlstate }, 0);
  const count = (message: unknown) => {
    const { sqlstate }: { sqlstate?: unknown } = Object(message);
    retries.inc({ sqlstate: String(sqlstate) });
  };
  transactionReplays.subscribe(count);
  return () => transactionReplays.unsubscribe(count);
}

/** Gauges that are read when the metrics are asked for. */
function addGauges(
  { Gauge }: Prom,
  registers: prometheus.Registry[],
  { pool, isReady }: Sources,
): void {
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  gauge("coulisses_pool_connections", "Open connections.", () => pool()?.total ?? 0);
  gauge("coulisses_pool_idle_connections", "Connections unused.", () => pool()?.idle ?? 0);
  gauge("coulisses_pool_waiting", "Calls that wait for one.", () => pool()?.waiting ?? 0);
  gauge("coulisses_ready", "1 while /readyz answers 200, else 0.", async () =>
    (await isReady()) ? 1 : 0,
  );
}

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Database } from "@coulisses/database";
import type { Config } from "../config.ts";
import { listenError } from "../listen-error.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import type { Tracing } from "./tracing.ts";
import { createReadiness, type Readiness, type Watched } from "./readiness.ts";

/** The operations side of a process: listener, metrics, traces and readiness. */
export interface Operations {
  /** The address of its listener, such as `http://127.0.0.1:9464`; undefined if ADMIN_PORT is not set. */
  readonly address: string | undefined;
  /** Undefined without a listener, since nobody could read them. */
  readonly metrics: Metrics | undefined;
  /** Undefined without a receiver of traces. */
  readonly tracing: Tracing | undefined;
  readonly isDraining: boolean;
  /** Sets what the process needs to be ready. */
  watch: (watched: Watched) => void;
  /** Tells balancers, by way of `/readyz`, to send no more calls. */
  drain: () => void;
  close: () => Promise<void>;
}

type Settings = Pick<
  Config,
  "ADMIN_HOST" | "ADMIN_PORT" | "APP_ENV" | "APP_NAME" | "OTEL_EXPORTER_OTLP_ENDPOINT"
>;

/**
 * Makes the operations side of a process, and listens on `ADMIN_PORT` if it is set. To be called before the
 * database is opened: a process whose migrations take long is then seen to be alive.
 *
 * @throws ConfigError when it cannot listen there
 * @example
 * const operations = await createOperations(config);
 * operations.watch({ url, database, isListening: () => app.server.listening });
 */
export async function createOperations(config: Settings): Promise<Operations> {
  const tracing = await tracingFor(config);
  const readiness = createReadiness();
  let database: Database | undefined;
  const sources = {
    pool: () => database?.pool(),
    isReady: async () => (await readiness.reasons()).length === 0,
  };
  const metrics = config.ADMIN_PORT === undefined ? undefined : await createMetrics(sources);
  const listener = metrics && (await listen(config, pagesOf(readiness, metrics)));
  return {
    address: listener?.address,
    metrics,
    tracing,
    get isDraining() {
      return readiness.isDraining;
    },
    watch(watched) {
      ({ database } = watched);
      readiness.watch(watched);
    },
    drain: readiness.drain,
    async close() {
      await listener?.close();
      metrics?.close();
      await tracing?.stop();
    },
  };
}

/** OpenTelemetry is large: it is loaded only if traces are wanted. */
async function tracingFor(config: Settings): Promise<Tracing | undefined> {
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return undefined;
  const { startTracing } = await import("./tracing.ts");
  return startTracing(config);
}

interface Page {
  status: number;
  contentType: string;
  text: string;
}

type Pages = ReadonlyMap<string, () => Promise<Page>>;

function pagesOf(readiness: Readiness, metrics: Metrics): Pages {
  return new Map([
    // It checks nothing: an answer shows that the event loop runs.
    ["/livez", async () => json(200, { status: "alive" })],
    [
      "/readyz",
      async () => {
        const reasons = await readiness.reasons();
        return reasons.length === 0
          ? json(200, { status: "ready" })
          : json(503, { status: "not_ready", reasons });
      },
    ],
    ["/metrics", async () => ({ status: 200, ...(await metrics.expose()) })],
  ]);
}

function json(status: number, body: object): Page {
  const contentType = "application/json; charset=utf-8";
  return { status, contentType, text: `${JSON.stringify(body)}\n` };
}

async function listen(
  { ADMIN_HOST, ADMIN_PORT }: Pick<Settings, "ADMIN_HOST" | "ADMIN_PORT">,
  pages: Pages,
) {
  const server = createServer((request, response) => void answer(pages, request, response));
  try {
    server.listen(ADMIN_PORT, ADMIN_HOST);
    await once(server, "listening");
  } catch (cause) {
    const place = { host: ADMIN_HOST, port: ADMIN_PORT ?? 0 };
    throw listenError(cause, { ...place, hostSetting: "ADMIN_HOST", portSetting: "ADMIN_PORT" });
  }
  return {
    address: addressOf(server.address()),
    async close() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function addressOf(bound: AddressInfo | string | null): string {
  if (bound === null || typeof bound === "string") return String(bound);
  const host = bound.family === "IPv6" ? `[${bound.address}]` : bound.address;
  return `http://${host}:${bound.port}`;
}

async function answer(
  pages: Pages,
  { method, url = "" }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isRead = method === "GET" || method === "HEAD";
  const find = isRead ? pages.get(url.replace(/\?.*/s, "")) : undefined;
  const page = find ? await find().catch(failed) : json(404, { status: "not_found" });
  response.writeHead(page.status, {
    "content-type": page.contentType,
    "cache-control": "no-store",
  });
  response.end(method === "HEAD" ? undefined : page.text);
}

function failed(error: unknown): Page {
  const reason = error instanceof Error ? error.message : String(error);
  return json(500, { status: "failed", reason });
}

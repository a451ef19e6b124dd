import { createRequire } from "node:module";
import type { Observe } from "@coulisses/api/kit/context";
import { kindOf } from "@coulisses/api/kit/errors";
import { FastifyOtelInstrumentation } from "@fastify/otel";
import {
  context,
  diag,
  DiagLogLevel,
  propagation,
  type Span,
  SpanStatusCode,
  trace,
  type Tracer,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { PgInstrumentation } from "@opentelemetry/instrumentation-pg";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { getTRPCErrorFromUnknown, type TRPCError } from "@trpc/server";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import { withoutValues } from "./shown-span.ts";

/** Traces requests, and sends the spans to `OTEL_EXPORTER_OTLP_ENDPOINT`. */
export interface Tracing {
  /** To be called before the application has hooks and routes. */
  instrument: (app: FastifyInstance) => Promise<void>;
  /** Makes each call a span. */
  observe: Observe;
  /** The trace of the current request; undefined outside of a request. */
  traceId: () => string | undefined;
  /** Sends the remaining spans. */
  stop: () => Promise<void>;
}

/**
 * Starts to trace the process. This module is imported only if traces are wanted: all of
 * OpenTelemetry comes with it.
 *
 * The endpoint and the rest are read by OpenTelemetry itself, from its own variables (`OTEL_…`).
 */
export function startTracing({ APP_NAME, APP_ENV }: Pick<Config, "APP_NAME" | "APP_ENV">): Tracing {
  const named = resourceFromAttributes({
    "service.name": APP_NAME,
    "deployment.environment.name": APP_ENV,
  });
  const provider = new NodeTracerProvider({
    resource: named.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(withoutValues(new OTLPTraceExporter()))],
  });
  provider.register();
  const unpatch = patchModules();
  const fastify = new FastifyOtelInstrumentation({
    instrumentHooks: false,
    recordExceptions: false,
  });
  return {
    instrument: async (app) => {
      complainTo(app);
      await app.register(fastify.plugin());
    },
    observe: observeWith(provider.getTracer("coulisses")),
    traceId: () => trace.getActiveSpan()?.spanContext().traceId,
    async stop() {
      unpatch();
      // Lost spans are no reason to fail at the end: `diag` has logged them.
      await provider.shutdown().catch((error: unknown) => diag.error(String(error)));
      trace.disable();
      diag.disable();
      context.disable();
      propagation.disable();
    },
  };
}

/**
 * Patches `http` and `pg` in place. Their instrumentations do so when the module is required; ours are
 * imported, which they would see only through a loader hook. The objects are the same, so it is enough
 * that somebody requires them once, before or after the import.
 *
 * @returns a function that removes the patches
 */
function patchModules(): () => void {
  const instrumentations = [
    new HttpInstrumentation({
      disableOutgoingRequestInstrumentation: true,
      ignoreIncomingRequestHook: ({ url = "" }) => /^\/(?:livez|readyz|metrics)\b/.test(url),
    }),
    new PgInstrumentation({
      requireParentSpan: true,
      // Otherwise it has the name of the prepared statement, which is a number.
      requestHook: (span, { query }) => span.updateName(query.text.trim().replace(/\s[^]*/, "")),
    }),
  ];
  const fromDatabase = createRequire(import.meta.resolve("@coulisses/database"));
  fromDatabase("node:http");
  fromDatabase("pg");
  createRequire(fromDatabase.resolve("pg"))("pg-pool");
  return () => instrumentations.forEach((one) => one.disable());
}

const ignore = () => {};

/** Logs when the receiver does not accept traces: once for each lost batch. */
function complainTo({ log }: FastifyInstance): void {
  const error = (message: string) => log.warn({ reason: message.slice(0, 500) }, "traces are lost");
  const logger = { error, warn: ignore, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(logger, { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });
}

function observeWith(tracer: Tracer): Observe {
  return (procedure, call) =>
    tracer.startActiveSpan(procedure, async (span) => {
      try {
        const outcome = await call();
        if (!outcome.ok) tell(span, outcome.error);
        return outcome;
      } catch (error) {
        tell(span, getTRPCErrorFromUnknown(error));
        throw error;
      } finally {
        span.end();
      }
    });
}

/** Only a status of 500 and more is an error of the server. */
function tell(span: Span, error: TRPCError): void {
  const { code, status } = kindOf(error);
  span.setAttribute("error.type", code);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
}

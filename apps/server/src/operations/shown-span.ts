import type { Attributes } from "@opentelemetry/api";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-node";

/** What spans may show: names and numbers of ours, the text of statements, which has no values in it. */
const shown = new Set([
  "db.namespace",
  "db.operation.name",
  "db.postgresql.plan",
  "db.query.text",
  "db.system.name",
  "error.type",
  "fastify.type",
  "hook.name",
  "http.request.method",
  "http.response.status_code",
  "http.route",
  "network.protocol.version",
  "server.address",
  "server.port",
  "url.scheme",
]);

/**
 * An exporter that sends no value that a caller sent or that is stored: no path or query of a URL, no
 * address, and no message of an error, in which PostgreSQL repeats values. What went wrong is in the
 * log, under the same `trace_id`.
 */
export function withoutValues(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(shownOf), done),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

function shownOf(span: ReadableSpan): ReadableSpan {
  // Its fields are getters of a class, which a spread would lose.
  return Object.create(span, {
    attributes: { value: attributesOf(span.attributes) },
    events: { value: [] },
    status: { value: { code: span.status.code } },
  });
}

function attributesOf(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => shown.has(key)));
}

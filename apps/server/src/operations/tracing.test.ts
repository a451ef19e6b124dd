import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { createTestDatabase } from "@coulisses/database/testing";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { listening, portOf } from "../auth/factory.ts";
import { startProcess } from "./factory.ts";

const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  status: z.object({ code: z.number().optional(), message: z.string().optional() }),
  attributes: z.array(z.object({ key: z.string(), value: z.unknown() })),
});
type Span = z.infer<typeof Span>;

const Export = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({
        attributes: z.array(z.object({ key: z.string(), value: z.unknown() })),
      }),
      scopeSpans: z.array(
        z.object({ scope: z.object({ name: z.string() }), spans: z.array(Span) }),
      ),
    }),
  ),
});

/** A receiver of traces (OTLP over HTTP, in JSON), which keeps all spans. */
async function receiver() {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(await text(request));
    response.setHeader("content-type", "application/json").end("{}");
  });
  await listening(server);
  const spans = () =>
    bodies
      .flatMap((body) => Export.parse(JSON.parse(body)).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap(({ scope, spans: own }) => own.map((span) => ({ ...span, scope: scope.name })));
  return { url: `http://127.0.0.1:${portOf(server)}`, received: () => bodies.join("\n"), spans };
}

const Loaded = z.object({ packages: z.array(z.string().nullable()) });

const databaseUrl = await createTestDatabase();
const { url, received, spans } = await receiver();
const { address, operations, logOf } = await startProcess({
  DATABASE_URL: databaseUrl,
  ADMIN_PORT: "0",
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_BSP_SCHEDULE_DELAY: "50",
});

interface Init {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends a request in a trace; returns its answer and its spans, once the outermost has come. */
async function traced(path: string, init: Init = {}) {
  const traceId = randomBytes(16).toString("hex");
  const parentId = randomBytes(8).toString("hex");
  const headers = { ...init.headers, traceparent: `00-${traceId}-${parentId}-01` };
  const answer = await fetch(address + path, { ...init, headers });
  await answer.text();
  const own = () => spans().filter((span) => span.traceId === traceId);
  await expect
    .poll(() => own().some((span) => span.parentSpanId === parentId), { timeout: 30_000 })
    .toBe(true);
  return { answer, traceId, parentId, spans: own() };
}

/** The names of a span and its parents, the innermost first. */
function ancestry(span: Span, all: Span[]): string[] {
  const parent = all.find(({ spanId }) => spanId === span.parentSpanId);
  return [span.name, ...(parent ? ancestry(parent, all) : [])];
}

const json = { "content-type": "application/json" };

describe("a request with a traceparent", () => {
  test("is one trace: HTTP, Fastify, the procedure, its statements", async () => {
    const body = JSON.stringify({ name: "Camille Canary" });
    const create = await traced("/api/v1/artists", { method: "POST", headers: json, body });
    expect(create.answer.status).toBe(201);
    const statements = create.spans.filter(({ name }) => name === "with");
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements)
      expect(ancestry(statement, create.spans)).toEqual([
        "with",
        "artists.create",
        "handler - handler",
        "request",
        "POST /api/v1/artists",
      ]);
    const root = create.spans.find(({ parentSpanId }) => parentSpanId === create.parentId);
    expect(root).toMatchObject({ name: "POST /api/v1/artists", kind: 2 });
  });

  test("has a span for each procedure of a batch", async () => {
    const batch = "/trpc/venues.list,health.get,artists.get?batch=1&input=%7B%7D";
    const { spans: all } = await traced(batch);
    const own = all.filter(({ scope }) => scope === "coulisses");
    expect(own.map(({ name }) => name).toSorted()).toEqual([
      "artists.get",
      "health.get",
      "venues.list",
    ]);
    expect(own.find(({ name }) => name === "artists.get")?.attributes).toContainEqual({
      key: "error.type",
      value: { stringValue: "invalid_input" },
    });
  });

  test("is found in the log by its trace_id", async () => {
    const body = JSON.stringify({ name: "Logged" });
    const { answer, traceId } = await traced("/api/v1/artists", {
      method: "POST",
      headers: json,
      body,
    });
    const lines = await logOf(answer);
    expect(lines.map(({ msg, trace_id }) => [msg, trace_id])).toEqual([
      ["incoming request", traceId],
      ["request completed", traceId],
    ]);
  });
});

test("spans hold no value of a caller or a row", async () => {
  const canary = "Canary";
  await traced(`/api/v1/artists?q=${canary}`, { headers: { "user-agent": canary } });
  await traced(`/api/v1/artists/${canary}?x=${canary}`);
  await traced(`/api/v1/${canary}`);
  await traced(`/auth/magic-link/verify?token=${canary}`);
  const body = JSON.stringify({ name: canary, availabilities: [{ start: canary, end: canary }] });
  await traced("/api/v1/artists", { method: "POST", headers: json, body });
  const planning = { event_date: "2027-07-14", artists: [{ name: canary, availabilities: [] }] };
  const refused = await traced("/api/v1/plannings", {
    method: "POST",
    headers: json,
    body: JSON.stringify(planning),
  });
  expect(refused.answer.status).toBe(400);
  expect(received()).not.toMatch(/canary/i);
  expect(received()).toContain("select");
});

test("readiness checks are not traced", async () => {
  await fetch(`${operations}/readyz`);
  await traced("/api/v1/health");
  expect(received()).not.toContain("readyz");
});

test("the last spans are sent before the process ends, and lost ones are logged", async () => {
  const settings = { DATABASE_URL: databaseUrl, OTEL_BSP_SCHEDULE_DELAY: "600000" };
  const own = await startProcess({
    ...settings,
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    APP_NAME: "last",
  });
  await fetch(`${own.address}/api/v1/health`);
  expect(received()).not.toContain('"last"');
  expect(await own.stop()).toBe(0);
  expect(received()).toContain('"last"');

  const nowhere = await startProcess({
    ...settings,
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1",
    OTEL_EXPORTER_OTLP_TIMEOUT: "500",
  });
  await fetch(`${nowhere.address}/api/v1/health`);
  expect(await nowhere.stop()).toBe(0);
  expect(nowhere.log()).toContainEqual(
    expect.objectContaining({ level: 40, msg: "traces are lost", reason: expect.any(String) }),
  );
});

describe("OpenTelemetry is loaded", () => {
  const listing = encodeURIComponent(`
    import { registerHooks } from "node:module";
    const packages = new Set();
    registerHooks({
      load(url, context, next) {
        packages.add(/\\/(fastify|@opentelemetry\\/[^/]+|@fastify\\/otel)\\/(?!.*node_modules)/.exec(url)?.[1]);
        return next(url, context);
      },
    });
    process.on("exit", () => console.log(JSON.stringify({ msg: "loaded", packages: [...packages] })));
  `);

  /** The watched packages that a process has loaded in its life. */
  async function loadedBy(settings: Record<string, string>) {
    const flags = ["--import", `data:text/javascript,${listing}`];
    const own = await startProcess({ DATABASE_URL: databaseUrl, ...settings }, flags);
    for (const path of ["/api/v1/artists", "/trpc/venues.list", "/auth/get-session"])
      await fetch(own.address + path);
    await own.stop();
    const { packages } = Loaded.parse(own.log().find(({ msg }) => msg === "loaded"));
    return packages.filter((name) => name !== null).toSorted();
  }

  test("not at all without a receiver", async () => {
    expect(await loadedBy({})).toEqual(["fastify"]);
  });

  test("as far as prom-client imports it, with an operations listener", async () => {
    expect(await loadedBy({ ADMIN_PORT: "0" })).toEqual(["@opentelemetry/api", "fastify"]);
  });
});

import { createTestDatabase } from "@coulisses/database/testing";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { afterAll } from "vitest";
import { buildApp } from "./app.ts";
import { readConfig } from "./config.ts";

/** The application on a database of the test file's own, closed after its tests. */
export async function testApp(
  settings: Record<string, string> = {},
): Promise<{ app: FastifyInstance; databaseUrl: string; rest: Rest; trpc: Trpc }> {
  const databaseUrl = await createTestDatabase();
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    APP_ENV: "test",
    LOG_LEVEL: "silent",
    ...settings,
  });
  const app = await buildApp(config);
  afterAll(() => app.close());
  return {
    app,
    databaseUrl,
    rest: (method, path, payload) => app.inject(request(method, `/api/v1${path}`, payload)),
    trpc: (procedure, input) => app.inject(call(procedure, input)),
  };
}

type Method = "GET" | "POST" | "PUT" | "DELETE";
type Rest = (method: Method, path: string, payload?: unknown) => Promise<LightMyRequestResponse>;
type Trpc = (procedure: string, input?: unknown) => Promise<LightMyRequestResponse>;

function request(method: Method, url: string, payload: unknown): InjectOptions {
  if (payload === undefined) return { method, url };
  const headers = { "content-type": "application/json" };
  return { method, url, headers, payload: JSON.stringify(payload) };
}

/** A call as tRPC's own client makes it: queries in the URL, mutations in the body. */
function call(procedure: string, input: unknown): InjectOptions {
  const isQuery = /\.(?:get|list)$/.test(procedure);
  if (!isQuery) return request("POST", `/trpc/${procedure}`, input ?? null);
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return request("GET", `/trpc/${procedure}${query}`, undefined);
}

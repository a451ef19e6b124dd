import { open } from "@coulisses/database";
import { Validator } from "@seriousme/openapi-schema-validator";
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { describe, expect, test } from "vitest";
import { apiDocument } from "./document.ts";
import { testApp } from "./factory.ts";

interface Response {
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: object }>;
}
interface Operation {
  method: string;
  path: string;
  responses: Record<string, Response>;
}

const { app, rest } = await testApp();
const document = JSON.parse((await app.inject("/openapi.json")).body);
const operations: Operation[] = Object.entries<Record<string, Operation>>(document.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({ method, path, responses })),
);

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema({ ...document, $id: "api" });

function isValid(schema: object, value: unknown): string {
  const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/'));
  return ajv.validate(local, value) ? "valid" : ajv.errorsText();
}

const artist = {
  name: "Hélène",
  availabilities: [{ start: "2024-05-10T09:00:00", end: "2024-05-10T12:00:00.25" }],
};
const absent = "00000000-0000-4000-8000-00000000000f";
const { id } = (await rest("POST", "/artists", artist)).json();
await rest("POST", "/artists", artist);
const planning = { event_date: "2024-05-10", artists: [artist] };
const { planning_id } = (await rest("POST", "/plannings", planning)).json();
await rest("POST", "/plannings", planning);

type Request = InjectOptions & { url: string };

const json = { "content-type": "application/json" };
const body = (method: "POST" | "PUT", url: string, payload: unknown): Request => ({
  method,
  url,
  headers: json,
  payload: JSON.stringify(payload),
});

/** The requests that every operation with a body refuses in the same way. */
function badBodies(method: "POST" | "PUT", url: string): Record<string, Request> {
  return {
    400: { method, url, headers: json, payload: "{" },
    413: { method, url, headers: json, payload: " ".repeat(2 ** 20 + 1) },
    415: { method, url, headers: { "content-type": "text/plain" }, payload: "x" },
    422: body(method, url, { nom: "Hélène" }),
  };
}

/** A request for each status that each operation declares; for 500, on a database without tables. */
const requests: Record<string, Record<string, Request>> = {
  "get /health": { 200: { url: "/health" } },
  "post /artists": {
    201: body("POST", "/artists", artist),
    409: body("POST", "/artists", { ...artist, id }),
    ...badBodies("POST", "/artists"),
    500: body("POST", "/artists", artist),
  },
  "get /artists": {
    200: { url: "/artists?limit=1" },
    422: { url: "/artists?limit=0" },
    500: { url: "/artists" },
  },
  "get /artists/{artist_id}": {
    200: { url: `/artists/${id}` },
    304: { url: `/artists/${id}`, headers: { "if-none-match": "*" } },
    404: { url: `/artists/${absent}` },
    422: { url: "/artists/x" },
    500: { url: `/artists/${id}` },
  },
  "put /artists/{artist_id}": {
    200: body("PUT", `/artists/${id}`, artist),
    404: body("PUT", `/artists/${absent}`, artist),
    ...badBodies("PUT", `/artists/${id}`),
    500: body("PUT", `/artists/${id}`, artist),
  },
  "delete /artists/{artist_id}": {
    404: { method: "DELETE", url: `/artists/${absent}` },
    422: { method: "DELETE", url: "/artists/x" },
    500: { method: "DELETE", url: `/artists/${id}` },
    204: { method: "DELETE", url: `/artists/${id}` },
  },
  "post /plannings": {
    201: body("POST", "/plannings", planning),
    ...badBodies("POST", "/plannings"),
    500: body("POST", "/plannings", planning),
  },
  "get /plannings": {
    200: { url: "/plannings?limit=1" },
    422: { url: "/plannings?from=today" },
    500: { url: "/plannings" },
  },
  "get /plannings/{planning_id}": {
    200: { url: `/plannings/${planning_id}` },
    304: { url: `/plannings/${planning_id}`, headers: { "if-none-match": "*" } },
    404: { url: `/plannings/${absent}` },
    422: { url: "/plannings/x" },
    500: { url: `/plannings/${planning_id}` },
  },
};

const broken = await testApp();
const database = await open(broken.databaseUrl);
for (const table of ["artists", "plannings"] as const)
  await database.db.schema.alterTable(table).renameTo(`no_${table}`).execute();
await database.close();

async function ask(operation: string, status: string): Promise<LightMyRequestResponse> {
  const request = requests[operation]?.[status];
  if (request === undefined) throw new Error(`No request is known to give ${operation} ${status}`);
  const target = status === "500" ? broken.app : app;
  return target.inject({ ...request, url: `/api/v1${request.url}` });
}

test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

test("the document is the one that is committed", async () => {
  const committed = await import("../../../docs/openapi.json", { with: { type: "json" } });
  expect(apiDocument("/api/v1")).toEqual(committed.default);
  expect(document).toEqual(committed.default);
});

test("the examples in the document are what its schemas say", () => {
  const schemas = Object.entries<{ examples?: unknown[] }>(document.components.schemas);
  for (const [name, { examples = [] }] of schemas)
    for (const example of examples)
      expect(`${name}: ${isValid({ $ref: `#/components/schemas/${name}` }, example)}`).toBe(
        `${name}: valid`,
      );
});

describe.each(operations)("$method $path", ({ method, path, responses }) => {
  // Nothing that a caller sends makes health fail; its 500 is what any route may answer.
  const statuses = Object.keys(responses).filter(
    (status) => path !== "/health" || status !== "500",
  );

  test.each(statuses.toSorted((a, b) => Number(b) - Number(a)))(
    "answers %s as it is declared",
    async (status) => {
      const answer = await ask(`${method} ${path}`, status);
      expect(answer.statusCode).toBe(Number(status));
      const { content = {}, headers = {} } = responses[status] ?? {};
      for (const name of Object.keys(headers))
        expect(answer.headers).toHaveProperty(name.toLowerCase());
      const type = answer.headers["content-type"]?.split(";")[0] ?? "none";
      expect(Object.keys(content)).toEqual(type === "none" ? [] : [type]);
      const { schema } = content[type] ?? {};
      expect(schema ? isValid(schema, answer.json()) : answer.body).toBe(schema ? "valid" : "");
    },
  );

  test("declares every status that it is known to give", () => {
    expect(Object.keys(requests[`${method} ${path}`] ?? {}).toSorted()).toEqual(
      statuses.toSorted(),
    );
  });
});

describe("the docs page", () => {
  test("is served from our own origin, and asks nothing of another", async () => {
    const page = await app.inject("/docs/");
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(?:src|href)="?(?:https?:)?\/\//);
    expect(page.headers["content-security-policy"]).toContain("default-src 'self'");
    const [, script] = /src="([^"]+)"/.exec(page.body) ?? [];
    const { statusCode, headers } = await app.inject(`/docs/${script}`);
    expect(statusCode).toBe(200);
    expect(headers["content-type"]).toContain("javascript");
  });

  test("is where /docs leads", async () => {
    const answer = await app.inject("/docs");
    expect(answer).toMatchObject({ statusCode: 301, headers: { location: "/docs/" } });
  });
});

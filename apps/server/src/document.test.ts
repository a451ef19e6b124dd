import { fileURLToPath } from "node:url";
import type { RestRequest, Requests } from "@coulisses/api/kit/factory";
import { defaultOrganisation } from "@coulisses/api/organisations/queries";
import { open } from "@coulisses/database";
import { createConfig, lint } from "@redocly/openapi-core";
import { Validator } from "@seriousme/openapi-schema-validator";
import Spectral from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";
import addFormats from "ajv-formats";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { apiDocument } from "./document.ts";
import { cookieOf, guarded, openAsOwner, refuseConnections, testApp } from "./factory.ts";
import { operations, requestsOf } from "./operations.factory.ts";

interface Response {
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: object; example?: { status: number; code: string } }>;
}

interface Operation {
  name: string;
  responses: Record<string, Response>;
}

const { app, databaseUrl } = await testApp();
const document = JSON.parse(
  JSON.stringify(apiDocument({ API_PREFIX: "/api/v1", AUTH: "required" })),
);
const documented: Operation[] = Object.entries<Record<string, Omit<Operation, "name">>>(
  document.paths,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { responses }]) => ({
    name: `${method} ${path}`,
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => [status, resolved(response)]),
    ),
  })),
);

/** A response of the document, which may be one that operations share. */
function resolved(response: Response & { $ref?: string }): Response {
  const name = response.$ref?.split("/").at(-1);
  return name === undefined ? response : document.components.responses[name];
}

/** The requests of each slice's test data, by operation. */
const requests: Record<string, Requests> = {};
for (const served of operations) {
  const made = await requestsOf(served, async (request) => (await send(app, request)).json());
  requests[served.operation] = made.known;
}

/**
 * Refusals of any request: an invalid Host, no credentials, no membership, an erased answer, a limit of
 * one, no tables, no database.
 */
const wary = await testApp(guarded);
const busy = await testApp({ RATE_LIMIT: "1" });
const lost = { cookie: await cookieOf(wary, "lost@example.org"), origin: "http://127.0.0.1:8000" };
const gone = { "idempotency-key": "gone" };
await (
  await openAsOwner(databaseUrl)
)
  .insertInto("idempotency_keys")
  .values({ organisation_id: defaultOrganisation, key: sql`sha256('["open",null,"gone"]')` })
  .execute();
const refuse: Record<string, (request: RestRequest) => Promise<LightMyRequestResponse>> = {
  400: (request) => send(app, { ...request, headers: { ...request.headers, host: "a host" } }),
  401: (request) => send(wary.app, request),
  403: (request) => send(wary.app, { ...request, headers: { ...request.headers, ...lost } }),
  409: (request) => send(app, { ...request, headers: { ...request.headers, ...gone } }),
  429: async (request) => {
    await send(busy.app, { method: "GET", path: "/me" });
    return send(busy.app, request);
  },
  500: (request) => send(broken.app, request),
  503: (request) => send(away.app, request),
};

/** A server whose database has lost its tables: every call fails. */
const broken = await testApp();
const database = await open(broken.databaseUrl);
await sql.raw("drop schema public cascade").execute(database.db);
await database.close();

/** A server whose database accepts no connections. */
const away = await testApp();
await refuseConnections(away.databaseUrl);

function send(to: FastifyInstance, request: RestRequest): Promise<LightMyRequestResponse> {
  const { path, ...rest } = request;
  return to.inject({ ...rest, url: `/api/v1${path}` });
}

// To optimise the code of validators takes longer than they run.
const ajv = new Ajv2020({ strict: false, code: { optimize: false } });
addFormats.default(ajv);
ajv.addSchema({ ...document, $id: "api" });

/** Operations share many schemas: each is compiled once. */
const validators = new Map<string, ValidateFunction>();

function validity(schema: object, value: unknown): string {
  const local = JSON.stringify(schema).replaceAll('"#/', '"api#/');
  const validate = validators.get(local) ?? ajv.compile(JSON.parse(local));
  validators.set(local, validate);
  return validate(value) ? "valid" : ajv.errorsText(validate.errors);
}

test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

test("the document equals the committed one and that of a server", async () => {
  const committed = await import("../../../docs/openapi.json", { with: { type: "json" } });
  expect(document).toEqual(committed.default);
  const served = await wary.app.inject({ url: "/openapi.json", headers: lost });
  expect(served.json()).toEqual(document);
});

test("with AUTH=open the document asks for no credentials", async () => {
  const { paths, components } = (await app.inject("/openapi.json")).json();
  expect(Object.keys(paths)).toEqual(Object.keys(document.paths));
  expect(components).not.toHaveProperty("securitySchemes");
  expect(components.responses).not.toHaveProperty("Unauthenticated");
  for (const operation of Object.values<Record<string, object>>(paths).flatMap(Object.values)) {
    expect(operation).toMatchObject({ security: [] });
    expect(operation).not.toHaveProperty("responses.401");
  }
});

describe("the document passes without a warning", () => {
  test("by the strict rules of Redocly", async () => {
    const config = await createConfig({ extends: ["recommended-strict"] });
    const ref = fileURLToPath(new URL("../../../docs/openapi.json", import.meta.url));
    expect(await lint({ ref, config })).toEqual([]);
  });

  test("by the OpenAPI rules of Spectral", async () => {
    const spectral = new Spectral.Spectral();
    spectral.setRuleset(new Spectral.Ruleset({ extends: [rulesets.oas] }));
    expect(await spectral.run(document)).toEqual([]);
  });
});

test("every whole number has bounds", () => {
  const unbounded: string[] = [];
  JSON.stringify(document, (key, value: unknown) => {
    const { type, minimum, maximum } = Object(value);
    const isBounded = minimum > Number.MIN_SAFE_INTEGER && maximum < Number.MAX_SAFE_INTEGER;
    if ([type].flat().includes("integer") && !isBounded) unbounded.push(key);
    return value;
  });
  expect(unbounded).toEqual([]);
});

test("the examples in the document match its schemas", () => {
  const schemas = Object.entries<{ examples?: unknown[] }>(document.components.schemas);
  const wrong = schemas.flatMap(([name, { examples = [] }]) =>
    examples.filter(
      (example) => validity({ $ref: `#/components/schemas/${name}` }, example) !== "valid",
    ),
  );
  expect(wrong).toEqual([]);
});

describe.each(documented)("$name", ({ name, responses }) => {
  const known = requests[name] ?? {};
  const success = Object.keys(responses).find((status) => status.startsWith("2")) ?? "none";
  // Health asks nothing of the database, so its 500 cannot be provoked.
  const statuses = Object.keys(responses).filter(
    (status) => name !== "get /health" || status !== "500",
  );

  test("has a test request for each status that it declares", () => {
    expect([...Object.keys(known), ...Object.keys(refuse)]).toEqual(
      expect.arrayContaining(statuses),
    );
    expect(statuses).toEqual(expect.arrayContaining(Object.keys(known)));
  });

  // From the highest: success last, because DELETE succeeds once.
  test.each(statuses.toReversed())("answers %s as it is declared", async (status) => {
    const refused = known[Number(status)] ? undefined : refuse[status];
    const request = known[Number(refused ? success : status)];
    if (request === undefined)
      throw new Error(
        `No request is known to give ${name} ${status}: add one to restRequests in the factory.ts of its slice`,
      );
    const answer = await (refused?.(request) ?? send(app, request));
    expect(answer.statusCode).toBe(Number(status));
    const { content = {}, headers = {} } = responses[status] ?? {};
    for (const header of Object.keys(headers))
      expect(answer.headers).toHaveProperty(header.toLowerCase());
    const type = answer.headers["content-type"]?.split(";")[0] ?? "none";
    expect(Object.keys(content)).toEqual(type === "none" ? [] : [type]);
    const { schema, example } = content[type] ?? {};
    expect(schema ? validity(schema, answer.json()) : answer.body).toBe(schema ? "valid" : "");
    if (answer.statusCode < 400) return;
    expect(validity(schema ?? {}, example)).toBe("valid");
    // General refusals have other codes than the operation's own ones of the same status.
    const { code } = refused ? Object(example) : answer.json();
    expect(example).toMatchObject({ status: answer.statusCode, code });
  });
});

describe("the docs page", () => {
  test("is served from our own origin, and loads nothing from another", async () => {
    const page = await app.inject("/docs/");
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(?:src|href)="?(?:https?:)?\/\//);
    expect(page.headers["content-security-policy"]).toContain("default-src 'self'");
    const [, script] = /src="([^"]+)"/.exec(page.body) ?? [];
    const { statusCode, headers } = await app.inject(`/docs/${script}`);
    expect(statusCode).toBe(200);
    expect(headers["content-type"]).toContain("javascript");
  });

  test("is the target of the redirect from /docs", async () => {
    expect((await app.inject("/docs")).headers.location).toBe("/docs/");
  });
});

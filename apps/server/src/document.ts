import { type Permissions, roles } from "@coulisses/api/kit/context";
import { DomainError, Problem, toProblem } from "@coulisses/api/kit/errors";
import { keyPattern } from "@coulisses/api/kit/idempotency";
import { permissions } from "@coulisses/api/permissions";
import { appRouter } from "@coulisses/api/router";
import { type DocumentOptions, openApiDocument } from "@coulisses/rest/document";
import type { Refusals } from "@coulisses/rest/meta";
import server from "../package.json" with { type: "json" };
import type { Config } from "./config.ts";

/**
 * The OpenAPI document of an installation's REST API. Without authentication
 * (`AUTH=open`), it asks for no credentials.
 */
export function apiDocument({ API_PREFIX, AUTH }: Pick<Config, "API_PREFIX" | "AUTH">): object {
  return openApiDocument(appRouter, {
    title: "Coulisses",
    version: server.version,
    description: `Planning for the performing arts: artists and technicians (intermittents du spectacle), when they are available, and who is engaged when.

Answers speak French or English to people: the header \`Accept-Language\` (\`fr\`, \`en\`) asks for one of them, and without it the language of the organisation counts, or English. \`Content-Language\` tells which it is.`,
    contact: { name: "Coulisses" },
    license: { name: "MIT", identifier: "MIT" },
    baseUrl: API_PREFIX,
    problem: Problem,
    toProblem: (error) => toProblem(error, "en"),
    stale: new DomainError("stale", undefined, { current: null }),
    tags: [
      { name: "Artists", description: "Artists and technicians, and when they are available." },
      { name: "Plannings", description: "Who is engaged, and when, for one day's event." },
      { name: "Calendar", description: "All that a week's screen needs, in one answer." },
      { name: "Engagements", description: "Who is on which position of a mission." },
      {
        name: "Working time",
        description: "French working-time rules: which are in force, and what they say.",
      },
      { name: "Missions", description: "Jobs at a place and time, and whom they need." },
      { name: "Projects", description: "Productions: what missions are for." },
      { name: "Skills", description: "What people can do, or are allowed to." },
      { name: "Venues", description: "Where missions happen, and how long it takes to get there." },
      { name: "Access", description: "Who you are, where you act, and the keys of programs." },
      { name: "Record", description: "Every change: who, what, when." },
      { name: "Health", description: "Whether the service answers." },
    ],
    securitySchemes: AUTH === "open" ? {} : securitySchemes,
    refusals: AUTH === "open" ? refusalsOfOpen : refusals,
    mutations: { parameters: [idempotencyKey], errors: idempotencyErrors, headers: eventHeader },
  });
}

const idempotencyKey = {
  in: "header",
  name: "Idempotency-Key",
  description:
    "A text that is new for each change, such as a UUID. A request sent again with its key has no second effect, and gets the first answer, with the header `Idempotent-Replayed: true`. Keys are kept for 24 hours.",
  schema: { type: "string", pattern: keyPattern },
  example: "0f8fad5b-d9cb-469f-a165-70867728950e",
} as const;

const eventHeader = {
  "Event-Id": "Of the event on record. Left out where nothing changed.",
};

const idempotencyErrors = {
  409: {
    name: "IdempotencyConflict",
    description:
      "The first request with this Idempotency-Key is in progress, or its answer is not kept.",
    example: new DomainError("idempotency_in_progress"),
  },
  422: {
    description: "Another request was sent with this Idempotency-Key.",
    example: new DomainError("idempotency_mismatch"),
  },
} satisfies Refusals;

const securitySchemes: NonNullable<DocumentOptions["securitySchemes"]> = {
  key: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "clk_…",
    description: "An API key.",
  },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "coulisses.session_token",
    description: "The cookie of someone who has signed in under /auth. Changes need an Origin.",
  },
};

const table: Permissions = permissions;

const retryAfter = { "Retry-After": "How many seconds to wait." };

/** Refusals that every protected operation has, for any caller. */
const overload = {
  429: {
    name: "TooManyRequests",
    description: "Too many requests: Retry-After says how many seconds to wait.",
    headers: retryAfter,
  },
  503: {
    name: "Unavailable",
    description:
      "The server cannot answer, or not in time: Retry-After says how many seconds to wait.",
    headers: retryAfter,
  },
} satisfies Refusals;

/** Refusals before a procedure with `AUTH=open`. */
function refusalsOfOpen(procedure: string): Refusals {
  const wrongHost = {
    403: {
      name: "WrongHost",
      description: "Sent to a host name, or by a page, that this server does not answer.",
      example: new DomainError("forbidden", { reason: "other_host" }),
    },
  };
  return table[procedure] === "anyone" ? wrongHost : { ...wrongHost, ...overload };
}

/** Refusals before a procedure with `AUTH=required`. */
function refusals(procedure: string): Refusals {
  const allowed = table[procedure] ?? [];
  if (allowed === "anyone") return {};
  const refused = roles.find((role) => !allowed.includes(role));
  return {
    ...overload,
    401: {
      name: "Unauthenticated",
      description: "No key and no session, or one that is not valid.",
    },
    403: {
      description: `Not for you. This is for the roles ${allowed.join(", ")}.`,
      example: new DomainError(
        "forbidden",
        refused ? { reason: "role", params: { role: refused } } : { reason: "not_a_member" },
      ),
    },
  };
}

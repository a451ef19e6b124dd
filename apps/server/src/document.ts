import type { Permissions } from "@coulisses/api/kit/context";
import { Problem } from "@coulisses/api/kit/errors";
import { keyPattern } from "@coulisses/api/kit/idempotency";
import { permissions } from "@coulisses/api/permissions";
import { appRouter } from "@coulisses/api/router";
import { openApiDocument } from "@coulisses/rest/document";
import server from "../package.json" with { type: "json" };

/** The OpenAPI document of this installation's REST API, for a given `API_PREFIX`. */
export function apiDocument(baseUrl: string): object {
  return openApiDocument(appRouter, {
    title: "Coulisses",
    version: server.version,
    description:
      "Planning for the performing arts: artists and technicians (intermittents du spectacle), when they are available, and who is engaged when.",
    baseUrl,
    problem: Problem,
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
    securitySchemes: {
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
    },
    refusals,
    mutations: { parameters: [idempotencyKey], errors: idempotencyErrors },
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

const idempotencyErrors = {
  409: "The first request with this Idempotency-Key is in progress, or its answer is not kept.",
  422: "Another request was sent with this Idempotency-Key.",
};

const table: Permissions = permissions;

function refusals(procedure: string): Record<number, string> {
  const allowed = table[procedure] ?? [];
  if (allowed === "anyone") return {};
  return {
    401: "No key and no session, or one that is not valid.",
    403: `Not for you. This is for the roles ${allowed.join(", ")}.`,
    429: "Too many requests: Retry-After says how many seconds to wait.",
    503: "The server cannot answer, or not in time: Retry-After says how many seconds to wait.",
  };
}

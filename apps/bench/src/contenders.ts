import type { Request } from "autocannon";
import type { Operation } from "./workloads.ts";

export type ServerName = "hand-written" | "coulisses" | "trpc-openapi";

/** The script that each server's process runs. */
export const scripts: Record<ServerName, string> = {
  "hand-written": import.meta.resolve("./contenders/hand-written.ts"),
  coulisses: import.meta.resolve("@coulisses/server/main"),
  "trpc-openapi": import.meta.resolve("./contenders/trpc-openapi.ts"),
};

export const contenderNames = ["hand-written", "rest", "trpc", "trpc-openapi"] as const;

export type ContenderName = (typeof contenderNames)[number];

export function isContenderName(name: string): name is ContenderName {
  return contenderNames.some((known) => known === name);
}

/** One way to get the same answers. */
export interface Contender {
  name: ContenderName;
  title: string;
  server: ServerName;
  request: (operation: Operation) => Request;
  /** The answer without this contender's envelope. */
  unwrap: (body: unknown) => unknown;
}

export const contenders: Contender[] = [
  {
    name: "hand-written",
    title: "(a) Fastify + pg by hand",
    server: "hand-written",
    request: restRequest,
    unwrap: (body) => body,
  },
  {
    name: "rest",
    title: "(b) our REST",
    server: "coulisses",
    request: restRequest,
    unwrap: (body) => body,
  },
  {
    name: "trpc",
    title: "(c) our tRPC",
    server: "coulisses",
    request: trpcRequest,
    unwrap: (body) => itemsOf(at(at(body, "result"), "data")),
  },
  {
    name: "trpc-openapi",
    title: "(d) trpc-openapi's plugin",
    server: "trpc-openapi",
    request: restRequest,
    unwrap: itemsOf,
  },
];

function restRequest(operation: Operation): Request {
  if (operation.kind === "create") return post("/api/v1/plannings", operation.planning);
  const path =
    operation.kind === "artist"
      ? `artists/${operation.artist_id}`
      : `${operation.kind}?limit=${operation.limit}`;
  return { method: "GET", path: `/api/v1/${path}` };
}

function trpcRequest(operation: Operation): Request {
  if (operation.kind === "create") return post("/trpc/plannings.create", operation.planning);
  return operation.kind === "artist"
    ? trpcQuery("artists.get", { artist_id: operation.artist_id })
    : trpcQuery(`${operation.kind}.list`, { limit: operation.limit });
}

function trpcQuery(procedure: string, input: object): Request {
  const query = new URLSearchParams({ input: JSON.stringify(input) });
  return { method: "GET", path: `/trpc/${procedure}?${query.toString()}` };
}

function post(path: string, body: object): Request {
  return {
    method: "POST",
    path,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

/** The items of a list that is answered as `{ items, next_cursor }`; anything else as it is. */
function itemsOf(answer: unknown): unknown {
  return at(answer, "items") ?? answer;
}

function at(value: unknown, key: string): unknown {
  return new Map<string, unknown>(Object.entries(Object(value))).get(key);
}

import type { Permissions } from "@coulisses/api/kit/context";
import { permissions } from "@coulisses/api/permissions";
import { appRouter } from "@coulisses/api/router";
import type { FastifyRequest } from "fastify";

/** Where a request came in. */
export const doors = ["rest", "trpc", "auth", "other"] as const;
export type Door = (typeof doors)[number];

/** The tRPC door's one route: its parameter names the procedures of a batch. */
const trpcRoute = "/trpc/:path";

/** The name of all procedures and paths that do not exist. */
export const unknown = "unknown";

/** The target of a request in names of ours, which are limited in number and not personal. */
export interface Target {
  door: Door;
  /** Procedures, each of a batch: `artists.create`. A route that serves none is named by its path. */
  procedures: string[];
}

/** Names come from the router and the routes, never from the caller. */
export function targetOf(request: FastifyRequest): Target {
  if (request.is404) return { door: "other", procedures: [unknown] };
  const { url = unknown, config } = request.routeOptions;
  if (config.procedure !== undefined) return { door: "rest", procedures: [config.procedure] };
  if (url === trpcRoute) return { door: "trpc", procedures: namedIn(request.params) };
  return { door: url.startsWith("/auth/") ? "auth" : "other", procedures: [url] };
}

const allowed: Permissions = permissions;

/** Whether it asks only for health, which must be answered in any case. */
export function isForAnyone(request: FastifyRequest): boolean {
  return targetOf(request).procedures.every((name) => allowed[name] === "anyone");
}

function namedIn(params: unknown): string[] {
  const { path = "" }: { path?: string } = Object(params);
  return path.split(",").map(nameOf);
}

/** The name of a procedure; `unknown` if there is no such procedure. */
function nameOf(name: string): string {
  return Object.hasOwn(appRouter._def.procedures, name) ? name : unknown;
}

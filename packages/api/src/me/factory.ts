import type { RestRequests } from "../kit/factory.ts";

/** See `RestRequests`. */
export function restRequests(): RestRequests {
  return { "get /me": { 200: { method: "GET", path: "/me" } } };
}

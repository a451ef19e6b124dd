import type { RestRequests } from "../kit/factory.ts";

/** See `RestRequests`. */
export function restRequests(): RestRequests {
  const week = "from=2027-07-12T00:00:00Z&to=2027-07-19T00:00:00Z";
  return {
    "get /calendar": {
      200: { method: "GET", path: `/calendar?${week}` },
      422: { method: "GET", path: "/calendar" },
    },
    "get /calendar/world": {
      200: { method: "GET", path: `/calendar/world?${week}` },
      422: { method: "GET", path: "/calendar/world" },
    },
  };
}

import { badBodies, type RestRequests, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export function restRequests(): RestRequests {
  return {
    "get /organisation": { 200: { method: "GET", path: "/organisation" } },
    "patch /organisation": {
      200: withBody("PATCH", "/organisation", { name: "Théâtre du Pont" }),
      ...badBodies("PATCH", "/organisation"),
    },
  };
}

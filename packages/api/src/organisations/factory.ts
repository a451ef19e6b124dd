import { badBodies, type RestRequests, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export function restRequests(): RestRequests {
  const change = withBody("PATCH", "/organisation", { name: "Théâtre du Pont" });
  return {
    "get /organisation": { 200: { method: "GET", path: "/organisation" } },
    "patch /organisation": {
      200: change,
      412: { ...change, headers: { ...change.headers, "if-match": '"99"' } },
      ...badBodies("PATCH", "/organisation"),
    },
  };
}

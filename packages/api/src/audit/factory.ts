import { type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  for (const name of ["Hélène", "Camille"]) await send(withBody("POST", "/artists", { name }));
  return {
    "get /audit": {
      200: { method: "GET", path: "/audit?limit=1" },
      422: { method: "GET", path: "/audit?from=today" },
    },
    "get /audit/verification": { 200: { method: "GET", path: "/audit/verification" } },
  };
}

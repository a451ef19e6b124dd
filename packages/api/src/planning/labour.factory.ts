import {
  badBodies,
  type RestRequest,
  type RestRequests,
  type SendRest,
  withBody,
} from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const { id } = await send(withBody("POST", "/artists", { name: "Hélène" }));
  const counters = (artist: unknown, query = ""): RestRequest => ({
    method: "GET",
    path: `/artists/${String(artist)}/counters${query}`,
  });
  const settings = "/labour/settings";
  return {
    "get /labour/settings": {
      200: { method: "GET", path: settings },
    },
    "patch /labour/settings": {
      200: withBody("PATCH", settings, { convention: "ccneac" }),
      412: {
        ...withBody("PATCH", settings, {}),
        headers: { "content-type": "application/json", "if-match": '"99"' },
      },
      ...badBodies("PATCH", settings),
    },
    "get /artists/{artist_id}/counters": {
      200: counters(id),
      404: counters("00000000-0000-4000-8000-00000000000f"),
      422: counters(id, "?until=tomorrow"),
    },
    "get /labour/rules": {
      200: { method: "GET", path: "/labour/rules?convention=ccneac" },
      404: { method: "GET", path: "/labour/rules?artist_id=00000000-0000-4000-8000-00000000000f" },
      422: { method: "GET", path: "/labour/rules?convention=other" },
    },
  };
}

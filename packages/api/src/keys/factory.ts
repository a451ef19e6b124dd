import { badBodies, type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const key = { name: "Ticketing", role: "viewer" };
  const absent = "00000000-0000-4000-8000-00000000000f";
  const { id } = await send(withBody("POST", "/keys", key));
  await send(withBody("POST", "/keys", key));
  return {
    "post /keys": {
      201: withBody("POST", "/keys", key),
      404: withBody("POST", "/keys", { name: "Camille", role: "artist", artist_id: absent }),
      ...badBodies("POST", "/keys"),
    },
    "get /keys": {
      200: { method: "GET", path: "/keys?limit=1" },
      422: { method: "GET", path: "/keys?limit=0" },
    },
    "delete /keys/{key_id}": {
      204: { method: "DELETE", path: `/keys/${String(id)}` },
      404: { method: "DELETE", path: `/keys/${absent}` },
      422: { method: "DELETE", path: "/keys/x" },
    },
  };
}

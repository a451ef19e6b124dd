import { badBodies, type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const { id } = await send(withBody("POST", "/artists", { name: "Hélène" }));
  const one = `/artists/${String(id)}/profile`;
  const absent = "/artists/00000000-0000-4000-8000-00000000000f/profile";
  const change = withBody("PATCH", one, { phone: "+33 6 00 00 00 00" });
  // A code that no organisation has by default.
  const code = `skill${crypto.randomUUID()}`;
  await send(withBody("POST", "/skills", { code, label: "Son", family: "son" }));
  await send(withBody("PATCH", one, { email: "helene@example.org", skills: [{ code, level: 2 }] }));
  return {
    "get /artists/{artist_id}/profile": {
      200: { method: "GET", path: one },
      404: { method: "GET", path: absent },
      422: { method: "GET", path: "/artists/x/profile" },
    },
    "get /profiles": {
      200: { method: "GET", path: "/profiles?limit=1" },
      422: { method: "GET", path: "/profiles?limit=0" },
    },
    "patch /artists/{artist_id}/profile": {
      200: change,
      404: withBody("PATCH", absent, { phone: null }),
      412: { ...change, headers: { ...change.headers, "if-match": '"99"' } },
      ...badBodies("PATCH", one),
    },
  };
}

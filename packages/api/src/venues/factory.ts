import { badBodies, type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const venue = { name: "Théâtre du Pont", time_zone: "Europe/Paris" };
  const absent = "/venues/00000000-0000-4000-8000-00000000000f";
  const made = async () => String((await send(withBody("POST", "/venues", venue)))["id"]);
  const [one, another, busy] = [await made(), await made(), await made()];
  await send(
    withBody("POST", "/missions", {
      venue_id: busy,
      title: "Montage",
      kind: "montage",
      starts_at: "2027-07-14T09:00",
      ends_at: "2027-07-14T13:00",
    }),
  );
  const change = withBody("PATCH", `/venues/${one}`, { address: "2 quai des Comédiens" });
  return {
    "post /venues": {
      201: withBody("POST", "/venues", venue),
      ...badBodies("POST", "/venues"),
    },
    "get /venues": {
      200: { method: "GET", path: "/venues?limit=1" },
      422: { method: "GET", path: "/venues?limit=0" },
    },
    "get /venues/{venue_id}": {
      200: { method: "GET", path: `/venues/${one}` },
      404: { method: "GET", path: absent },
      422: { method: "GET", path: "/venues/x" },
    },
    "patch /venues/{venue_id}": {
      200: change,
      404: withBody("PATCH", absent, { name: "Nulle part" }),
      412: { ...change, headers: { ...change.headers, "if-match": '"99"' } },
      ...badBodies("PATCH", `/venues/${one}`),
    },
    "delete /venues/{venue_id}": {
      204: { method: "DELETE", path: `/venues/${another}` },
      404: { method: "DELETE", path: absent },
      409: { method: "DELETE", path: `/venues/${busy}` },
      412: { method: "DELETE", path: `/venues/${one}`, headers: { "if-match": '"99"' } },
      422: { method: "DELETE", path: "/venues/x" },
    },
  };
}

import { type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const availabilities = [{ start: "2027-07-14T09:00", end: "2027-07-14T13:00" }];
  const artists = ["Hélène", "Camille"].map((name) => ({ name, availabilities }));
  await send(withBody("POST", "/plannings", { event_date: "2027-07-14", artists }));
  await send(withBody("POST", "/artists", { name: "Yann" }));
  const latest = await send({ method: "GET", path: "/audit?noun=planning&limit=1" });
  const [event] = Object.values(Object(latest));
  const changes = (id: string) => ({
    method: "GET" as const,
    path: `/audit/${id}/changes?limit=1`,
  });
  return {
    "get /audit": {
      200: { method: "GET", path: "/audit?limit=1" },
      422: { method: "GET", path: "/audit?from=today" },
    },
    "get /audit/{event_id}/changes": {
      200: changes(String(Object(event).id)),
      404: changes("00000000-0000-4000-8000-00000000000f"),
      422: changes("x"),
    },
    "get /audit/verification": { 200: { method: "GET", path: "/audit/verification" } },
  };
}

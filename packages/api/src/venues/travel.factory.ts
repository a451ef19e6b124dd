import { badBodies, type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const venue = { name: "Théâtre du Pont", time_zone: "Europe/Paris" };
  const made = async () => String((await send(withBody("POST", "/venues", venue)))["id"]);
  const [from, to] = [await made(), await made()];
  const absent = "00000000-0000-4000-8000-00000000000f";
  const way = `/venues/${from}/travel-times/${to}`;
  await send(withBody("PUT", way, { minutes: 45 }));
  await send(withBody("PUT", `/venues/${to}/travel-times/${from}`, { minutes: 50 }));
  return {
    "get /travel-times": {
      200: { method: "GET", path: "/travel-times?limit=1" },
      422: { method: "GET", path: "/travel-times?limit=0" },
    },
    "put /venues/{venue_id}/travel-times/{to_venue_id}": {
      200: withBody("PUT", way, { minutes: 40 }),
      404: withBody("PUT", `/venues/${from}/travel-times/${absent}`, { minutes: 45 }),
      ...badBodies("PUT", way),
    },
    "delete /venues/{venue_id}/travel-times/{to_venue_id}": {
      204: { method: "DELETE", path: way },
      404: { method: "DELETE", path: `/venues/${from}/travel-times/${absent}` },
      422: { method: "DELETE", path: `/venues/${from}/travel-times/x` },
    },
  };
}

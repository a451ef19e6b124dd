import { badBodies, type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const availabilities = [{ start: "2024-05-10T09:00:00", end: "2024-05-10T12:00:00.25" }];
  const planning = { event_date: "2024-05-10", artists: [{ name: "Hélène", availabilities }] };
  const { planning_id } = await send(withBody("POST", "/plannings", planning));
  await send(withBody("POST", "/plannings", planning));
  const one = `/plannings/${String(planning_id)}`;
  return {
    "post /plannings": {
      201: withBody("POST", "/plannings", planning),
      ...badBodies("POST", "/plannings"),
      400: withBody("POST", "/plannings", { ...planning, event_date: "2024-05-11" }),
    },
    "get /plannings": {
      200: { method: "GET", path: "/plannings?limit=1" },
      422: { method: "GET", path: "/plannings?from=today" },
    },
    "get /plannings/{planning_id}": {
      200: { method: "GET", path: one },
      404: { method: "GET", path: "/plannings/00000000-0000-4000-8000-00000000000f" },
      422: { method: "GET", path: "/plannings/x" },
    },
  };
}

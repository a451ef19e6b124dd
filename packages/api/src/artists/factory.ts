import fc from "fast-check";
import { badBodies, type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** A slot on one day, in whole minutes, as callers send it. */
export function slot(day: string, from: string, to: string) {
  return { start: `${day}T${from}`, end: `${day}T${to}` };
}

/** Any wall-clock time that can be stored. */
export const anyWallTime = fc
  .record({
    year: fc.integer({ min: 1, max: 9999 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
    second: fc.integer({ min: 0, max: 59 }),
    millisecond: fc.integer({ min: 0, max: 999 }),
    microsecond: fc.integer({ min: 0, max: 999 }),
  })
  .map((fields) => Temporal.PlainDateTime.from(fields));

/** Any wall-clock time in the nights of both clock changes in Paris, the missing hour included. */
export const clockChangeTime = fc
  .record({
    date: fc.constantFrom("2026-10-25", "2027-03-28"),
    minutes: fc.integer({ min: 0, max: 359 }),
  })
  .map(({ date, minutes }) => Temporal.PlainDateTime.from(`${date}T00:00`).add({ minutes }));

/** Any slots within a few days, with repetitions, as one payload may have them. */
export const anySlots = fc.array(
  fc
    .record({
      day: fc.integer({ min: 9, max: 11 }),
      hour: fc.integer({ min: 0, max: 23 }),
      hours: fc.integer({ min: 1, max: 30 }),
    })
    .map(({ day, hour, hours }) => {
      const start = new Temporal.PlainDateTime(2024, 5, day, hour);
      return { start: start.toString(), end: start.add({ hours }).toString() };
    }),
  { maxLength: 12 },
);

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const artist = {
    name: "Hélène",
    availabilities: [{ start: "2024-05-10T09:00:00", end: "2024-05-10T12:00:00.25" }],
  };
  const absent = "00000000-0000-4000-8000-00000000000f";
  const { id } = await send(withBody("POST", "/artists", artist));
  const second = await send(withBody("POST", "/artists", artist));
  const third = await send(withBody("POST", "/artists", artist));
  const kept = `/artists/${String(third["id"])}`;
  const venue = { name: "Pont", time_zone: "Europe/Paris" };
  const times = { starts_at: "2027-07-14T09:00", ends_at: "2027-07-14T13:00" };
  const { id: venue_id } = await send(withBody("POST", "/venues", venue));
  const mission = { venue_id, title: "Montage", kind: "montage", ...times, positions: [{}] };
  const { positions } = await send(withBody("POST", "/missions", mission));
  const [position]: unknown[] = Array.isArray(positions) ? positions : [];
  const free = (of: string) => ({
    method: "GET" as const,
    path: `/positions/${of}/free-artists`,
  });
  const another = `/artists/${String(second["id"])}`;
  const one = `/artists/${String(id)}`;
  return {
    "post /artists": {
      201: withBody("POST", "/artists", artist),
      409: withBody("POST", "/artists", { ...artist, id }),
      ...badBodies("POST", "/artists"),
    },
    "get /artists": {
      200: { method: "GET", path: "/artists?limit=1" },
      422: { method: "GET", path: "/artists?limit=0" },
    },
    "get /positions/{position_id}/free-artists": {
      200: free(String(Object(position).id)),
      404: free(absent),
      422: free("x"),
    },
    "get /artists/{artist_id}": {
      200: { method: "GET", path: one },
      404: { method: "GET", path: `/artists/${absent}` },
      422: { method: "GET", path: "/artists/x" },
    },
    "put /artists/{artist_id}": {
      200: withBody("PUT", one, { ...artist, name: "Hélène Roux" }),
      404: withBody("PUT", `/artists/${absent}`, artist),
      ...badBodies("PUT", one),
    },
    "put /artists/{artist_id}/availabilities": {
      200: withBody("PUT", `${kept}/availabilities`, { availabilities: [] }),
      404: withBody("PUT", `/artists/${absent}/availabilities`, { availabilities: [] }),
      ...badBodies("PUT", `${kept}/availabilities`),
    },
    "get /artists/{artist_id}/export": {
      200: { method: "GET", path: `${kept}/export` },
      404: { method: "GET", path: `/artists/${absent}/export` },
      422: { method: "GET", path: "/artists/x/export" },
    },
    "post /artists/{artist_id}/anonymise": {
      200: { method: "POST", path: `${another}/anonymise` },
      404: { method: "POST", path: `/artists/${absent}/anonymise` },
      ...badBodies("POST", `${another}/anonymise`),
    },
    "delete /artists/{artist_id}": {
      204: { method: "DELETE", path: one },
      404: { method: "DELETE", path: `/artists/${absent}` },
      422: { method: "DELETE", path: "/artists/x" },
    },
  };
}

import { type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const venue = { name: "Théâtre du Pont", time_zone: "Europe/Paris" };
  const { id: venue_id } = await send(withBody("POST", "/venues", venue));
  const mission = {
    venue_id,
    title: "Montage",
    kind: "montage",
    starts_at: "2027-07-14T09:00",
    ends_at: "2027-07-14T13:00",
    positions: [{}],
  };
  /** A mission with somebody confirmed on it. */
  const engaged = async () => {
    const made = await send(withBody("POST", "/missions", mission));
    const [position]: unknown[] = Array.isArray(made["positions"]) ? made["positions"] : [];
    const artist = await send(withBody("POST", "/artists", { name: "Hélène" }));
    const placed = { position_id: Object(position).id, artist_id: artist["id"] };
    const engagement = { ...placed, status: "confirmed" };
    await send(withBody("POST", "/engagements", { engagements: [engagement] }));
    return made["id"];
  };
  return {
    "get /publications/preview": async () => {
      await engaged();
      return {
        200: { method: "GET", path: "/publications/preview?limit=1" },
        422: { method: "GET", path: "/publications/preview?from=today" },
      };
    },
    "get /publications/changed": async () => {
      await engaged();
      return {
        200: { method: "GET", path: "/publications/changed?limit=1" },
        422: { method: "GET", path: "/publications/changed?to=today" },
      };
    },
    "get /publications": async () => {
      await send(
        withBody("POST", "/missions/publish", { missions: [{ mission_id: await engaged() }] }),
      );
      return {
        200: { method: "GET", path: "/publications?limit=1" },
        422: { method: "GET", path: "/publications?limit=0" },
      };
    },
  };
}

import { badBodies, type RestRequests, type SendRest, withBody } from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const absent = "00000000-0000-4000-8000-00000000000f";
  const { id: venue_id } = await send(
    withBody("POST", "/venues", { name: "Théâtre du Pont", time_zone: "Europe/Paris" }),
  );
  const mission = {
    venue_id,
    title: "Montage",
    kind: "montage",
    starts_at: "2027-07-14T09:00",
    ends_at: "2027-07-14T13:00",
    positions: [{}],
  };
  const make = () => send(withBody("POST", "/missions", mission));
  const undo = ({ event_id }: Record<string, unknown>) =>
    withBody("POST", `/events/${String(event_id)}/undo`, {});
  return {
    "post /events/{event_id}/undo": async () => {
      const changed = await make();
      await send(withBody("PATCH", `/missions/${String(changed["id"])}`, { title: "Autre" }));
      const engaged = await make();
      const [position]: unknown[] = Array.isArray(engaged["positions"]) ? engaged["positions"] : [];
      const artist = await send(withBody("POST", "/artists", { name: "Hélène" }));
      const placed = { position_id: Object(position).id, artist_id: artist["id"] };
      await send(withBody("POST", "/engagements", { engagements: [placed] }));
      return {
        200: undo(await make()),
        404: undo({ event_id: absent }),
        409: undo(engaged),
        412: undo(changed),
        ...badBodies("POST", "/events/x/undo"),
      };
    },
  };
}

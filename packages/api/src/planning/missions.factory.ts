import {
  badBodies,
  type RestRequests,
  type SendRest,
  type TestApi,
  withBody,
} from "../kit/factory.ts";
import type { Effect } from "./effect.schema.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const venue = { name: "Théâtre du Pont", time_zone: "Europe/Paris" };
  const { id: venue_id } = await send(withBody("POST", "/venues", venue));
  // A skill that other organisations do not have.
  const skill = `skill${crypto.randomUUID()}`;
  await send(withBody("POST", "/skills", { code: skill, label: "Son", family: "son" }));
  const mission = {
    venue_id,
    title: "Montage",
    kind: "montage",
    starts_at: "2026-10-24T22:00:00+02:00",
    ends_at: "2026-10-25T06:00:00+01:00",
    breaks: [{ starts_at: "2026-10-25T02:00:00Z", ends_at: "2026-10-25T02:30:00Z" }],
    positions: [{ skill, count: 2 }],
  };
  const absent = "00000000-0000-4000-8000-00000000000f";
  const make = (more = {}) => send(withBody("POST", "/missions", { ...mission, ...more }));
  const addressOf = ({ id }: Record<string, unknown>) => `/missions/${String(id)}`;
  const publish = (mission_id: unknown, more = {}) =>
    withBody("POST", "/missions/publish", { missions: [{ mission_id, ...more }] });
  /** Published, with somebody confirmed on it. */
  const engaged = async () => {
    const made = await make({ positions: [{}] });
    const [position]: unknown[] = Array.isArray(made["positions"]) ? made["positions"] : [];
    const artist = await send(withBody("POST", "/artists", { name: "Hélène" }));
    const placed = { position_id: Object(position).id, artist_id: artist["id"] };
    const engagement = { ...placed, status: "confirmed" };
    await send(withBody("POST", "/engagements", { engagements: [engagement] }));
    await send(publish(made["id"]));
    return made;
  };
  /** A request to undo the last change of a mission. */
  const undo = async (made: Record<string, unknown>, procedure = "missions.create") => {
    const history = Object(await send({ method: "GET", path: `${addressOf(made)}/history` }));
    const events: { id: string; procedure: string }[] = Object.values(history);
    const event = events.find((known) => known.procedure === procedure);
    return withBody("POST", "/missions/undo", { event_id: event?.id });
  };
  return {
    "post /missions": {
      201: withBody("POST", "/missions", mission),
      404: withBody("POST", "/missions", { ...mission, venue_id: absent }),
      ...badBodies("POST", "/missions"),
    },
    "post /missions/create": {
      201: withBody("POST", "/missions/create", { missions: [mission, mission] }),
      404: withBody("POST", "/missions/create", {
        missions: [mission, { ...mission, venue_id: absent }],
      }),
      ...badBodies("POST", "/missions/create"),
    },
    "get /missions": async () => {
      await make();
      return {
        200: { method: "GET", path: "/missions?limit=1" },
        422: { method: "GET", path: "/missions?from=today" },
      };
    },
    "get /missions/coverage": async () => {
      await engaged();
      return {
        200: { method: "GET", path: "/missions/coverage?limit=1" },
        422: { method: "GET", path: "/missions/coverage?limit=0" },
      };
    },
    "get /missions/{mission_id}": async () => {
      const path = addressOf(await engaged());
      return {
        200: { method: "GET", path },
        404: { method: "GET", path: `/missions/${absent}` },
        422: { method: "GET", path: "/missions/x" },
      };
    },
    "patch /missions/{mission_id}": async () => {
      const made = await make();
      const path = addressOf(made);
      return {
        200: withBody("PATCH", path, { title: "Montage son", positions: made["positions"] }),
        404: withBody("PATCH", `/missions/${absent}`, { title: "Montage son" }),
        409: withBody("PATCH", addressOf(await engaged()), { positions: [] }),
        412: {
          ...withBody("PATCH", path, { title: "Montage son" }),
          headers: { "content-type": "application/json", "if-match": '"99"' },
        },
        ...badBodies("PATCH", path),
      };
    },
    "post /missions/update": async () => {
      const made = await make();
      const several = (...missions: object[]) => withBody("POST", "/missions/update", { missions });
      const renamed = {
        mission_id: made["id"],
        title: "Montage son",
        positions: made["positions"],
      };
      const other = { mission_id: (await make())["id"], title: "Montage lumière" };
      return {
        200: several(renamed, other),
        404: several(renamed, { ...renamed, mission_id: absent }),
        409: several(renamed, { mission_id: (await engaged())["id"], positions: [] }),
        412: several(renamed, { ...other, expected_version: 99 }),
        ...badBodies("POST", "/missions/update"),
      };
    },
    "post /missions/duplicate": async () => {
      const copy = { mission_ids: [(await make())["id"]], days: [7] };
      return {
        201: withBody("POST", "/missions/duplicate", copy),
        404: withBody("POST", "/missions/duplicate", { ...copy, mission_ids: [absent] }),
        ...badBodies("POST", "/missions/duplicate"),
      };
    },
    "post /missions/publish": async () => {
      const { id } = await make();
      return {
        200: publish(id),
        404: publish(absent),
        409: publish((await make({ is_template: true }))["id"]),
        412: publish(id, { expected_version: 99 }),
        ...badBodies("POST", "/missions/publish"),
      };
    },
    "get /missions/{mission_id}/positions/{position_id}/candidates": async () => {
      const made = await make();
      const [position]: unknown[] = Array.isArray(made["positions"]) ? made["positions"] : [];
      const of = (id: string) => `${addressOf(made)}/positions/${id}/candidates`;
      return {
        200: { method: "GET", path: `${of(String(Object(position).id))}?limit=1` },
        404: { method: "GET", path: of(absent) },
        422: { method: "GET", path: of("x") },
      };
    },
    "get /missions/{mission_id}/team": async () => ({
      200: { method: "GET", path: `${addressOf(await engaged())}/team` },
      404: { method: "GET", path: `/missions/${absent}/team` },
      422: { method: "GET", path: "/missions/x/team" },
    }),
    "get /missions/{mission_id}/history": async () => ({
      200: { method: "GET", path: `${addressOf(await engaged())}/history?limit=1` },
      404: { method: "GET", path: `/missions/${absent}/history` },
      422: { method: "GET", path: "/missions/x/history" },
    }),
    "post /missions/undo": async () => {
      const changed = await make();
      await send(withBody("PATCH", addressOf(changed), { title: "Montage son" }));
      return {
        200: await undo(await make()),
        404: withBody("POST", "/missions/undo", { event_id: absent }),
        409: await undo(await engaged(), "engagements.create"),
        412: await undo(changed),
        ...badBodies("POST", "/missions/undo"),
      };
    },
    "delete /missions/{mission_id}": async () => ({
      204: { method: "DELETE", path: addressOf(await make()) },
      404: { method: "DELETE", path: `/missions/${absent}` },
      409: { method: "DELETE", path: addressOf(await engaged()) },
      412: { method: "DELETE", path: addressOf(await make()), headers: { "if-match": '"99"' } },
      422: { method: "DELETE", path: "/missions/x" },
    }),
  };
}

/** The thing of an answer, without its event and changes. */
export function bare<Answer extends Effect>({
  event_id: _event,
  changed: _changed,
  ...thing
}: Answer) {
  return thing;
}

/** The last event of a mission or its engagements, which can be undone. */
export async function lastEvent({ api }: TestApi, mission_id: string): Promise<string> {
  const [event] = (await api.missions.history({ mission_id, limit: 1 })).items;
  if (event === undefined) throw new Error("Nothing was done to it");
  return event.id;
}

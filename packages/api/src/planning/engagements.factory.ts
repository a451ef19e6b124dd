import { sql } from "kysely";
import {
  badBodies,
  type RestRequests,
  type SendRest,
  type TestApi,
  withBody,
} from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const { id: venue_id } = await send(
    withBody("POST", "/venues", { name: "Théâtre du Pont", time_zone: "Europe/Paris" }),
  );
  const mission = async () => {
    const made = {
      venue_id,
      title: "Montage",
      kind: "montage",
      starts_at: "2027-07-14T09:00",
      ends_at: "2027-07-14T13:00",
      positions: [{ count: 1 }],
    };
    const { id, positions } = await send(withBody("POST", "/missions", made));
    const mission_id = String(id);
    // Artists see engagements on published missions only.
    await send(withBody("POST", "/missions/publish", { missions: [{ mission_id }] }));
    const [first]: unknown[] = Array.isArray(positions) ? positions : [];
    return { mission_id, position_id: String(Object(first).id) };
  };
  const artist = async () =>
    String((await send(withBody("POST", "/artists", { name: "Hélène" })))["id"]);
  const place = async (status = "option") => ({
    position_id: (await mission()).position_id,
    artist_id: await artist(),
    status,
  });
  const placed = async (status?: string) => {
    const body = { engagements: [await place(status)] };
    const { outcomes } = await send(withBody("POST", "/engagements", body));
    const [outcome]: unknown[] = Array.isArray(outcomes) ? outcomes : [];
    return String(Object(Object(outcome).engagement).id);
  };
  const absent = "00000000-0000-4000-8000-00000000000f";
  const busy = async () => {
    const item = await place("confirmed");
    await send(withBody("POST", "/engagements", { engagements: [item] }));
    return item;
  };
  const declined = async () => {
    const id = await placed();
    await send(withBody("POST", `/engagements/${id}/decline`, {}));
    return id;
  };
  const confirm = (engagement_id: string, more = {}) =>
    withBody("POST", "/engagements/confirm", { engagements: [{ engagement_id, ...more }] });
  const end = (id: string, how: string) => withBody("POST", `/engagements/${id}/${how}`, {});
  const ends = (how: string, status: string) => async () => {
    const id = await placed(status);
    const ended = end(id, how);
    return {
      200: ended,
      404: end(absent, how),
      409: end(await declined(), how),
      412: { ...ended, headers: { ...ended.headers, "if-match": '"99"' } },
      ...badBodies("POST", `/engagements/${id}/${how}`),
    };
  };
  /** A request to undo a placement, or the creation of its mission. */
  const undo = async (engagement_id: string, procedure = "engagements.create") => {
    const { mission_id } = await send({ method: "GET", path: `/engagements/${engagement_id}` });
    const path = `/missions/${String(mission_id)}/history`;
    const history = Object(await send({ method: "GET", path }));
    const events: { id: string; procedure: string }[] = Object.values(history);
    const event = events.find((known) => known.procedure === procedure);
    return withBody("POST", "/engagements/undo", { event_id: event?.id });
  };
  return {
    "post /engagements": async () => {
      const item = await busy();
      return {
        201: withBody("POST", "/engagements", { engagements: [await place()] }),
        404: withBody("POST", "/engagements", { engagements: [{ ...item, artist_id: absent }] }),
        409: withBody("POST", "/engagements", { engagements: [item] }),
        ...badBodies("POST", "/engagements"),
      };
    },
    "post /engagements/confirm": async () => {
      const id = await placed();
      return {
        200: confirm(id),
        404: confirm(absent),
        409: confirm(await declined()),
        412: confirm(id, { expected_version: 99 }),
        ...badBodies("POST", "/engagements/confirm"),
      };
    },
    "post /engagements/undo": async () => ({
      200: await undo(await placed()),
      404: withBody("POST", "/engagements/undo", { event_id: absent }),
      409: await undo(await placed(), "missions.create"),
      412: await undo(await declined()),
      ...badBodies("POST", "/engagements/undo"),
    }),
    "post /engagements/check": async () => {
      const { position_id, artist_id } = await busy();
      const check = { position_id, artist_id, engagement_id: await placed() };
      const moved = { mission_id: (await mission()).mission_id, venue_id };
      return {
        200: withBody("POST", "/engagements/check", { engagements: [check], missions: [moved] }),
        404: withBody("POST", "/engagements/check", {
          engagements: [{ ...check, artist_id: absent }],
        }),
        ...badBodies("POST", "/engagements/check"),
      };
    },
    "post /engagements/{engagement_id}/replace": ends("replace", "confirmed"),
    "post /engagements/{engagement_id}/decline": ends("decline", "option"),
    "post /engagements/{engagement_id}/cancel": ends("cancel", "confirmed"),
    "get /engagements": async () => {
      await placed();
      return {
        200: { method: "GET", path: "/engagements?limit=1" },
        422: { method: "GET", path: "/engagements?from=today" },
      };
    },
    "get /engagements/{engagement_id}": async () => {
      const path = `/engagements/${await placed("confirmed")}`;
      return {
        200: { method: "GET", path },
        404: { method: "GET", path: `/engagements/${absent}` },
        422: { method: "GET", path: "/engagements/x" },
      };
    },
  };
}

/** Two venues 45 minutes apart, and functions that create missions, artists and engagements. */
export async function stage({ api }: TestApi) {
  const { id: venue_id } = await api.venues.create({ name: "Pont", time_zone: "Europe/Paris" });
  const { id: far } = await api.venues.create({ name: "Salle", time_zone: "Europe/Paris" });
  await api.travel.set({ venue_id, to_venue_id: far, minutes: 45 });
  let day = Temporal.PlainDate.from("2027-01-01");

  /** A mission on a day of its own, perhaps until the next, with one position. */
  async function mission(
    from = "14:00",
    to = "18:00",
    more: Partial<Parameters<typeof api.missions.create>[0]> & { on?: string } = {},
  ) {
    const { on = (day = day.add({ days: 3 })).toString(), ...rest } = more;
    const until = Temporal.PlainDate.from(on).add({ days: to <= from ? 1 : 0 });
    const made = await api.missions.create({
      venue_id,
      title: `Mission of ${on}`,
      kind: "autre",
      starts_at: `${on}T${from}`,
      ends_at: `${until.toString()}T${to}`,
      positions: [{}],
      ...rest,
    });
    const [position] = made.positions;
    if (position === undefined) throw new Error("A mission has a position");
    return { ...made, on, position_id: position.id };
  }

  async function artist(name = "Camille") {
    return (await api.artists.create({ name })).id;
  }

  async function place(position_id: string, artist_id: string, status: "option" | "confirmed") {
    const { outcomes } = await api.engagements.create({
      engagements: [{ position_id, artist_id, status }],
    });
    const [outcome] = outcomes;
    if (!outcome?.engagement) throw new Error("It was refused");
    return { ...outcome.engagement, findings: outcome.findings };
  }

  const confirm = (engagement_id: string, more = {}) =>
    api.engagements.confirm({ engagements: [{ engagement_id, ...more }] });

  return { mission, artist, place, confirm, far };
}

/**
 * The broken invariants of the plan, in all organisations or in one: each row is one violation.
 */
export async function broken(
  { database }: TestApi,
  organisation: string | null = null,
): Promise<unknown[]> {
  const { rows } = await sql`
    with placed as (
      select engagements.*, is_template, missions.status as mission,
        tstzrange(missions.starts_at, missions.ends_at) as mission_during
      from engagements join missions
        on missions.organisation_id = engagements.organisation_id and missions.id = mission_id
      where engagements.status in ('option', 'confirmed')
    ), found as (
      select organisation_id, 'one person at two places' as promise, a.id, b.id as other_id
      from placed as a join placed as b using (organisation_id, artist_id)
      where a.status = 'confirmed' and b.status = 'confirmed' and a.id < b.id
        and a.during && b.during
      union all
      select organisation_id, 'a position overfull, or miscounted', id, mission_id from positions
      where taken > count or taken <> (
        select count(*) from engagements
        where organisation_id = positions.organisation_id and position_id = positions.id
          and status = 'confirmed'
      )
      union all
      select organisation_id, 'engaged on what does not take place', id, mission_id from placed
      where mission = 'cancelled' or is_template
      union all
      select organisation_id, 'engaged at another time than the mission', id, mission_id
      from placed where during <> mission_during
    )
    select * from found where organisation_id = coalesce(${organisation}, organisation_id)
  `.execute(database.db);
  return rows;
}

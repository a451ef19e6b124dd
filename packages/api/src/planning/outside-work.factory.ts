import {
  anotherOrganisation,
  as,
  badBodies,
  type RestRequests,
  type SendRest,
  type TestApi,
  withBody,
} from "../kit/factory.ts";

/** See `RestRequests`. */
export async function restRequests(send: SendRest): Promise<RestRequests> {
  const absent = "00000000-0000-4000-8000-00000000000f";
  const { id: artist } = await send(withBody("POST", "/artists", { name: "Hélène" }));
  const of = (id: unknown) => `/artists/${String(id)}/outside-work`;
  const day = { starts_at: "2027-05-08T09:00", ends_at: "2027-05-08T12:00", employer: "Opéra" };
  const entry = async () => {
    const { id } = await send(withBody("POST", of(artist), day));
    return `${of(artist)}/${String(id)}`;
  };
  const [one, other] = [await entry(), await entry()];
  const none = `${of(artist)}/${absent}`;
  const asked = "from=2027-05-01T00:00:00Z&to=2027-06-01T00:00:00Z";
  const busy = `/artists/${String(artist)}/busy`;
  return {
    "post /artists/{artist_id}/outside-work": {
      201: withBody("POST", of(artist), day),
      404: withBody("POST", of(absent), day),
      ...badBodies("POST", of(artist)),
    },
    "get /artists/{artist_id}/outside-work": {
      200: { method: "GET", path: `${of(artist)}?limit=1` },
      404: { method: "GET", path: of(absent) },
      422: { method: "GET", path: `${of(artist)}?limit=0` },
    },
    "get /artists/{artist_id}/busy": {
      200: { method: "GET", path: `${busy}?${asked}` },
      404: { method: "GET", path: `/artists/${absent}/busy?${asked}` },
      422: { method: "GET", path: busy },
    },
    "get /artists/{artist_id}/outside-work/{outside_work_id}": {
      200: { method: "GET", path: one },
      404: { method: "GET", path: none },
      422: { method: "GET", path: `${of(artist)}/x` },
    },
    "patch /artists/{artist_id}/outside-work/{outside_work_id}": {
      200: withBody("PATCH", one, { worked_minutes: 120 }),
      404: withBody("PATCH", none, {}),
      412: {
        ...withBody("PATCH", one, {}),
        headers: { "content-type": "application/json", "if-match": '"99"' },
      },
      ...badBodies("PATCH", one),
    },
    "delete /artists/{artist_id}/outside-work/{outside_work_id}": {
      204: { method: "DELETE", path: other },
      404: { method: "DELETE", path: none },
      412: { method: "DELETE", path: one, headers: { "if-match": '"99"' } },
      422: { method: "DELETE", path: `${of(artist)}/x` },
    },
  };
}

/** An artist who is also one of another organisation, under the same account, and works there. */
export async function knownElsewhere(whole: TestApi, artist_id: string) {
  const { api, database } = whole;
  const organisation = await anotherOrganisation(whole);
  const there = as(whole, { organisation });
  const theirs = await there.artists.create({ name: "Camille" });
  const here = await api.organisations.get();
  const user_id = crypto.randomUUID();
  const email = `${user_id}@example.org`;
  await database.db.insertInto("users").values({ id: user_id, name: "Camille", email }).execute();
  const known = [
    { organisation_id: here.id, artist_id },
    { organisation_id: organisation.id, artist_id: theirs.id },
  ];
  for (const as_artist of known)
    await database.db
      .insertInto("members")
      .values({ ...as_artist, id: crypto.randomUUID(), user_id, role: "artist", shares_busy: true })
      .execute();
  type Work = Omit<Parameters<typeof api.outsideWork.create>[0], "artist_id">;
  return {
    artist_id: theirs.id,
    /** Puts work for others on file there. */
    works: (work: Work) => there.outsideWork.create({ ...work, artist_id: theirs.id }),
  };
}

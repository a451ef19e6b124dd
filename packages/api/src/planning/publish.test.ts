import { describe, expect, test } from "vitest";
import { stage } from "./engagements.factory.ts";
import { anotherOrganisation, as, countStatements, refusal, testApi } from "../kit/factory.ts";
import { bare } from "./missions.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, confirm, far } = await stage(whole);

const publish = (...ids: string[]) =>
  api.missions.publish({ missions: ids.map((mission_id) => ({ mission_id })) });

/** The news of a publishing, by name of the artist. */
async function publishAndRead(...ids: string[]) {
  const { concerned } = await publish(...ids);
  return Object.fromEntries(
    concerned.map(({ name, changes }) => [name, changes.map(({ kind }) => kind)]),
  );
}

/** A mission for many people, with an artist confirmed on it who has not been told yet. */
async function engaged(name = "Camille") {
  const made = await mission("14:00", "18:00", { positions: [{ count: 9 }, { label: "Régie" }] });
  const artist_id = await artist(name);
  const engagement = await place(made.position_id, artist_id, "confirmed");
  return { ...made, artist_id, engagement_id: engagement.id };
}

const rowsOf = (missionId: string) =>
  whole.database.db
    .selectFrom("publications")
    .selectAll()
    .where("mission_id", "=", missionId)
    .execute();

describe("publishing", () => {
  test("publishes drafts, and tells confirmed artists, but no options", async () => {
    const made = await engaged();
    await place(made.position_id, await artist("Asked"), "option");
    const { missions, concerned } = await publish(made.id);
    const now = await api.missions.get({ mission_id: made.id });
    expect(missions).toEqual([now]);
    expect(now).toMatchObject({ status: "published", version: 2 });
    expect(concerned).toEqual([
      {
        artist_id: made.artist_id,
        name: "Camille",
        changes: [
          {
            mission_id: made.id,
            kind: "new",
            title: made.title,
            starts_at: made.starts_at,
            ends_at: made.ends_at,
            fields: [],
          },
        ],
      },
    ]);
  });

  test("a second time tells nothing, and does not change the mission", async () => {
    const { id } = await engaged();
    const first = await publish(id);
    expect(await publish(id)).toEqual({
      missions: first.missions,
      concerned: [],
      event_id: null,
      changed: { missions: [], engagements: [], outside_work: [], coverage: [] },
    });
  });

  test("tells each artist only what changed for them", async () => {
    const made = await engaged("Before");
    const [position, regie] = made.positions;
    await publish(made.id);
    await place(regie?.id ?? "", await artist("Later"), "confirmed");
    const moved = await api.missions.update({
      mission_id: made.id,
      starts_at: `${made.on}T13:00`,
      venue_id: far,
      notes: "Entrée côté cour",
      positions: [{ ...position, label: "Plateau" }, { ...regie }],
      breaks: [{ starts_at: `${made.on}T15:00`, ends_at: `${made.on}T15:30` }],
    });
    expect(moved).toMatchObject({ status: "published", version: 3 });
    const { concerned } = await publish(made.id);
    expect(concerned).toMatchObject([
      {
        name: "Before",
        changes: [
          {
            kind: "changed",
            starts_at: moved.starts_at,
            fields: [
              { field: "starts_at", before: made.starts_at, after: moved.starts_at },
              { field: "venue", before: "Pont", after: "Salle" },
              { field: "position", before: null, after: "Plateau" },
              { field: "notes", before: null, after: "Entrée côté cour" },
              { field: "breaks", before: [], after: moved.breaks },
            ],
          },
        ],
      },
      { name: "Later", changes: [{ kind: "new", fields: [] }] },
    ]);
    expect(await publishAndRead(made.id)).toEqual({});
  });

  test("tells nothing of a change that was reverted", async () => {
    const { id, title } = await engaged();
    await publish(id);
    await api.missions.update({ mission_id: id, title: "Other" });
    await api.missions.update({ mission_id: id, title });
    expect(await publishAndRead(id)).toEqual({});
  });

  test("tells a removed artist once, and a new artist that it is new", async () => {
    const { id, position_id, artist_id, engagement_id, ...made } = await engaged();
    await publish(id);
    await api.engagements.cancel({ engagement_id });
    await api.missions.update({ mission_id: id, title: "Other" });
    const { concerned } = await publish(id);
    const { title, starts_at, ends_at } = made;
    expect(concerned).toMatchObject([
      { artist_id, changes: [{ kind: "cancelled", title, starts_at, ends_at, fields: [] }] },
    ]);
    const option = await place(position_id, artist_id, "option");
    expect(await publishAndRead(id)).toEqual({});
    await confirm(option.id);
    expect(await publishAndRead(id)).toEqual({ Camille: ["new"] });
  });

  test("tells nothing to an artist who was never told and is not on it", async () => {
    const { id, engagement_id } = await engaged();
    await api.engagements.cancel({ engagement_id });
    expect(await publishAndRead(id)).toEqual({});
  });

  test("tells that a published mission was cancelled", async () => {
    const { id } = await engaged();
    await publish(id);
    const cancelled = await api.missions.update({ mission_id: id, status: "cancelled" });
    const { missions, concerned } = await publish(id);
    expect(missions).toEqual([bare(cancelled)]);
    expect(concerned).toMatchObject([{ name: "Camille", changes: [{ kind: "cancelled" }] }]);
    expect(await publishAndRead(id)).toEqual({});
  });

  test("accepts a cancelled mission that nobody was on", async () => {
    const { id } = await mission();
    await publish(id);
    await api.missions.update({ mission_id: id, status: "cancelled" });
    expect(await publishAndRead(id)).toEqual({});
  });

  test("keeps when an artist was first told, and when of a change", async () => {
    const { id, artist_id, engagement_id, position_id } = await engaged();
    await publish(id);
    const [first] = await rowsOf(id);
    expect(first).toMatchObject({ artist_id, changed_at: null });
    await publish(id);
    expect(await rowsOf(id)).toEqual([first]);
    let changed = "";
    const changes = [
      () => api.missions.update({ mission_id: id, title: "Other" }),
      () => api.engagements.cancel({ engagement_id }),
      () => place(position_id, artist_id, "confirmed"),
    ];
    for (const make of changes) {
      await make();
      await publish(id);
      const [row] = await rowsOf(id);
      expect(row?.published_at).toBe(first?.published_at);
      expect(String(row?.changed_at) > changed).toBe(true);
      changed = String(row?.changed_at);
    }
  });

  test("tells nothing if the same artist is engaged again on the same position", async () => {
    const { id, artist_id, engagement_id, position_id } = await engaged();
    await publish(id);
    await api.engagements.cancel({ engagement_id });
    await place(position_id, artist_id, "confirmed");
    expect(await publishAndRead(id)).toEqual({});
    expect(await rowsOf(id)).toMatchObject([{ changed_at: null }]);
  });

  test("records each mission before and after", async () => {
    const drafts = [await mission(), await mission()];
    const { missions } = await publish(...drafts.map(({ id }) => id));
    const [event] = (await api.audit.list({ id: missions[0]?.id })).items;
    expect(event).toMatchObject({
      procedure: "missions.publish",
      noun: "mission",
      changes: missions.map((after) => ({ before: { id: after.id, status: "draft" }, after })),
    });
  });

  test("answers each mission once, in the order sent, and artists by name", async () => {
    const [late, early] = [await engaged("Zoé"), await engaged("élise")];
    await place(early.position_id, await artist("Dominique"), "confirmed");
    const { missions, concerned } = await publish(early.id, late.id, early.id);
    expect(missions.map(({ id }) => id)).toEqual([early.id, late.id]);
    expect(concerned.map(({ name }) => name)).toEqual(["Dominique", "élise", "Zoé"]);
  });

  test("tells an artist of many missions in order of start", async () => {
    const first = await engaged();
    const second = await mission();
    await place(second.position_id, first.artist_id, "confirmed");
    const { concerned } = await publish(second.id, first.id);
    expect(concerned.map(({ changes }) => changes.map(({ mission_id }) => mission_id))).toEqual([
      [first.id, second.id],
    ]);
  });
});

describe("nothing is published", () => {
  /** Publishes a mission together with one that is refused. */
  async function attempt(refused: string) {
    const { id } = await engaged();
    const { status, detail } = await refusal(publish(id, refused));
    const now = await api.missions.get({ mission_id: id });
    return { status, detail, left: now.status, told: await rowsOf(id) };
  }

  const untouched = { left: "draft", told: [] };

  test("when one is a template", async () => {
    const { id, title } = await mission("14:00", "18:00", { is_template: true });
    const detail = `${title} is a template: copy it, and publish the copies`;
    expect(await attempt(id)).toEqual({ status: 409, detail, ...untouched });
  });

  test("when one was cancelled without ever having been published", async () => {
    const { id, title } = await engaged();
    await api.missions.update({ mission_id: id, status: "cancelled" });
    const detail = `${title} is cancelled and was never published: there is nobody to tell`;
    expect(await attempt(id)).toEqual({ status: 409, detail, ...untouched });
  });

  test("when one is not found, or is another organisation's", async () => {
    const other = as(whole, { organisation: await anotherOrganisation(whole) });
    const venue = await other.venues.create({ name: "Quai", time_zone: "Europe/Paris" });
    const { id: foreign } = await other.missions.create({
      venue_id: venue.id,
      title: "Theirs",
      kind: "autre",
      starts_at: "2027-01-01T14:00",
      ends_at: "2027-01-01T18:00",
    });
    for (const id of [foreign, "00000000-0000-4000-8000-00000000000f"])
      expect(await attempt(id)).toEqual({
        status: 404,
        detail: `Mission ${id} not found`,
        ...untouched,
      });
    expect(await other.missions.get({ mission_id: foreign })).toMatchObject({ status: "draft" });
  });

  test("when a version is stale", async () => {
    const { id: mission_id } = await engaged();
    const now = bare(await api.missions.update({ mission_id, title: "Changed" }));
    const stale = api.missions.publish({ missions: [{ mission_id, expected_version: 1 }] });
    expect(await refusal(stale)).toMatchObject({ status: 412, code: "stale", current: now });
    const fresh = { mission_id, expected_version: 2 };
    expect((await api.missions.publish({ missions: [fresh] })).missions).toMatchObject([
      { status: "published", version: 3 },
    ]);
  });

  test("by a viewer", async () => {
    const { id: mission_id } = await mission();
    const viewer = as(whole, { role: "viewer" });
    const published = viewer.missions.publish({ missions: [{ mission_id }] });
    expect((await refusal(published)).status).toBe(403);
  });
});

describe("concurrent publishing", () => {
  test("of 8 publishers in any order, one tells each change, without a deadlock", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await engaged("A"), await engaged("B")];
      const all = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          publishAndRead(...(i % 2 ? [a.id, b.id] : [b.id, a.id])),
        ),
      );
      expect(all.filter((one) => Object.keys(one).length > 0)).toEqual([
        { A: ["new"], B: ["new"] },
      ]);
    }
  });

  test("tells the remaining artists while others are deleted, without a deadlock", async () => {
    for (let round = 0; round < 10; round += 1) {
      const [first, second] = [await engaged("Leaving"), await mission()];
      await publish(first.id);
      await place(second.position_id, first.artist_id, "confirmed");
      await api.missions.update({ mission_id: first.id, title: "Changed" });
      await Promise.all([
        publish(first.id, second.id),
        api.artists.delete({ artist_id: first.artist_id }),
      ]);
      expect([...(await rowsOf(first.id)), ...(await rowsOf(second.id))]).toEqual([]);
    }
  });

  test("tells the final status while the mission is cancelled", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await engaged();
      await publish(id);
      await Promise.all([
        publish(id),
        api.missions.update({ mission_id: id, status: "cancelled" }),
        publish(id),
      ]);
      await publish(id);
      expect(await rowsOf(id)).toMatchObject([{ told: { is_on: false } }]);
    }
  });
});

test("200 missions take as many statements as one", async () => {
  const originals = [await engaged(), await engaged(), await engaged(), await engaged()];
  const { missions } = await api.missions.duplicate({
    mission_ids: originals.map(({ id }) => id),
    days: Array.from({ length: 50 }, (_, i) => i + 1),
  });
  const engagements = missions.flatMap(({ positions: [position] }, i) => ({
    position_id: position?.id ?? "",
    artist_id: originals[i % originals.length]?.artist_id ?? "",
    status: "confirmed" as const,
    override_reason: "Every day for fifty days",
  }));
  await api.engagements.create({ engagements });
  const counts: number[] = [];
  const one = originals.slice(0, 1);
  for (const ids of [one, missions].map((some) => some.map(({ id }) => id)))
    counts.push(
      await countStatements(whole, (counted) =>
        counted.missions.publish({ missions: ids.map((mission_id) => ({ mission_id })) }),
      ),
    );
  expect(missions).toHaveLength(200);
  expect(counts).toEqual([7, 7]);
});

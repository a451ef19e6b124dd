import { describe, expect, test } from "vitest";
import { stage } from "./engagements.factory.ts";
import { as, refusal, testApi } from "../kit/factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, confirm } = await stage(whole);

const publish = (...ids: string[]) =>
  api.missions.publish({ missions: ids.map((mission_id) => ({ mission_id })) });

/** An artist, and the missions and engagements that they see in lists and one by one. */
async function audience(name = "Camille") {
  const artist_id = await artist(name);
  const own = as(whole, { role: "artist", artist_id });
  async function shown() {
    const missions = (await own.missions.list()).items;
    const engagements = (await own.engagements.list()).items;
    for (const one of missions) expect(await own.missions.get({ mission_id: one.id })).toEqual(one);
    for (const one of engagements)
      expect(await own.engagements.get({ engagement_id: one.id })).toEqual(one);
    return {
      missions: missions.map(({ id }) => id),
      engagements: engagements.map(({ id, status }) => [id, status]),
    };
  }
  /** The HTTP statuses of reading a hidden mission and engagement. */
  async function asked(mission_id: string, engagement_id: string) {
    const refused = await Promise.all([
      refusal(own.missions.get({ mission_id })),
      refusal(own.engagements.get({ engagement_id })),
    ]);
    return refused.map(({ status, detail }) => [status, detail]);
  }
  return { artist_id, own, shown, asked };
}

const nothing = { missions: [], engagements: [] };
const lost = (missionId: string, engagementId: string) => [
  [404, `Mission ${missionId} not found`],
  [404, `Engagement ${engagementId} not found`],
];

describe("an artist sees", () => {
  test("a mission only while it is published, not as a draft", async () => {
    const { artist_id, shown, asked } = await audience();
    const { id, position_id } = await mission();
    const engagement = await place(position_id, artist_id, "confirmed");
    expect(await shown()).toEqual(nothing);
    expect(await asked(id, engagement.id)).toEqual(lost(id, engagement.id));
    await publish(id);
    const all = { missions: [id], engagements: [[engagement.id, "confirmed"]] };
    expect(await shown()).toEqual(all);
    await api.missions.update({ mission_id: id, title: "Edited" });
    expect(await shown()).toEqual(all);
    await api.missions.update({ mission_id: id, status: "draft" });
    expect(await shown()).toEqual(nothing);
    expect(await asked(id, engagement.id)).toEqual(lost(id, engagement.id));
    await publish(id);
    expect(await shown()).toEqual(all);
  });

  test("an option on a published mission only once it is confirmed", async () => {
    const { artist_id, shown, asked } = await audience();
    const { id, position_id } = await mission();
    await publish(id);
    const option = await place(position_id, artist_id, "option");
    expect(await shown()).toEqual(nothing);
    expect(await asked(id, option.id)).toEqual(lost(id, option.id));
    await confirm(option.id);
    expect(await shown()).toEqual({ missions: [id], engagements: [[option.id, "confirmed"]] });
  });

  test.each(["cancel", "decline"] as const)(
    "no option that ended (%s), even if they were told of another engagement",
    async (end) => {
      const { artist_id, shown, asked } = await audience();
      const { id, position_id } = await mission();
      await publish(id);
      const first = await place(position_id, artist_id, "option");
      await api.engagements[end]({ engagement_id: first.id });
      await publish(id);
      expect(await shown()).toEqual(nothing);
      expect(await asked(id, first.id)).toEqual(lost(id, first.id));
      const second = await place(position_id, artist_id, "confirmed");
      await publish(id);
      await api.engagements.cancel({ engagement_id: second.id });
      const third = await place(position_id, artist_id, "option");
      await api.engagements[end]({ engagement_id: third.id });
      await publish(id);
      expect(await shown()).toEqual({ missions: [id], engagements: [[second.id, "cancelled"]] });
    },
  );

  test("a cancelled engagement only if they were told of it before", async () => {
    const { artist_id, shown } = await audience();
    const [knew, never] = [await mission(), await mission()];
    await publish(never.id);
    const engagement = await place(knew.position_id, artist_id, "confirmed");
    const untold = await place(never.position_id, artist_id, "confirmed");
    await publish(knew.id);
    for (const engagement_id of [engagement.id, untold.id])
      await api.engagements.cancel({ engagement_id });
    const all = { missions: [knew.id], engagements: [[engagement.id, "cancelled"]] };
    expect(await shown()).toEqual(all);
    await publish(knew.id, never.id);
    expect(await shown()).toEqual(all);
  });

  test("both of two successive engagements on a mission, even without news", async () => {
    const { artist_id, shown } = await audience();
    const { id, position_id } = await mission();
    const first = await place(position_id, artist_id, "confirmed");
    await publish(id);
    await api.engagements.cancel({ engagement_id: first.id });
    const second = await place(position_id, artist_id, "confirmed");
    await publish(id);
    await api.engagements.cancel({ engagement_id: second.id });
    const { missions, engagements } = await shown();
    expect(missions).toEqual([id]);
    expect(engagements).toHaveLength(2);
    expect(engagements).toEqual(
      expect.arrayContaining([first, second].map((one) => [one.id, "cancelled"])),
    );
  });

  test("a cancelled mission only if they were told of it before", async () => {
    const { artist_id, shown, own } = await audience();
    const [knew, never] = [await mission(), await mission()];
    const engagement = await place(knew.position_id, artist_id, "confirmed");
    await place(never.position_id, artist_id, "confirmed");
    await publish(knew.id);
    for (const { id } of [knew, never])
      await api.missions.update({ mission_id: id, status: "cancelled" });
    const all = { missions: [knew.id], engagements: [[engagement.id, "cancelled"]] };
    expect(await shown()).toEqual(all);
    expect(await own.missions.get({ mission_id: knew.id })).toMatchObject({ status: "cancelled" });
    await publish(knew.id);
    expect(await shown()).toEqual(all);
  });

  test("nothing that concerns only others, whatever they ask for", async () => {
    const { own, shown, asked } = await audience();
    const other = await artist("Other");
    const { id, position_id } = await mission();
    const engagement = await place(position_id, other, "confirmed");
    await publish(id);
    expect(await shown()).toEqual(nothing);
    expect(await asked(id, engagement.id)).toEqual(lost(id, engagement.id));
    for (const filter of [{ artist_id: other }, { mission_id: id }])
      expect((await own.engagements.list(filter)).items).toEqual([]);
  });

  test("no engagements of others on their own missions", async () => {
    const { artist_id, own } = await audience();
    const { id, position_id } = await mission("14:00", "18:00", { positions: [{ count: 2 }] });
    const other = await artist("Other");
    const theirs = await place(position_id, other, "confirmed");
    const { id: engagement_id } = await place(position_id, artist_id, "confirmed");
    await publish(id);
    const list = async (filter: { mission_id?: string; artist_id?: string }) =>
      (await own.engagements.list(filter)).items.map((one) => one.id);
    expect(await list({ mission_id: id })).toEqual([engagement_id]);
    expect(await list({ artist_id })).toEqual([engagement_id]);
    expect(await list({ artist_id: other })).toEqual([]);
    expect((await refusal(own.engagements.get({ engagement_id: theirs.id }))).status).toBe(404);
    expect(JSON.stringify(await own.missions.get({ mission_id: id }))).not.toContain(other);
  });

  test("positions and notes of a mission, but no draft or template by a filter", async () => {
    const { artist_id, own } = await audience();
    const [made, draft] = [
      await mission("14:00", "18:00", { notes: "Côté cour" }),
      await mission(),
    ];
    for (const { position_id } of [made, draft]) await place(position_id, artist_id, "confirmed");
    await publish(made.id);
    const seen = await own.missions.get({ mission_id: made.id });
    expect(seen).toEqual(await api.missions.get({ mission_id: made.id }));
    expect(seen).toMatchObject({ notes: "Côté cour", positions: [{ id: made.position_id }] });
    expect((await own.missions.list({ status: "draft" })).items).toEqual([]);
    expect((await own.missions.list({ status: "published" })).items).toEqual([seen]);
    expect((await own.missions.list({ is_template: true })).items).toEqual([]);
  });

  test("an engagement without its rank and overrides", async () => {
    const { artist_id, own } = await audience();
    const { id, position_id } = await mission("14:00", "18:00", {
      positions: [{ skill: "caces" }],
    });
    const override_reason = "Formé sur place";
    const { outcomes } = await api.engagements.create({
      engagements: [{ position_id, artist_id, status: "confirmed", override_reason }],
    });
    await publish(id);
    const engagement = outcomes[0]?.engagement;
    expect(engagement).toMatchObject({ override_reason });
    const seen = { ...engagement, override_reason: null, overridden: [], rank: null };
    expect(await own.engagements.get({ engagement_id: engagement?.id ?? "" })).toEqual(seen);
    expect((await own.engagements.list()).items).toEqual([seen]);
  });
});

test("pages for an artist are full, however many hidden rows lie between", async () => {
  const { artist_id, own } = await audience();
  const expected: string[] = [];
  for (let i = 0; i < 9; i += 1) {
    const { id, position_id } = await mission();
    // A draft, an option, and one that they see.
    await place(position_id, artist_id, i % 3 === 1 ? "option" : "confirmed");
    if (i % 3 !== 0) await publish(id);
    if (i % 3 === 2) expected.push(id);
  }
  const missions = await pages((cursor) => own.missions.list({ limit: 2, cursor }));
  expect(missions.map((page) => page.map(({ id }) => id))).toEqual([
    expected.slice(0, 2),
    expected.slice(2),
  ]);
  const engagements = await pages((cursor) => own.engagements.list({ limit: 2, cursor }));
  expect(engagements.map((page) => page.map(({ mission_id }) => mission_id))).toEqual([
    expected.slice(0, 2),
    expected.slice(2),
  ]);
});

/** All pages of a list. */
async function pages<Item>(
  list: (cursor?: string) => Promise<{ items: Item[]; next_cursor: string | null }>,
): Promise<Item[][]> {
  const all: Item[][] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    all.push(page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

test("viewers and planners see drafts and options", async () => {
  const { artist_id } = await audience();
  const { id: mission_id, position_id } = await mission();
  const { id: engagement_id } = await place(position_id, artist_id, "option");
  for (const role of ["viewer", "planner"] as const) {
    const reader = as(whole, { role });
    expect(await reader.missions.get({ mission_id })).toMatchObject({ status: "draft" });
    expect(await reader.engagements.get({ engagement_id })).toMatchObject({ rank: 1 });
  }
});

test("an artist reads who else is on a mission that they see, and of no other", async () => {
  const { artist_id, own } = await audience("Ana");
  const { id, position_id } = await mission("14:00", "18:00", {
    positions: [{ label: "Plateau", count: 3 }],
  });
  await place(position_id, artist_id, "confirmed");
  await place(position_id, await artist("Bilal"), "confirmed");
  await place(position_id, await artist("Asked"), "option");
  const team = (mission_id: string) => own.missions.team({ mission_id });
  expect(await refusal(team(id))).toMatchObject({ status: 404 });
  await publish(id);
  expect(await team(id)).toEqual({
    mission_id: id,
    people: [
      { name: "Ana", position: "Plateau" },
      { name: "Bilal", position: "Plateau" },
    ],
  });
  const other = await mission();
  await publish(other.id);
  expect(await refusal(team(other.id))).toMatchObject({ status: 404 });
});

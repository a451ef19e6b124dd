import { describe, expect, test } from "vitest";
import { stage } from "./engagements.factory.ts";
import { anotherOrganisation, as, countStatements, refusal, testApi } from "../kit/factory.ts";
import { lastEvent } from "./missions.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, confirm } = await stage(whole);
const planner = as(whole, { role: "planner" });
const historyOf = async (mission_id: string) =>
  (await planner.missions.history({ mission_id })).items;

describe("the history", () => {
  test("lists the events of a mission and its engagements, newest first, by page", async () => {
    const made = await mission();
    const other = await mission();
    const artist_id = await artist();
    await api.engagements.create({
      engagements: [other, made].map(({ position_id }) => ({ position_id, artist_id })),
    });
    const [option] = (await api.engagements.list({ mission_id: made.id })).items;
    await confirm(option?.id ?? "");
    await place(other.position_id, await artist(), "option");
    await api.missions.update({ mission_id: made.id, status: "cancelled" });
    await planner.missions.undo({ event_id: await lastEvent(whole, made.id) });

    const procedures: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await planner.missions.history({ mission_id: made.id, limit: 2, cursor });
      procedures.push(...page.items.map(({ procedure }) => procedure));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(procedures).toEqual([
      "missions.undo",
      "missions.update",
      "engagements.confirm",
      "engagements.create",
      "missions.create",
    ]);
  });

  test("tells who made a change, with the values before and after", async () => {
    const made = await api.missions.get({ mission_id: (await mission()).id });
    await planner.missions.update({ mission_id: made.id, title: "Autre chose" });
    const [event] = await historyOf(made.id);
    expect(event).toMatchObject({
      actor: { kind: "open" },
      noun: "mission",
      changes: [{ artist_id: null, before: made, after: { title: "Autre chose", version: 2 } }],
    });
  });

  test("has the values of its own mission only, even if others changed with it", async () => {
    const [one, other] = [await mission(), await mission()];
    const artist_id = await artist();
    const missions = [one, other].map(({ id }) => ({ mission_id: id }));
    await planner.missions.publish({ missions });
    await api.engagements.create({
      engagements: [one, other].map(({ position_id }) => ({ position_id, artist_id })),
    });
    const items = await historyOf(one.id);
    expect(items.map(({ procedure, more_changes }) => [procedure, more_changes])).toEqual([
      ["engagements.create", 0],
      ["missions.publish", 0],
      ["missions.create", 0],
    ]);
    for (const { changes } of items) expect(changes).toHaveLength(1);
    expect(JSON.stringify(items)).toContain(one.id);
    expect(JSON.stringify(items)).not.toContain(other.id);
  });

  test("stays after a deletion; an unknown or another organisation's mission has none", async () => {
    const { id: mission_id } = await mission();
    await api.missions.delete({ mission_id });
    expect(await historyOf(mission_id)).toHaveLength(2);
    const stranger = as(whole, { organisation: await anotherOrganisation(whole) });
    expect((await refusal(stranger.missions.history({ mission_id }))).status).toBe(404);
    expect((await refusal(historyOf(crypto.randomUUID()))).status).toBe(404);
  });

  test("is visible to readers, but not to artists", async () => {
    const { id: mission_id } = await mission();
    const viewer = as(whole, { role: "viewer" });
    expect((await viewer.missions.history({ mission_id })).items).toHaveLength(1);
    const refused = as(whole, { role: "artist" }).missions.history({ mission_id });
    expect((await refusal(refused)).status).toBe(403);
  });

  test("takes one statement", async () => {
    const { id: mission_id } = await mission();
    const read = (counted: typeof api) => counted.missions.history({ mission_id });
    expect(await countStatements(whole, read)).toBe(1);
  });
});

test("moving a mission records a new version of each engagement on it", async () => {
  const made = await mission();
  const artist_id = await artist();
  const { findings: _, ...was } = await place(made.position_id, artist_id, "option");
  await api.missions.update({
    mission_id: made.id,
    starts_at: `${made.on}T08:00`,
    ends_at: `${made.on}T12:00`,
  });
  const is = await api.engagements.get({ engagement_id: was.id });
  expect(is.version).toBe(2);
  expect(await refusal(confirm(was.id, { expected_version: 1 }))).toMatchObject({ status: 412 });
  const [event] = await historyOf(made.id);
  expect(event?.changes).toMatchObject([
    { artist_id: null },
    { artist_id, before: was, after: is },
  ]);
});

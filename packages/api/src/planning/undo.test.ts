import { transact } from "@coulisses/database";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { record } from "../kit/change.ts";
import { authorize } from "../kit/context.ts";
import { anotherOrganisation, as, refusal, testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";
import { bare, lastEvent } from "./missions.factory.ts";

const whole = await testApi();
const { api, database } = whole;
const { mission, artist, place } = await stage(whole);
const planner = as(whole, { role: "planner" });
const undo = (event_id: string | null) => planner.events.undo({ event_id: event_id ?? "" });
const nothing = { missions: [], engagements: [], outside_work: [] };

describe("an event is undone by its id", () => {
  test("that changed a mission, as missions.undo does", async () => {
    const { id: mission_id } = await mission();
    const was = await api.missions.get({ mission_id });
    const renamed = await api.missions.update({ mission_id, title: "Autre chose" });
    const undone = await undo(renamed.event_id);
    const back = { ...was, version: 3 };
    expect(bare(undone)).toEqual({ ...nothing, missions: [back] });
    expect(undone.event_id).toBe(await lastEvent(whole, mission_id));
    expect(undone.changed.missions).toEqual([{ id: mission_id, version: 3 }]);
    const again = await undo(undone.event_id);
    expect(again.missions).toMatchObject([{ title: "Autre chose", version: 4 }]);
    const { missions } = await api.missions.undo({ event_id: again.event_id ?? "" });
    expect(missions).toEqual([{ ...was, version: 5 }]);
  });

  test("that cancelled a mission with its engagements", async () => {
    const made = await mission();
    const { id } = await place(made.position_id, await artist(), "confirmed");
    const cancelled = await api.missions.update({ mission_id: made.id, status: "cancelled" });
    const undone = await undo(cancelled.event_id);
    expect(undone.engagements).toEqual([await api.engagements.get({ engagement_id: id })]);
    expect(undone.engagements).toMatchObject([{ status: "confirmed", version: 3 }]);
    expect(undone.changed.coverage).toMatchObject([{ mission_id: made.id, filled: 1 }]);
  });

  test("that changed engagements, as engagements.undo does", async () => {
    const { position_id } = await mission();
    const { id: engagement_id } = await place(position_id, await artist(), "confirmed");
    const cancelled = await api.engagements.cancel({ engagement_id, reason: "Malade" });
    const undone = await undo(cancelled.event_id);
    expect(undone).toMatchObject({ ...nothing, engagements: [{ status: "confirmed" }] });
    expect(undone.engagements).toEqual([await api.engagements.get({ engagement_id })]);
  });

  test("that created, changed or deleted outside work", async () => {
    const artist_id = await artist();
    const times = { starts_at: "2027-05-08T09:00", ends_at: "2027-05-08T12:00" };
    const made = await api.outsideWork.create({ artist_id, ...times, employer: "Opéra" });
    const key = { artist_id, outside_work_id: made.id };
    const changed = await api.outsideWork.update({ ...key, ends_at: "2027-05-08T13:00" });
    const back = { ...bare(made), version: 3 };
    expect(bare(await undo(changed.event_id))).toEqual({ ...nothing, outside_work: [back] });
    expect(await api.outsideWork.get(key)).toEqual(back);
    const removed = await api.outsideWork.delete(key);
    const there = await undo(removed.event_id);
    expect(there.outside_work).toEqual([{ ...back, version: 4 }]);
    expect(await refusal(undo(removed.event_id))).toMatchObject({
      status: 412,
      current: { id: made.id, version: 4 },
    });
    const undone = await undo(there.event_id);
    expect(undone.changed.outside_work).toEqual([{ id: made.id, version: null }]);
    expect((await refusal(api.outsideWork.get(key))).status).toBe(404);
    expect(await refusal(undo(changed.event_id))).toMatchObject({ status: 412, current: null });
  });
});

describe("an event is not undone", () => {
  test("while somebody's later change of the same thing stands, which is said once", async () => {
    const { id: mission_id } = await mission();
    const first = await planner.missions.update({ mission_id, title: "Générale" });
    const later = await planner.missions.update({ mission_id, notes: "Côté cour" });
    expect(await refusal(undo(first.event_id))).toMatchObject({
      status: 412,
      detail: expect.stringMatching(
        /changed (this )?again since. Undo that later change first, or change it by hand\.$/,
      ),
      current: { id: mission_id, version: 3 },
    });
    await undo(later.event_id);
    expect((await undo(first.event_id)).missions).toMatchObject([{ version: 5 }]);
  });

  test("that changed nothing", async () => {
    const made = await mission();
    const artist_id = await artist();
    const { id, version } = await place(made.position_id, artist_id, "option");
    const same = { id, version, mission_id: made.id };
    const authority = authorize(whole.context, "engagements.confirm");
    const values = [{ artist_id, before: same, after: same }];
    await transact(database.db, (trx) =>
      record(trx, authority, { noun: "engagement", id, values }),
    );
    const refused = await refusal(undo(await lastEvent(whole, made.id)));
    expect(refused).toMatchObject({ status: 409, detail: "This changed nothing" });
  });

  test("that is not of the plan", async () => {
    await artist();
    const [event] = (await api.audit.list({ noun: "artist", limit: 1 })).items;
    expect(await refusal(undo(event?.id ?? ""))).toMatchObject({
      status: 409,
      detail:
        "This is artists.create, a change of the noun artist, and not of mission, engagement, or outside_work",
    });
  });

  test("whose artist was deleted since", async () => {
    const artist_id = await artist();
    const times = { starts_at: "2027-05-08T09:00", ends_at: "2027-05-08T12:00" };
    const made = await api.outsideWork.create({ artist_id, ...times });
    const removed = await api.outsideWork.delete({ artist_id, outside_work_id: made.id });
    await api.artists.delete({ artist_id });
    expect(await refusal(undo(removed.event_id))).toMatchObject({
      status: 409,
      detail: `It referred to ${artist_id}, which is there no more`,
    });
  });

  test("of another organisation, nor by somebody who may not plan", async () => {
    const { event_id } = await mission();
    const other = as(whole, { organisation: await anotherOrganisation(whole) });
    const key = { event_id: event_id ?? "" };
    expect(await refusal(other.events.undo(key))).toMatchObject({ status: 404 });
    const viewer = as(whole, { role: "viewer" });
    expect(await refusal(viewer.events.undo(key))).toMatchObject({ status: 403 });
  });
});

describe("recorded values are parsed with the schema of their version", () => {
  /** Records values as an older program did, by default without a schema version. */
  async function recordedOf(noun_id: string, { noun = "mission", artist_id = "", ...change }) {
    const { id } = await api.organisations.get();
    const artists = artist_id === "" ? [null] : [artist_id];
    const { before = null, after = null, version = 0 } = Object(change);
    await sql`
      select record_change(
        ${id}, 'open', null, 'test', ${`${noun}s.update`}, ${noun}, ${noun_id},
        ${artists}::uuid[], ${[JSON.stringify(before)]}::json[], ${[JSON.stringify(after)]}::json[],
        schema_version => ${version})
    `.execute(database.db);
    return lastEvent(whole, after?.mission_id ?? noun_id);
  }

  test("those of a mission of version 0", async () => {
    const { id: mission_id } = await mission();
    const now = await api.missions.get({ mission_id });
    const before = { ...now, title: "As it was", version: 0 };
    const event_id = await recordedOf(mission_id, { before, after: now });
    const [event] = (await api.audit.list({ limit: 1 })).items;
    expect(event?.changes).toMatchObject([{ schema_version: 0 }]);
    expect((await undo(event_id)).missions).toMatchObject([{ title: "As it was", version: 2 }]);
  });

  test("those of an engagement of version 0, without what was overridden", async () => {
    const { position_id } = await mission();
    const placed = await place(position_id, await artist(), "option");
    const { findings: _, overridden: __, ...after } = placed;
    const change = { noun: "engagement", artist_id: after.artist_id, before: null, after };
    const event_id = await recordedOf(after.id, change);
    expect((await undo(event_id)).engagements).toMatchObject([{ status: "cancelled" }]);
  });

  test("an undo of values that cannot be parsed is refused (409), not a failure", async () => {
    const { id: mission_id } = await mission();
    const after = { id: mission_id, name: "Of a shape that nobody knows", version: 1 };
    const older = await recordedOf(mission_id, { before: { ...after, version: 0 }, after });
    const newer = await recordedOf(mission_id, { after, version: 99 });
    for (const [event_id, by] of [
      [older, "an older"],
      [newer, "a newer"],
    ] as const)
      expect(await refusal(undo(event_id))).toMatchObject({
        status: 409,
        code: "conflict",
        detail: `This was recorded by ${by} version of the program, in a form that this one cannot read`,
      });
  });
});

test("recorded values have a schema version, which the hash of the event covers", async () => {
  const own = as(whole, { organisation: await anotherOrganisation(whole) });
  await own.artists.create({ name: "Hélène" });
  const [event] = (await own.audit.list()).items;
  expect(event?.changes).toMatchObject([{ schema_version: 1 }]);
  expect((await own.audit.changes({ event_id: event?.id ?? "" })).items).toEqual(event?.changes);
  expect((await own.audit.verify()).faults).toEqual([]);
});

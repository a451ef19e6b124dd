import { transact } from "@coulisses/database";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { stage } from "./engagements.factory.ts";
import { record } from "../kit/change.ts";
import { authorize } from "../kit/context.ts";
import { anotherOrganisation, as, countStatements, refusal, testApi } from "../kit/factory.ts";
import { bare, lastEvent } from "./missions.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, confirm, far } = await stage(whole);
const planner = as(whole, { role: "planner" });

const last = (mission_id: string) => lastEvent(whole, mission_id);
const undo = (event_id: string) => planner.missions.undo({ event_id });
const undoLast = async (mission_id: string) => undo(await last(mission_id));
const get = (mission_id: string) => api.missions.get({ mission_id });
const engagement = (engagement_id: string) => api.engagements.get({ engagement_id });

/** A mission as the API answers it. */
async function make(...more: Parameters<typeof mission>) {
  return get((await mission(...more)).id);
}

/**
 * Publishes missions in one change, with news for an artist; those published already do not change.
 * @returns its event
 */
async function published(missions: Awaited<ReturnType<typeof get>>[]) {
  const authority = authorize(whole.context, "missions.create");
  const told = { artist_id: await artist(), before: null, after: { title: "Montage" } };
  const ids = missions.map(({ id }) => id);
  await transact(whole.database.db, async (trx) => {
    await sql`
      update missions set status = 'published', version = version + 1
      where id = any(${ids}::uuid[]) and status = 'draft'
    `.execute(trx);
    const values = missions.map((before) => ({
      artist_id: null,
      before,
      after:
        before.status === "draft"
          ? { ...before, status: "published", version: before.version + 1 }
          : before,
    }));
    const done = { noun: "mission", id: ids[0] ?? "", values: [...values, told] };
    await record(trx, { ...authority, procedure: "missions.publish" }, done);
  });
  return last(ids[0] ?? "");
}

describe("undoing", () => {
  test("a creation deletes the mission, and undoing that creates it again", async () => {
    const made = await make("14:00", "18:00", {
      on: "2027-12-01",
      notes: "Par la cour",
      breaks: [{ starts_at: "2027-12-01T15:00", ends_at: "2027-12-01T15:30" }],
      positions: [{ skill: "son", min_level: 2, count: 2, label: "Face" }, { skill: "lumiere" }],
    });
    expect((await undoLast(made.id)).missions).toEqual([]);
    expect((await refusal(get(made.id))).status).toBe(404);
    const again = { ...made, version: 2 };
    expect((await undoLast(made.id)).missions).toEqual([again]);
    expect(await get(made.id)).toEqual(again);
  });

  test("a duplication deletes all copies, and nothing else", async () => {
    const made = await make();
    const { missions } = await api.missions.duplicate({ mission_ids: [made.id], days: [7, 14] });
    const [first, second] = missions.map(({ id }) => id);
    expect((await undoLast(second ?? "")).missions).toEqual([]);
    for (const id of [first, second]) expect((await refusal(get(id ?? ""))).status).toBe(404);
    expect(await get(made.id)).toEqual(made);
    const again = missions.map((copy) => ({ ...copy, version: 2 }));
    expect((await undoLast(second ?? "")).missions).toEqual(again);
  });

  test("an update restores fields, breaks and positions", async () => {
    const made = await make("14:00", "18:00", {
      on: "2027-12-02",
      breaks: [{ starts_at: "2027-12-02T15:00", ends_at: "2027-12-02T15:30" }],
      positions: [{ skill: "son", count: 2 }, { skill: "lumiere" }],
    });
    const [son] = made.positions;
    const updated = await api.missions.update({
      mission_id: made.id,
      title: "Autre chose",
      notes: "Autrement",
      venue_id: far,
      kind: "montage",
      starts_at: "2027-12-03T08:00",
      ends_at: "2027-12-03T12:00",
      breaks: [],
      positions: [{ skill: "video" }, { ...son, count: 3 }],
    });
    const back = { ...made, version: 3 };
    expect((await undoLast(made.id)).missions).toEqual([back]);
    expect(await get(made.id)).toEqual(back);
    expect((await undoLast(made.id)).missions).toEqual([{ ...bare(updated), version: 4 }]);
  });

  test("a move moves the engagements back with the mission", async () => {
    const made = await mission();
    const one = await place(made.position_id, await artist(), "confirmed");
    await api.missions.update({
      mission_id: made.id,
      starts_at: `${made.on}T08:00`,
      ends_at: `${made.on}T12:00`,
    });
    const { starts_at, ends_at } = made;
    await undoLast(made.id);
    expect(await engagement(one.id)).toMatchObject({ status: "confirmed", starts_at, ends_at });
  });

  test("a cancellation restores the engagements that it cancelled, and no others", async () => {
    const made = await mission("14:00", "18:00", { positions: [{ count: 3 }] });
    const names = ["Confirmed", "Option", "Declined"];
    const [a, b, c] = await Promise.all(names.map((name) => artist(name)));
    const { findings: _1, ...confirmed } = await place(made.position_id, a ?? "", "confirmed");
    const { findings: _2, ...option } = await place(made.position_id, b ?? "", "option");
    const declined = await place(made.position_id, c ?? "", "option");
    await api.engagements.decline({ engagement_id: declined.id });
    const was = await get(made.id);
    await api.missions.update({ mission_id: made.id, status: "cancelled" });
    expect(await engagement(confirmed.id)).toMatchObject({ status: "cancelled" });
    expect((await undoLast(made.id)).missions).toEqual([{ ...was, version: 3 }]);
    expect(await engagement(confirmed.id)).toEqual({ ...confirmed, version: 3 });
    expect(await engagement(option.id)).toEqual({ ...option, version: 3 });
    expect(await engagement(declined.id)).toMatchObject({ status: "declined", version: 2 });
    await undoLast(made.id);
    expect(await get(made.id)).toMatchObject({ status: "cancelled", version: 4 });
    for (const { id } of [confirmed, option])
      expect(await engagement(id)).toMatchObject({
        status: "cancelled",
        reason: "mission cancelled",
      });
  });

  test("a cancellation that also moved the mission restores both", async () => {
    const made = await mission();
    const { findings: _, ...one } = await place(made.position_id, await artist(), "confirmed");
    await api.missions.update({
      mission_id: made.id,
      status: "cancelled",
      starts_at: `${made.on}T08:00`,
      ends_at: `${made.on}T12:00`,
    });
    await undoLast(made.id);
    expect(await engagement(one.id)).toEqual({ ...one, version: 3 });
  });

  test("a deletion creates the mission again, with the same ids", async () => {
    const made = await make("14:00", "18:00", { positions: [{ skill: "son" }, { count: 4 }] });
    await api.missions.delete({ mission_id: made.id });
    const again = { ...made, version: 2 };
    expect((await undoLast(made.id)).missions).toEqual([again]);
    const [position] = made.positions;
    expect(position && (await place(position.id, await artist(), "option"))).toMatchObject({
      mission_id: made.id,
    });
  });

  test("a publishing restores the status of many missions", async () => {
    const [one, other] = [await make(), await make()];
    const event_id = await published([one, other]);
    const { missions } = await undo(event_id);
    expect(missions.map(({ status, version }) => [status, version])).toEqual([
      ["draft", 3],
      ["draft", 3],
    ]);
    await undoLast(one.id);
    expect(await get(other.id)).toMatchObject({ status: "published", version: 4 });
  });

  test("a publishing does not change missions that it did not publish", async () => {
    const [one, other] = [await make(), await make()];
    await published([one]);
    const event_id = await published([await get(one.id), other]);
    await api.missions.update({ mission_id: one.id, title: "Autre chose" });
    const { missions } = await undo(event_id);
    expect(missions).toMatchObject([{ id: other.id, status: "draft", version: 3 }]);
    expect(await get(one.id)).toMatchObject({ status: "published", version: 3 });
  });
});

describe("is refused", () => {
  test("when the mission was changed since: the answer has it as it is", async () => {
    const { id: mission_id } = await make();
    const event_id = await last(mission_id);
    const current = bare(await api.missions.update({ mission_id, title: "Autre chose" }));
    expect(await refusal(undo(event_id))).toMatchObject({ status: 412, code: "stale", current });
    await api.missions.delete({ mission_id });
    expect(await refusal(undo(event_id))).toMatchObject({ status: 412, current: null });
  });

  test("when an engagement that moved with it was changed since", async () => {
    const made = await mission();
    const { id } = await place(made.position_id, await artist(), "option");
    await api.missions.update({
      mission_id: made.id,
      starts_at: `${made.on}T08:00`,
      ends_at: `${made.on}T12:00`,
    });
    const event_id = await last(made.id);
    await confirm(id);
    expect(await refusal(undo(event_id))).toMatchObject({
      status: 412,
      current: { id, status: "confirmed" },
    });
  });

  test("when the deleted mission exists again", async () => {
    const { id: mission_id } = await make();
    await api.missions.delete({ mission_id });
    const event_id = await last(mission_id);
    await undo(event_id);
    expect(await refusal(undo(event_id))).toMatchObject({
      status: 412,
      current: { id: mission_id, version: 2 },
    });
  });

  test("when somebody was engaged on the created mission", async () => {
    const made = await mission();
    const event_id = await last(made.id);
    const { id: engagement_id } = await place(made.position_id, await artist(), "option");
    const kept = { status: 409, detail: "People are or were engaged on it, and that is kept" };
    expect(await refusal(undo(event_id))).toMatchObject(kept);
    await api.engagements.decline({ engagement_id });
    expect(await refusal(undo(event_id))).toMatchObject(kept);
  });

  test("when a position to remove or to reduce has people on it", async () => {
    const made = await make();
    const update = async (positions: { id?: string; count?: number }[]) => {
      const { positions: are } = await api.missions.update({ mission_id: made.id, positions });
      return { event_id: await last(made.id), position_id: are.at(-1)?.id ?? "" };
    };
    const [first] = made.positions;
    const added = await update([{ ...first }, { count: 1 }]);
    await place(added.position_id, await artist(), "option");
    expect((await refusal(undo(added.event_id))).status).toBe(409);
    const larger = await update([{ id: added.position_id }, { ...first, count: 2 }]);
    for (const name of ["A", "B"]) await place(larger.position_id, await artist(name), "confirmed");
    expect(await refusal(undo(larger.event_id))).toMatchObject({
      status: 409,
      detail: "The position has 2 confirmed",
    });
  });

  test("when an artist would be confirmed twice at one time", async () => {
    const artist_id = await artist();
    const made = await mission("14:00", "18:00");
    await place(made.position_id, artist_id, "confirmed");
    await api.missions.update({
      mission_id: made.id,
      starts_at: `${made.on}T08:00`,
      ends_at: `${made.on}T12:00`,
    });
    const moved = await last(made.id);
    const other = await mission("14:00", "18:00", { on: made.on });
    const elsewhere = await place(other.position_id, artist_id, "confirmed");
    const inTheWay = {
      status: 409,
      detail: expect.stringContaining("Camille is confirmed on"),
      current: {
        findings: [expect.objectContaining({ rule: "overlap", engagements: [elsewhere.id] })],
      },
    };
    expect(await refusal(undo(moved))).toMatchObject(inTheWay);

    const { id: mission_id, on } = other;
    await api.missions.update({ mission_id, status: "cancelled" });
    const cancelled = await last(mission_id);
    const third = await mission("15:00", "16:00", { on });
    const taken = await place(third.position_id, artist_id, "confirmed");
    expect(await refusal(undo(cancelled))).toMatchObject({
      status: 409,
      current: {
        findings: expect.arrayContaining([
          expect.objectContaining({ rule: "overlap", engagements: [taken.id] }),
        ]),
      },
    });
    expect(await get(mission_id)).toMatchObject({ status: "cancelled", version: 2 });
  });

  test("when a venue, project or skill is gone", async () => {
    const { id: project_id } = await api.projects.create({ title: "Tournée" });
    const { id: venue_id } = await api.venues.create({ name: "X", time_zone: "Europe/Paris" });
    const { id: mission_id } = await make("14:00", "18:00", { project_id, venue_id });
    await api.missions.delete({ mission_id });
    const event_id = await last(mission_id);
    await api.projects.delete({ project_id });
    expect(await refusal(undo(event_id))).toMatchObject({
      status: 409,
      detail: `It referred to ${project_id}, which is there no more`,
    });
  });

  test("when the recorded values were erased", async () => {
    const made = await mission();
    const artist_id = await artist();
    await place(made.position_id, artist_id, "confirmed");
    await api.missions.update({ mission_id: made.id, status: "cancelled" });
    const event_id = await last(made.id);
    await api.artists.anonymise({ artist_id });
    expect(await refusal(undo(event_id))).toMatchObject({
      status: 409,
      detail: "What was there has been forgotten",
    });
  });

  test("for an event of another noun, or of another organisation", async () => {
    const made = await mission();
    await place(made.position_id, await artist(), "option");
    const event_id = await last(made.id);
    expect(await refusal(undo(event_id))).toMatchObject({
      status: 409,
      detail: "This is engagements.create, a change of the noun engagement, and not of mission",
    });
    const stranger = as(whole, { organisation: await anotherOrganisation(whole) });
    const known = await last((await make()).id);
    for (const id of [known, crypto.randomUUID()])
      expect(await refusal(stranger.missions.undo({ event_id: id }))).toMatchObject({
        status: 404,
        detail: `Event ${id} not found`,
      });
  });

  test("for a viewer", async () => {
    const event_id = crypto.randomUUID();
    for (const role of ["viewer", "artist"] as const)
      expect((await refusal(as(whole, { role }).missions.undo({ event_id }))).status).toBe(403);
  });
});

test("many missions take as many statements as one", async () => {
  const made = await make();
  const people = await Promise.all(Array.from({ length: 60 }, () => artist("Many")));
  const counts: Record<"copies" | "engaged", number[]> = { copies: [], engaged: [] };
  for (const size of [1, 60]) {
    const days = Array.from({ length: size }, (_, i) => i + 1);
    const { missions } = await api.missions.duplicate({ mission_ids: [made.id], days });
    const copied = await last(missions[0]?.id ?? "");
    counts.copies.push(
      await countStatements(whole, (counted) => counted.missions.undo({ event_id: copied })),
    );
    const { id: mission_id, position_id } = await mission("14:00", "18:00", {
      positions: [{ count: 60 }],
    });
    await api.engagements.create({
      engagements: people.slice(0, size).map((artist_id) => ({
        position_id,
        artist_id,
        status: "confirmed" as const,
      })),
    });
    await api.missions.update({ mission_id, status: "cancelled" });
    const cancelled = await last(mission_id);
    counts.engaged.push(
      await countStatements(whole, (counted) => counted.missions.undo({ event_id: cancelled })),
    );
  }
  expect(counts.copies[1]).toBe(counts.copies[0]);
  expect(counts.engaged[1]).toBe(counts.engaged[0]);
});

import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { refusal, testApi } from "../kit/factory.ts";
import { appRouter } from "../router.ts";
import type { Effect } from "./effect.schema.ts";
import { stage } from "./engagements.factory.ts";
import { bare } from "./missions.factory.ts";

const whole = await testApi();
const { api, context, database } = whole;
const { mission, artist, place, confirm } = await stage(whole);
const nothing = { missions: [], engagements: [], outside_work: [], coverage: [] };

async function lastEvent() {
  const [event] = (await api.audit.list({ limit: 1 })).items;
  return event?.id;
}

async function coverageOf(mission_id: string) {
  const { items } = await api.missions.coverage();
  return items.filter((one) => one.mission_id === mission_id);
}

describe("a change of the plan answers its event, and everything that it changed", () => {
  test("when a mission is created, changed and deleted", async () => {
    const made = await mission();
    const { id } = made;
    expect(made.event_id).toBe(await lastEvent());
    expect(made.changed).toEqual({
      ...nothing,
      missions: [{ id, version: 1 }],
      coverage: await coverageOf(id),
    });
    const renamed = await api.missions.update({ mission_id: id, title: "Autre chose" });
    expect(renamed.event_id).toBe(await lastEvent());
    expect(renamed.changed).toEqual({ ...nothing, missions: [{ id, version: 2 }] });
    const deleted = await api.missions.delete({ mission_id: id });
    expect(deleted).toEqual({
      event_id: await lastEvent(),
      changed: { ...nothing, missions: [{ id, version: null }] },
    });
  });

  test("when a mission with people on it is moved, and then cancelled", async () => {
    const made = await mission();
    const { id, on } = made;
    const one = await place(made.position_id, await artist(), "confirmed");
    const times = { starts_at: `${on}T08:00`, ends_at: `${on}T12:00` };
    const moved = await api.missions.update({ mission_id: id, ...times });
    expect(moved.changed).toEqual({
      ...nothing,
      missions: [{ id, version: 2 }],
      engagements: [{ id: one.id, version: 2 }],
    });
    const cancelled = await api.missions.update({ mission_id: id, status: "cancelled" });
    expect(cancelled.changed).toEqual({
      ...nothing,
      missions: [{ id, version: 3 }],
      engagements: [{ id: one.id, version: 3 }],
      coverage: await coverageOf(id),
    });
    expect(cancelled.changed.coverage).toMatchObject([{ needed: 1, filled: 0 }]);
  });

  test("when missions are copied, published, and undone", async () => {
    const { id } = await mission();
    const copied = await api.missions.duplicate({ mission_ids: [id], days: [7, 14] });
    const ids = copied.missions.map((copy) => copy.id);
    expect(copied.changed.missions).toEqual(ids.map((copy) => ({ id: copy, version: 1 })));
    expect(copied.changed.coverage.map(({ mission_id }) => mission_id)).toEqual(ids);
    const published = await api.missions.publish({ missions: [{ mission_id: id }] });
    expect(published.event_id).toBe(await lastEvent());
    expect(published.changed).toEqual({ ...nothing, missions: [{ id, version: 2 }] });
    const undone = await api.missions.undo({ event_id: copied.event_id ?? "" });
    expect(undone.event_id).toBe(await lastEvent());
    const gone = ids.map((copy) => ({ id: copy, version: null }));
    expect(undone.changed).toEqual({ ...nothing, missions: gone });
  });

  test("when artists are placed, confirmed, replaced, and restored", async () => {
    const made = await mission("14:00", "18:00", { positions: [{ count: 2 }] });
    const { id, position_id } = made;
    const [a, b] = [await artist(), await artist()];
    const answers: Effect[] = [];
    const note = async <Answer extends Effect>(answer: Answer, ...engagements: object[]) => {
      expect(answer.event_id).toBe(await lastEvent());
      const coverage = await coverageOf(id);
      expect(answer.changed).toEqual({ ...nothing, engagements, coverage });
      answers.push(answer);
      return answer;
    };
    const placed = await api.engagements.create({
      engagements: [a, b].map((artist_id) => ({ position_id, artist_id })),
    });
    const [one = "", other = ""] = placed.outcomes.map(({ engagement }) => engagement?.id);
    await note(placed, { id: one, version: 1 }, { id: other, version: 1 });
    await note(await confirm(one), { id: one, version: 2 });
    const declined = await api.engagements.decline({ engagement_id: other });
    await note(declined, { id: other, version: 2 });
    expect(bare(declined)).toEqual(await api.engagements.get({ engagement_id: other }));
    const replaced = await api.engagements.replace({
      engagement_id: one,
      artist_id: await artist(),
    });
    const instead = replaced.replacement?.id;
    await note(replaced, { id: one, version: 3 }, { id: instead, version: 1 });
    const undone = await api.engagements.undo({ event_id: replaced.event_id ?? "" });
    await note(undone, { id: one, version: 4 }, { id: instead, version: 2 });
    expect(new Set(answers.map(({ event_id }) => event_id)).size).toBe(answers.length);
  });

  test("when outside work is changed, without coverage", async () => {
    const artist_id = await artist();
    const times = { starts_at: "2027-05-08T09:00", ends_at: "2027-05-08T12:00" };
    const made = await api.outsideWork.create({ artist_id, ...times });
    const key = { artist_id, outside_work_id: made.id };
    const changed = await api.outsideWork.update({ ...key, employer: "Opéra" });
    const deleted = await api.outsideWork.delete(key);
    expect([made, changed, deleted].map((answer) => answer.changed)).toEqual(
      [1, 2, null].map((version) => ({ ...nothing, outside_work: [{ id: made.id, version }] })),
    );
    expect(deleted.event_id).toBe(await lastEvent());
  });

  test("an expired option that makes room is among the changes", async () => {
    const { position_id } = await mission();
    const artist_id = await artist();
    const old = await place(position_id, artist_id, "option");
    await sql`
      update engagements set expires_at = now() - interval '1 hour' where id = ${old.id}
    `.execute(database.db);
    const again = await api.engagements.create({ engagements: [{ position_id, artist_id }] });
    expect(again.changed.engagements).toEqual([
      { id: old.id, version: 2 },
      { id: again.outcomes[0]?.engagement?.id, version: 1 },
    ]);
  });
});

describe("an operation that changes nothing", () => {
  test("records no event when all items are refused (mode each)", async () => {
    const template = await mission("14:00", "18:00", { is_template: true });
    const { position_id } = await mission();
    const artist_id = await artist();
    const option = await place(position_id, artist_id, "option");
    await api.engagements.decline({ engagement_id: option.id });
    const before = await lastEvent();
    const placed = await api.engagements.create({
      engagements: [{ position_id: template.position_id, artist_id }],
      mode: "each",
    });
    const confirmed = await api.engagements.confirm({
      engagements: [{ engagement_id: option.id }],
      mode: "each",
    });
    for (const answer of [placed, confirmed])
      expect(answer).toMatchObject({
        outcomes: [{ engagement: null }],
        event_id: null,
        changed: nothing,
      });
    expect(await lastEvent()).toBe(before);
  });

  test("does not cancel an expired option if no new one replaces it", async () => {
    const { id, position_id } = await mission();
    const artist_id = await artist();
    const old = await place(position_id, artist_id, "option");
    await sql`
      update engagements set expires_at = now() - interval '1 hour' where id = ${old.id}
    `.execute(database.db);
    const was = await api.engagements.get({ engagement_id: old.id });
    await api.missions.update({ mission_id: id, status: "cancelled" });
    const again = await api.engagements.get({ engagement_id: old.id });
    const engagements = [{ position_id, artist_id }];
    await refusal(api.engagements.create({ engagements }));
    await api.engagements.create({ engagements, mode: "each" });
    expect(await api.engagements.get({ engagement_id: old.id })).toEqual(again);
    expect(was.status).toBe("expired");
  });
});

test("a call sent again with its idempotency key answers the same event", async () => {
  const { id: mission_id } = await mission();
  const events: string[] = [];
  const keyed = () => {
    const idempotency = { value: "rename", calls: 1, onReplay: () => {} };
    const onEvent = (event_id: string) => void events.push(event_id);
    return appRouter.createCaller({ ...context, idempotency, onEvent });
  };
  const first = await keyed().missions.update({ mission_id, title: "Une fois" });
  expect(await keyed().missions.update({ mission_id, title: "Une fois" })).toEqual(first);
  expect(events).toEqual([first.event_id, first.event_id]);
});

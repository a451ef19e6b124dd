import { transact } from "@coulisses/database";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { record } from "../kit/change.ts";
import { authorize } from "../kit/context.ts";
import { anotherOrganisation, as, countStatements, refusal, testApi } from "../kit/factory.ts";
import { lastEvent } from "./missions.factory.ts";
import { createEngagements } from "./place.ts";
import { endEngagement } from "./end.ts";
import { stage } from "./engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, confirm } = await stage(whole);
const planner = as(whole, { role: "planner" });

const last = (mission_id: string) => lastEvent(whole, mission_id);
const undo = (event_id: string) => planner.engagements.undo({ event_id });
const undoLast = async (mission_id: string) => undo(await last(mission_id));
const get = (engagement_id: string) => api.engagements.get({ engagement_id });

async function taken(position_id: string) {
  const { taken: count } = await whole.database.db
    .selectFrom("positions")
    .select("taken")
    .where("id", "=", position_id)
    .executeTakeFirstOrThrow();
  return count;
}

describe("undoing", () => {
  test("a placement cancels the engagement, which stays on record", async () => {
    const { id, position_id } = await mission();
    const placed = await place(position_id, await artist(), "confirmed");
    expect(await undoLast(id)).toMatchObject({ engagements: [{ id: placed.id }] });
    expect(await get(placed.id)).toMatchObject({
      status: "cancelled",
      reason: "undone",
      version: 2,
    });
    expect(await taken(position_id)).toBe(0);
  });

  test("a confirmation restores the option with its rank, until it expires", async () => {
    const artist_id = await artist();
    const first = await mission();
    const second = await mission("14:00", "18:00", { on: first.on });
    const expires_at = "2099-01-01T00:00:00+01:00";
    const { outcomes } = await api.engagements.create({
      engagements: [{ position_id: first.position_id, artist_id, expires_at }],
    });
    const option = outcomes[0]?.engagement;
    await place(second.position_id, artist_id, "option");
    await confirm(option?.id ?? "");
    await undoLast(first.id);
    expect(await get(option?.id ?? "")).toEqual({ ...option, rank: 1, version: 3 });
    expect(await taken(first.position_id)).toBe(0);
  });

  test("a refusal by the artist restores the option", async () => {
    const { id, position_id } = await mission();
    const { findings: _findings, ...option } = await place(position_id, await artist(), "option");
    await api.engagements.decline({ engagement_id: option.id, reason: "Pris" });
    await undoLast(id);
    expect(await get(option.id)).toEqual({ ...option, version: 3 });
  });

  test.each(["option", "confirmed"] as const)(
    "a cancellation restores the status: %s",
    async (status) => {
      const { id, position_id } = await mission();
      const { findings: _findings, ...was } = await place(position_id, await artist(), status);
      await api.engagements.cancel({ engagement_id: was.id, reason: "Malade" });
      await undoLast(id);
      expect(await get(was.id)).toEqual({ ...was, version: 3 });
      expect(await taken(position_id)).toBe(status === "confirmed" ? 1 : 0);
    },
  );

  test("an undo repeats the change", async () => {
    const { id, position_id } = await mission();
    const { id: option } = await place(position_id, await artist(), "option");
    await confirm(option);
    const statuses: string[] = [];
    for (let times = 0; times < 3; times += 1) {
      await undoLast(id);
      statuses.push((await get(option)).status);
    }
    expect(statuses).toEqual(["option", "confirmed", "option"]);
    await api.engagements.decline({ engagement_id: option });
    await undoLast(id);
    await undoLast(id);
    expect(await get(option)).toMatchObject({ status: "declined" });
  });

  test("the undo of a placement places the artist again", async () => {
    const { id, position_id } = await mission();
    const placed = await place(position_id, await artist(), "confirmed");
    await undoLast(id);
    await undoLast(id);
    expect(await get(placed.id)).toMatchObject({ status: "confirmed", reason: null });
    expect(await taken(position_id)).toBe(1);
  });

  test("a batch undoes all of it", async () => {
    const { id, position_id } = await mission("14:00", "18:00", { positions: [{ count: 3 }] });
    const engagements = await Promise.all(
      ["A", "B", "C"].map(async (name) => ({ position_id, artist_id: await artist(name) })),
    );
    const { outcomes } = await api.engagements.create({ engagements });
    const ids = outcomes.map(({ engagement }) => engagement?.id ?? "");
    await api.engagements.confirm({
      engagements: ids.map((engagement_id) => ({ engagement_id })),
    });
    expect(await taken(position_id)).toBe(3);
    await undoLast(id);
    const statuses = await Promise.all(ids.map(async (one) => (await get(one)).status));
    expect(statuses).toEqual(["option", "option", "option"]);
    expect(await taken(position_id)).toBe(0);
  });

  test("a replacement restores the first engagement", async () => {
    const { id, position_id } = await mission();
    const first = await place(position_id, await artist(), "confirmed");
    const artist_id = await artist("Instead");
    const { organisation, ...authority } = authorize(whole.context, "engagements.cancel");
    const second = await transact(whole.database.db, async (trx) => {
      const to = "cancelled" as const;
      const ended = await endEngagement(trx, organisation.id, { engagement_id: first.id, to });
      const placed = await createEngagements(
        trx,
        { organisation: organisation.id, may_override: false },
        { engagements: [{ position_id, artist_id, status: "confirmed" }], mode: "all" },
      );
      const done = { ...ended, values: [...ended.values, ...(placed.values ?? [])] };
      await record(trx, { ...authority, organisation }, done);
      return placed.answer.outcomes[0]?.engagement?.id ?? "";
    });
    await undoLast(id);
    expect(await get(first.id)).toMatchObject({ status: "confirmed", version: 3 });
    expect(await get(second)).toMatchObject({ status: "cancelled", reason: "undone" });
    await undoLast(id);
    expect(await get(second)).toMatchObject({ status: "confirmed" });
    expect(await taken(position_id)).toBe(1);
  });

  test("a replacement by the same artist restores the first engagement", async () => {
    const { id, position_id } = await mission();
    const artist_id = await artist();
    const { id: engagement_id } = await place(position_id, artist_id, "confirmed");
    const { replacement } = await planner.engagements.replace({ engagement_id, artist_id });
    await undoLast(id);
    expect(await get(engagement_id)).toMatchObject({ status: "confirmed" });
    expect(await get(String(replacement?.id))).toMatchObject({ status: "cancelled" });
    expect(await taken(position_id)).toBe(1);
  });

  test("an overridden confirmation keeps its reason when it is restored", async () => {
    const { id, position_id } = await mission("14:00", "18:00", {
      positions: [{ skill: "caces" }],
    });
    const { id: option } = await place(position_id, await artist(), "option");
    await confirm(option, { override_reason: "Formé sur place" });
    await undoLast(id);
    expect(await get(option)).toMatchObject({ status: "option", override_reason: null });
    await undoLast(id);
    expect(await get(option)).toMatchObject({
      status: "confirmed",
      override_reason: "Formé sur place",
    });
  });
});

describe("is refused", () => {
  test("when one was changed since: the answer has it as it is", async () => {
    const { id, position_id } = await mission("14:00", "18:00", { positions: [{ count: 2 }] });
    const engagements = [await artist("A"), await artist("B")].map((artist_id) => ({
      position_id,
      artist_id,
    }));
    const { outcomes } = await api.engagements.create({ engagements });
    const event_id = await last(id);
    const [a, b] = outcomes.map(({ engagement }) => engagement?.id ?? "");
    await confirm(b ?? "");
    expect(await refusal(undo(event_id))).toMatchObject({
      status: 412,
      code: "stale",
      current: { id: b, status: "confirmed", version: 2 },
    });
    expect(await get(a ?? "")).toMatchObject({ status: "option", version: 1 });
  });

  test("when their artist was deleted since", async () => {
    const { id, position_id } = await mission();
    const artist_id = await artist();
    await place(position_id, artist_id, "option");
    const event_id = await last(id);
    await api.artists.delete({ artist_id });
    expect(await refusal(undo(event_id))).toMatchObject({ status: 412, current: null });
  });

  test("when it would confirm somebody twice at one time, whatever may be overridden", async () => {
    const artist_id = await artist();
    const first = await mission();
    const { id } = await place(first.position_id, artist_id, "confirmed");
    await api.engagements.cancel({ engagement_id: id });
    const other = await mission("16:00", "20:00", { on: first.on });
    const elsewhere = await place(other.position_id, artist_id, "confirmed");
    const undone = api.engagements.undo({ event_id: await last(first.id) });
    expect(await refusal(undone)).toMatchObject({
      status: 409,
      detail: expect.stringContaining("Camille is confirmed on"),
      current: {
        findings: expect.arrayContaining([
          expect.objectContaining({ rule: "overlap", engagements: [elsewhere.id] }),
        ]),
      },
    });
    expect(await get(id)).toMatchObject({ status: "cancelled", version: 2 });
  });

  test("when the position is full by now", async () => {
    const { id, position_id } = await mission();
    const { id: engagement_id } = await place(position_id, await artist(), "confirmed");
    await api.engagements.cancel({ engagement_id });
    const event_id = await last(id);
    await place(position_id, await artist("Instead"), "confirmed");
    expect(await refusal(undo(event_id))).toMatchObject({
      status: 409,
      detail: "The position takes 1, and 1 are confirmed",
      current: { findings: expect.arrayContaining([expect.objectContaining({ rule: "full" })]) },
    });
  });

  test("when the mission was cancelled since", async () => {
    const made = await mission();
    const { id: engagement_id } = await place(made.position_id, await artist(), "option");
    await api.engagements.decline({ engagement_id });
    const event_id = await last(made.id);
    await api.missions.update({ mission_id: made.id, status: "cancelled" });
    expect(await refusal(undo(event_id))).toMatchObject({
      status: 409,
      detail: `${made.title} is cancelled, or a template`,
    });
  });

  test("when the artist was placed on the mission again, unless that has expired", async () => {
    const { id, position_id } = await mission();
    const artist_id = await artist();
    const { id: engagement_id } = await place(position_id, artist_id, "option");
    await api.engagements.decline({ engagement_id });
    const event_id = await last(id);
    const again = await place(position_id, artist_id, "option");
    expect(await refusal(undo(event_id))).toMatchObject({
      status: 409,
      detail: "Camille is on this mission again already",
    });
    await sql`update engagements set expires_at = now() where id = ${again.id}`.execute(
      whole.database.db,
    );
    await undo(event_id);
    expect(await get(engagement_id)).toMatchObject({ status: "option" });
  });

  test("when the option that would be confirmed again has expired", async () => {
    const { id, position_id } = await mission();
    const { id: option } = await place(position_id, await artist(), "option");
    await confirm(option);
    await undoLast(id);
    await sql`update engagements set expires_at = now() where id = ${option}`.execute(
      whole.database.db,
    );
    expect(await refusal(undoLast(id))).toMatchObject({
      status: 409,
      detail: "This option has expired",
    });
  });

  test("when the recorded values were erased", async () => {
    const { id, position_id } = await mission();
    const artist_id = await artist();
    const { id: engagement_id } = await place(position_id, artist_id, "confirmed");
    await api.engagements.cancel({ engagement_id, reason: "Malade" });
    const event_id = await last(id);
    await api.artists.anonymise({ artist_id });
    expect(await refusal(undo(event_id))).toMatchObject({
      status: 409,
      detail: "What was there has been forgotten",
    });
    expect(await last(id)).toBe(event_id);
  });

  test("for a change of another noun", async () => {
    const made = await mission();
    expect(await refusal(undoLast(made.id))).toMatchObject({
      status: 409,
      detail: "This is missions.create, a change of the noun mission, and not of engagement",
    });
  });

  test("for an unknown event, or another organisation's", async () => {
    const event_id = crypto.randomUUID();
    expect(await refusal(undo(event_id))).toMatchObject({
      status: 404,
      detail: `Event ${event_id} not found`,
    });
    const { id, position_id } = await mission();
    await place(position_id, await artist(), "option");
    const stranger = as(whole, { organisation: await anotherOrganisation(whole) });
    const known = await last(id);
    expect(await refusal(stranger.engagements.undo({ event_id: known }))).toMatchObject({
      status: 404,
      detail: `Event ${known} not found`,
    });
  });

  test("for a viewer", async () => {
    const event_id = crypto.randomUUID();
    for (const role of ["viewer", "artist"] as const)
      expect((await refusal(as(whole, { role }).engagements.undo({ event_id }))).status).toBe(403);
  });
});

test("a restored engagement takes the present time of its mission", async () => {
  const { id, position_id, on } = await mission("14:00", "18:00");
  const { id: engagement_id } = await place(position_id, await artist(), "confirmed");
  await api.engagements.cancel({ engagement_id });
  const event_id = await last(id);
  await api.missions.update({
    mission_id: id,
    starts_at: `${on}T08:00`,
    ends_at: `${on}T12:00`,
  });
  await undo(event_id);
  const { starts_at, ends_at } = await api.missions.get({ mission_id: id });
  expect(await get(engagement_id)).toMatchObject({ status: "confirmed", starts_at, ends_at });
});

describe("concurrent planners", () => {
  const codes = async (calls: Promise<unknown>[]) => {
    const all = await Promise.allSettled(calls);
    return Promise.all(
      all.map(async (result) =>
        result.status === "fulfilled" ? 200 : (await refusal(Promise.reject(result.reason))).status,
      ),
    );
  };
  const inOrder = (a: number, b: number) => a - b;

  test("of those who undo the same change, exactly one succeeds", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id, position_id } = await mission();
      const { id: engagement_id } = await place(position_id, await artist(), "confirmed");
      await api.engagements.cancel({ engagement_id });
      const event_id = await last(id);
      const answers = await codes(Array.from({ length: 4 }, () => undo(event_id)));
      expect(answers.toSorted(inOrder)).toEqual([200, 412, 412, 412]);
      expect(await taken(position_id)).toBe(1);
    }
  });

  test("either an undo or a confirmation takes the last seat, not both", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id, position_id } = await mission();
      const { id: engagement_id } = await place(position_id, await artist(), "confirmed");
      const other = await place(position_id, await artist("Instead"), "option");
      await api.engagements.cancel({ engagement_id });
      const event_id = await last(id);
      const answers = await codes([undo(event_id), confirm(other.id)]);
      expect(answers.toSorted(inOrder)).toEqual([200, 409]);
      expect(await taken(position_id)).toBe(1);
    }
  });
});

test("200 engagements take as many statements as one", async () => {
  const artists = await Promise.all(Array.from({ length: 200 }, () => artist("Many")));
  const counts: number[] = [];
  for (const size of [1, 200]) {
    const { id, position_id } = await mission("14:00", "18:00", { positions: [{ count: 500 }] });
    const engagements = artists.slice(0, size).map((artist_id) => ({
      position_id,
      artist_id,
      status: "confirmed" as const,
    }));
    const { outcomes } = await api.engagements.create({ engagements });
    expect(outcomes).toHaveLength(size);
    const event_id = await last(id);
    counts.push(await countStatements(whole, (counted) => counted.engagements.undo({ event_id })));
  }
  expect(counts[1]).toBe(counts[0]);
});

import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { stage } from "./engagements.factory.ts";
import { as, refusal, testApi } from "../kit/factory.ts";
import { lastEvent } from "./missions.factory.ts";
import { appRouter } from "../router.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place } = await stage(whole);
const planner = as(whole, { role: "planner" });
const tooLittle = "Camille: 7 h of rest; 11 h required";

/** A show until 23:00, and a call at 06:00 the next day: 7 h of rest. */
async function showAndCall() {
  const show = await mission("18:00", "23:00");
  const on = Temporal.PlainDate.from(show.on).add({ days: 1 }).toString();
  const call = await mission("06:00", "10:00", { on });
  const artist_id = await artist();
  const engagement = await place(show.position_id, artist_id, "confirmed");
  const item = { position_id: call.position_id, artist_id, status: "confirmed" as const };
  return { show, call, on, item, engagement };
}

describe("an undo overrides nothing", () => {
  test("when an artist engaged again would have too little rest", async () => {
    const { show, item, engagement } = await showAndCall();
    await planner.engagements.cancel({ engagement_id: engagement.id });
    const event_id = await lastEvent(whole, show.id);
    await planner.engagements.create({ engagements: [item] });
    expect(await refusal(planner.engagements.undo({ event_id }))).toMatchObject({
      status: 409,
      detail: tooLittle,
    });
  });

  test("when it would restore a cancelled mission with their engagements", async () => {
    const { show, item } = await showAndCall();
    await planner.missions.update({ mission_id: show.id, status: "cancelled" });
    const event_id = await lastEvent(whole, show.id);
    await planner.engagements.create({ engagements: [item] });
    expect((await refusal(planner.missions.undo({ event_id }))).detail).toBe(tooLittle);
  });

  test("when it would move a mission back onto a newer engagement", async () => {
    const { call, on, item } = await showAndCall();
    const later = { starts_at: `${on}T14:00`, ends_at: `${on}T18:00` };
    await planner.missions.update({ mission_id: call.id, ...later });
    const event_id = await lastEvent(whole, call.id);
    await planner.engagements.create({ engagements: [item] });
    expect((await refusal(planner.missions.undo({ event_id }))).detail).toBe(tooLittle);
  });
});

describe("an override of 7 h of rest", () => {
  const later = (on: string) => {
    const day = Temporal.PlainDate.from(on).add({ days: 1 }).toString();
    return { starts_at: `${day}T14:00`, ends_at: `${day}T18:00` };
  };

  /** The call of `showAndCall`, confirmed by an administrator with an override. */
  async function overridden() {
    const made = await showAndCall();
    const { outcomes } = await api.engagements.create({
      engagements: [{ ...made.item, override_reason: "The truck" }],
    });
    const id = outcomes[0]?.engagement?.id ?? "";
    return { ...made, id, get: () => api.engagements.get({ engagement_id: id }) };
  }

  type Called = Awaited<ReturnType<typeof overridden>>;

  const showEnds = async ({ id, on }: { id: string; on: string }, at: string) => {
    const day = Temporal.PlainDate.from(on).add({ days: at < "12" ? 1 : 0 });
    await planner.missions.update({ mission_id: id, ends_at: `${day.toString()}T${at}` });
  };

  /** Three ways to remove the call, and to restore it. */
  const ways = [
    {
      way: "an undo of a move",
      leave: ({ call, on }: Called) =>
        planner.missions.update({ mission_id: call.id, ...later(on) }),
      back: async ({ call }: Called) =>
        planner.missions.undo({ event_id: await lastEvent(whole, call.id) }),
    },
    {
      way: "a move back",
      leave: ({ call, on }: Called) =>
        planner.missions.update({ mission_id: call.id, ...later(on) }),
      back: ({ call, on }: Called) =>
        planner.missions.update({
          mission_id: call.id,
          starts_at: `${on}T06:00`,
          ends_at: `${on}T10:00`,
        }),
    },
    {
      way: "an undo of a cancelled engagement",
      leave: ({ id }: Called) => planner.engagements.cancel({ engagement_id: id }),
      back: async ({ call }: Called) =>
        planner.engagements.undo({ event_id: await lastEvent(whole, call.id) }),
    },
    {
      way: "an undo of a cancelled mission",
      leave: ({ call }: Called) =>
        planner.missions.update({ mission_id: call.id, status: "cancelled" }),
      back: async ({ call }: Called) =>
        planner.missions.undo({ event_id: await lastEvent(whole, call.id) }),
    },
  ];

  test("is shown with the engagement, with its rule and figures", async () => {
    const { get } = await overridden();
    expect(await get()).toMatchObject({
      override_reason: "The truck",
      overridden: [
        { rule: "daily-rest", message: tooLittle, measured: 420, allowed: 660, unit: "minutes" },
      ],
    });
  });

  test("is shown in the reader's language; without params, as it was recorded", async () => {
    const { id, get } = await overridden();
    const inFrench = async () => {
      const french = appRouter.createCaller({ ...whole.context, language: "fr" });
      const { overridden: shown } = await french.engagements.get({ engagement_id: id });
      return shown[0]?.message.replaceAll(/\s/g, " ");
    };
    expect(await inFrench()).toBe("Camille : 7 h de repos ; 11 h requises");
    expect((await get()).overridden[0]?.message).toBe(tooLittle);
    const { db } = whole.database;
    await sql`update engagements set overridden = json_build_array(
      (overridden -> 0)::jsonb - 'params') where id = ${id}`.execute(db);
    expect(await inFrench()).toBe(tooLittle);
  });

  describe.each(ways)("$way by a planner", ({ leave, back }) => {
    test("restores an overridden engagement", async () => {
      const made = await overridden();
      const before = await made.get();
      await leave(made);
      await back(made);
      const { status, starts_at, override_reason, overridden: still } = await made.get();
      expect({ status, starts_at, override_reason, overridden: still }).toEqual({
        status: "confirmed",
        starts_at: before.starts_at,
        override_reason: "The truck",
        overridden: before.overridden,
      });
    });

    test("restores it if its figure is better by now", async () => {
      const made = await overridden();
      await leave(made);
      await showEnds(made.show, "22:00");
      await back(made);
      expect(await made.get()).toMatchObject({ status: "confirmed" });
    });

    test("is refused if its figure is worse by now", async () => {
      const made = await overridden();
      await leave(made);
      await showEnds(made.show, "23:30");
      expect(await refusal(back(made))).toMatchObject({
        status: 409,
        detail: "Camille: 6 h 30 of rest; 11 h required",
      });
    });

    test("is refused if another rule blocks it", async () => {
      const made = await overridden();
      const { on, item } = made;
      await leave(made);
      const breaks = [{ starts_at: `${on}T15:00`, ends_at: `${on}T15:30` }];
      const { position_id } = await mission("11:00", "20:00", { on, breaks });
      await planner.engagements.create({ engagements: [{ ...item, position_id }] });
      expect(await refusal(back(made))).toMatchObject({
        status: 409,
        detail: "Camille: 12 h 30 of work in a day; 10 h allowed",
      });
    });
  });

  test("is kept beside what a move overrides", async () => {
    const { call, on, get } = await overridden();
    const nine_hours = { starts_at: `${on}T05:00`, ends_at: `${on}T16:00` };
    const move = { mission_id: call.id, ...nine_hours, override_reason: "The second truck" };
    await api.missions.update(move);
    const { override_reason, overridden: both } = await get();
    expect(override_reason).toBe("The second truck");
    expect(both.map(({ rule, measured }) => [rule, measured])).toEqual(
      expect.arrayContaining([
        ["daily-rest", 360],
        ["day", 660],
      ]),
    );
  });

  test("is erased with the artist, because its sentence names them", async () => {
    const { get, item } = await overridden();
    await api.artists.anonymise({ artist_id: item.artist_id });
    expect(await get()).toMatchObject({ override_reason: null, overridden: [] });
  });
});

test("an override of one skill does not cover another skill", async () => {
  const { mission_id, position_id, artist_id } = await wanting("caces");
  await api.engagements.create({
    engagements: [{ position_id, artist_id, status: "confirmed", override_reason: "Learns it" }],
  });
  const positions = (skill: string | null) => [{ id: position_id, skill }];
  await planner.missions.update({ mission_id, positions: positions(null) });
  await planner.missions.update({ mission_id, positions: positions("caces") });
  const another = planner.missions.update({ mission_id, positions: positions("son") });
  expect(await refusal(another)).toMatchObject({
    status: 409,
    detail: "Camille does not have the skill son",
  });

  async function wanting(skill: string) {
    const made = await mission("14:00", "18:00", { positions: [{ skill }] });
    return { ...made, mission_id: made.id, artist_id: await artist() };
  }
});

test("an option overrides nothing", async () => {
  const { item } = await showAndCall();
  const option = { ...item, status: "option" as const, override_reason: "The truck" };
  const { outcomes } = await planner.engagements.create({ engagements: [option] });
  expect(outcomes[0]?.engagement).toMatchObject({ override_reason: null, overridden: [] });
});

test("a full mission that moves and changes its kind keeps its engagements", async () => {
  const full = await mission("14:00", "18:00", { on: "2028-02-01" });
  const { id: engagement_id } = await place(full.position_id, await artist(), "confirmed");
  await planner.missions.update({
    mission_id: full.id,
    kind: "montage",
    starts_at: "2028-04-04T14:00",
    ends_at: "2028-04-04T18:00",
  });
  expect(await api.engagements.get({ engagement_id })).toMatchObject({
    status: "confirmed",
    starts_at: "2028-04-04T14:00:00+02:00",
  });
});

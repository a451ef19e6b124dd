import { describe, expect, test } from "vitest";
import { stage } from "../engagements/factory.ts";
import { as, refusal, testApi } from "../kit/factory.ts";
import { lastEvent } from "./factory.ts";

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
  test("when it would engage somebody again whom another mission now leaves too little rest", async () => {
    const { show, item, engagement } = await showAndCall();
    await planner.engagements.cancel({ engagement_id: engagement.id });
    const event_id = await lastEvent(whole, show.id);
    await planner.engagements.create({ engagements: [item] });
    expect(await refusal(planner.engagements.undo({ event_id }))).toMatchObject({
      status: 409,
      detail: tooLittle,
    });
  });

  test("when it would engage them again with a mission that was cancelled", async () => {
    const { show, item } = await showAndCall();
    await planner.missions.update({ mission_id: show.id, status: "cancelled" });
    const event_id = await lastEvent(whole, show.id);
    await planner.engagements.create({ engagements: [item] });
    expect((await refusal(planner.missions.undo({ event_id }))).detail).toBe(tooLittle);
  });

  test("when it would move a mission back onto whoever was engaged since", async () => {
    const { call, on, item } = await showAndCall();
    const later = { starts_at: `${on}T14:00`, ends_at: `${on}T18:00` };
    await planner.missions.update({ mission_id: call.id, ...later });
    const event_id = await lastEvent(whole, call.id);
    await planner.engagements.create({ engagements: [item] });
    expect((await refusal(planner.missions.undo({ event_id }))).detail).toBe(tooLittle);
  });

  test("but what somebody who may has overridden before", async () => {
    const { call, on, item } = await showAndCall();
    await api.engagements.create({ engagements: [{ ...item, override_reason: "The truck" }] });
    const later = { starts_at: `${on}T14:00`, ends_at: `${on}T18:00` };
    await planner.missions.update({ mission_id: call.id, ...later });
    await planner.missions.undo({ event_id: await lastEvent(whole, call.id) });
    expect((await api.missions.get({ mission_id: call.id })).starts_at).toContain("T06:00");
  });
});

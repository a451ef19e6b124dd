import { describe, expect, test } from "vitest";
import { stage } from "../engagements/factory.ts";
import { refusal, testApi } from "../kit/factory.ts";
import { lastEvent } from "./factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, confirm } = await stage(whole);
const last = (mission_id: string) => lastEvent(whole, mission_id);
const undo = (event_id: string) => api.missions.undo({ event_id });

async function codes(calls: Promise<unknown>[]) {
  const all = await Promise.allSettled(calls);
  const statuses = all.map(async (result) =>
    result.status === "fulfilled" ? 200 : (await refusal(Promise.reject(result.reason))).status,
  );
  return (await Promise.all(statuses)).toSorted((a, b) => a - b);
}

describe("planners at once", () => {
  test("who undo the same change: exactly one does, the others are told", async () => {
    const changes = {
      updated: (mission_id: string) => api.missions.update({ mission_id, title: "Autre chose" }),
      deleted: (mission_id: string) => api.missions.delete({ mission_id }),
      made: () => Promise.resolve(),
    };
    for (const change of Object.values(changes))
      for (let round = 0; round < 5; round += 1) {
        const { id } = await mission();
        await change(id);
        const event_id = await last(id);
        const undone = Array.from({ length: 4 }, () => undo(event_id));
        expect(await codes(undone)).toEqual([200, 412, 412, 412]);
      }
  });

  test("one undoes a mission's cancellation, another confirms one of them elsewhere then: one does", async () => {
    for (let round = 0; round < 10; round += 1) {
      const artist_id = await artist();
      const made = await mission();
      await place(made.position_id, artist_id, "confirmed");
      await api.missions.update({ mission_id: made.id, status: "cancelled" });
      const event_id = await last(made.id);
      const other = await mission("16:00", "20:00", { on: made.on });
      const { id } = await place(other.position_id, artist_id, "option");
      expect(await codes([undo(event_id), confirm(id)])).toEqual([200, 409]);
    }
  });

  test("one undoes a move, another moves a mission there: nobody is in two places", async () => {
    for (let round = 0; round < 10; round += 1) {
      const artist_id = await artist();
      const made = await mission("14:00", "18:00");
      const other = await mission("20:00", "22:00", { on: made.on });
      for (const { position_id } of [made, other]) await place(position_id, artist_id, "confirmed");
      const move = (mission_id: string, from: string, to: string) =>
        api.missions.update({
          mission_id,
          starts_at: `${made.on}T${from}`,
          ends_at: `${made.on}T${to}`,
        });
      await move(made.id, "08:00", "12:00");
      const event_id = await last(made.id);
      expect(await codes([undo(event_id), move(other.id, "15:00", "17:00")])).toEqual([200, 409]);
    }
  });
});

import { describe, expect, test } from "vitest";
import { broken, stage } from "./engagements.factory.ts";
import { refusal, stopper, testApi } from "../kit/factory.ts";
import { lastEvent } from "./missions.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place: placed, confirm, far } = await stage(whole);
const last = (mission_id: string) => lastEvent(whole, mission_id);
const undo = (event_id: string) => api.missions.undo({ event_id });

async function codes(calls: Promise<unknown>[]) {
  const all = await Promise.allSettled(calls);
  const statuses = all.map(async (result) =>
    result.status === "fulfilled" ? 200 : (await refusal(Promise.reject(result.reason))).status,
  );
  return (await Promise.all(statuses)).toSorted((a, b) => a - b);
}

describe("concurrent planners", () => {
  test("of those who undo the same change, exactly one succeeds", async () => {
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

  test("either an undo of a cancellation or a conflicting confirmation succeeds", async () => {
    for (let round = 0; round < 10; round += 1) {
      const artist_id = await artist();
      const made = await mission();
      await placed(made.position_id, artist_id, "confirmed");
      await api.missions.update({ mission_id: made.id, status: "cancelled" });
      const event_id = await last(made.id);
      const other = await mission("16:00", "20:00", { on: made.on });
      const { id } = await placed(other.position_id, artist_id, "option");
      expect(await codes([undo(event_id), confirm(id)])).toEqual([200, 409]);
    }
  });

  test("an undo of a move and another move onto it leave nobody in two places", async () => {
    for (let round = 0; round < 10; round += 1) {
      const artist_id = await artist();
      const made = await mission("14:00", "18:00");
      const other = await mission("20:00", "22:00", { on: made.on });
      for (const { position_id } of [made, other])
        await placed(position_id, artist_id, "confirmed");
      const move = (mission_id: string, from: string, to: string) =>
        api.missions.update({
          mission_id,
          starts_at: `${made.on}T${from}`,
          ends_at: `${made.on}T${to}`,
        });
      await move(made.id, "09:30", "13:30");
      const event_id = await last(made.id);
      expect(await codes([undo(event_id), move(other.id, "15:00", "17:00")])).toEqual([200, 409]);
    }
  });
});

test("of 8 who move overlapping sets of missions to one time, those of one set succeed", async () => {
  for (let round = 0; round < 5; round += 1) {
    const first = await mission("10:00", "11:00");
    const { on } = first;
    const shared = await mission("11:00", "12:00", { on });
    const third = await mission("12:00", "13:00", { on });
    const artist_id = await artist();
    for (const { position_id } of [first, shared, third])
      await placed(position_id, artist_id, "confirmed");
    const night = { starts_at: `${on}T20:00`, ends_at: `${on}T21:00` };
    const evening = { starts_at: `${on}T18:00`, ends_at: `${on}T19:00` };
    const sets = [
      [
        { mission_id: first.id, ...evening },
        { mission_id: shared.id, ...night },
      ],
      [
        { mission_id: shared.id, ...night },
        { mission_id: third.id, ...evening },
      ],
    ];
    const calls = Array.from({ length: 8 }, (_, i) =>
      api.missions.updateMany({ missions: sets[i % 2] ?? [] }),
    );
    expect(await codes(calls)).toEqual([200, 200, 200, 200, 409, 409, 409, 409]);
    expect(await broken(whole)).toEqual([]);
  }
});

test("of two who move overlapping sets of one version, the later is told what is stale", async () => {
  for (let round = 0; round < 5; round += 1) {
    const made = [await mission("10:00", "11:00"), await mission("11:00", "12:00")];
    const move = (missions: typeof made, by: number) =>
      api.missions.updateMany({
        missions: missions.map(({ id: mission_id, ends_at }) => ({
          mission_id,
          expected_version: 1,
          ends_at: Temporal.Instant.from(ends_at).add({ minutes: by }).toString(),
        })),
      });
    expect(await codes([move(made, 10), move(made.toReversed(), 20)])).toEqual([200, 412]);
  }
});

const { stopAt, untilWaiting } = await stopper(whole);

const statusOf = async (call: Promise<unknown>) => {
  const [outcome] = await Promise.allSettled([call]);
  return outcome.status === "rejected"
    ? (await refusal(Promise.reject(outcome.reason))).status
    : 200;
};

test("a mission deleted while it is copied gives a whole copy, or none", async () => {
  const { id, starts_at, ends_at, venue_id, positions } = await mission("14:00", "18:00");
  await api.missions.update({ mission_id: id, breaks: [{ starts_at, ends_at }] });
  const stop = await stopAt("venues", { id: venue_id });
  await stop.held;
  const copying = api.missions.duplicate({ mission_ids: [id], days: [7], venue_id });
  await untilWaiting(1);
  const deleting = api.missions.delete({ mission_id: id });
  await untilWaiting(2, deleting);
  await stop.release();
  const { missions } = await copying;
  expect(missions.map((copy) => [copy.breaks.length, copy.positions.length])).toEqual([
    [1, positions.length],
  ]);
  await deleting;
});

test("an engagement on a position added by a move: the later of both is refused", async () => {
  const { id: mission_id, on, position_id } = await mission("08:00", "12:00");
  const evening = await mission("20:00", "22:00", { on });
  const engagement = {
    artist_id: await artist(),
    status: "confirmed" as const,
    override_reason: "test",
  };
  const place = (position: string) =>
    api.engagements.create({ engagements: [{ ...engagement, position_id: position }] });
  await place(evening.position_id);
  const skill = await api.skills.create({ code: "added", label: "Added", family: "autre" });
  const first = await stopAt("skills", { code: skill.code });
  const second = await stopAt("venues", { id: far });
  await Promise.all([first.held, second.held]);
  const positions = [{ id: position_id }, { skill: skill.code }];
  const adding = api.missions.update({ mission_id, positions });
  await untilWaiting(1);
  const times = { starts_at: `${on}T20:00`, ends_at: `${on}T21:00` };
  const moving = statusOf(api.missions.update({ mission_id, venue_id: far, ...times }));
  await untilWaiting(2);
  await first.release();
  const added = (await adding).positions.find(({ id }) => id !== position_id);
  await untilWaiting(1);
  const placing = statusOf(place(added?.id ?? ""));
  await untilWaiting(2, placing);
  await second.release();
  const ends = [await moving, await placing];
  expect([
    [200, 409],
    [409, 200],
  ]).toContainEqual(ends);
  expect(await broken(whole)).toEqual([]);
});

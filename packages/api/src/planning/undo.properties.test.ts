import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { refusal, testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, far } = await stage(whole);
const artists = [await artist("A"), await artist("B"), await artist("C")];

interface Made {
  mission_id: string;
  positions: string[];
  on: string;
}

type Change = (made: Made) => Promise<{ event_id: string | null }>;

const anyWho = fc.constantFrom(...artists);
const anyText = fc.constantFrom("Montage", "Générale", "Raccords");

const updating = fc
  .oneof(
    fc.record({ title: anyText }),
    fc.record({ notes: fc.option(anyText) }),
    fc.record({ status: fc.constantFrom("draft", "cancelled") }),
    fc.constant({ venue_id: far }),
  )
  .map(
    (change): Change =>
      ({ mission_id }) =>
        api.missions.update({ mission_id, ...change }),
  );

const moving = fc.integer({ min: 6, max: 14 }).map((hour): Change => ({ mission_id, on }) => {
  const [starts_at, ends_at] = [hour, hour + 4].map(
    (at) => `${on}T${String(at).padStart(2, "0")}:00`,
  );
  return api.missions.update({ mission_id, starts_at, ends_at });
});

/** Publishing again changes nothing but what people were told, which stays. */
const publishing = fc.constant<Change>(async ({ mission_id }) => {
  const { status } = await api.missions.get({ mission_id });
  if (status !== "draft") return { event_id: null };
  return api.missions.publish({ missions: [{ mission_id }] });
});

const placing = fc
  .record({ who: anyWho, at: fc.nat(1), status: fc.constantFrom("option", "confirmed") })
  .map(({ who: artist_id, at, status }): Change => ({ positions }) => {
    const position_id = positions[at] ?? "";
    return api.engagements.create({ engagements: [{ position_id, artist_id, status }] });
  });

const deciding = fc
  .record({ who: anyWho, how: fc.constantFrom("confirm", "decline", "cancel", "replace") })
  .map(({ who, how }): Change => async ({ mission_id }) => {
    const { items } = await api.engagements.list({ mission_id });
    const live = items.filter(({ status }) => isLive(status));
    const engagement_id = live.find(({ artist_id }) => artist_id === who)?.id;
    if (engagement_id === undefined) return { event_id: null };
    if (how === "confirm") return api.engagements.confirm({ engagements: [{ engagement_id }] });
    const artist_id = artists.find((one) => one !== who) ?? "";
    if (how === "replace") return api.engagements.replace({ engagement_id, artist_id });
    return api.engagements[how]({ engagement_id });
  });

/** Has a change made, which may be refused. @returns its event, if it changed something */
async function made(change: Promise<{ event_id: string | null }>): Promise<string[]> {
  const [outcome] = await Promise.allSettled([change]);
  if (outcome.status === "fulfilled") return [outcome.value.event_id ?? []].flat();
  const { status } = await refusal(Promise.reject(outcome.reason));
  expect(status).toBe(409);
  return [];
}

/** Undoes events, the last first. @returns the events of that */
async function undoAll(events: string[]): Promise<string[]> {
  const undone: string[] = [];
  for (const event_id of events.toReversed())
    undone.push((await api.events.undo({ event_id })).event_id ?? "");
  return undone;
}

function isLive(status: string): boolean {
  return status === "option" || status === "confirmed";
}

/** A mission with its live engagements, without their versions. */
async function stateOf({ mission_id }: Made) {
  const { version: _version, ...is } = await api.missions.get({ mission_id });
  const { items } = await api.engagements.list({ mission_id });
  const live = items.filter(({ status }) => isLive(status));
  return { is, engagements: live.map(({ version: _engaged, ...engagement }) => engagement) };
}

test("changes of a mission undone in reverse give the first state, and redone the last", async () => {
  const anyChange = fc.oneof(updating, moving, publishing, placing, placing, deciding, deciding);
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 2, maxLength: 8 }), async (changes) => {
      const {
        id: mission_id,
        on,
        positions,
      } = await mission("09:00", "13:00", {
        positions: [{}, { count: 2 }],
      });
      const changed: Made = { mission_id, on, positions: positions.map(({ id }) => id) };
      const first = await stateOf(changed);
      const events: string[] = [];
      for (const change of changes) events.push(...(await made(change(changed))));
      const last = await stateOf(changed);
      const undone = await undoAll(events);
      expect(await stateOf(changed)).toEqual(first);
      const redone = await undoAll(undone);
      expect(await stateOf(changed)).toEqual(last);
      await undoAll(redone);
      expect(await stateOf(changed)).toEqual(first);
      counted += events.length;
    }),
    { numRuns: 8 * inject("effort") },
  );
  expect(counted).toBeGreaterThan(8);
});

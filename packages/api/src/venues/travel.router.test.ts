import { describe, expect, test } from "vitest";
import { as, refusal, testApi } from "../kit/factory.ts";

const whole = await testApi();
const { api } = whole;
const venue = { name: "Théâtre du Pont", time_zone: "Europe/Paris" };

/** Two new venues, as origin and destination. */
async function newWay() {
  const { id: venue_id } = await api.venues.create(venue);
  const { id: to_venue_id } = await api.venues.create({ ...venue, name: "Salle" });
  return { venue_id, to_venue_id };
}

function backOf({ venue_id, to_venue_id }: Awaited<ReturnType<typeof newWay>>) {
  return { venue_id: to_venue_id, to_venue_id: venue_id };
}

describe("a travel time", () => {
  test("is set, changed and removed, each direction by itself", async () => {
    const way = await newWay();
    await api.travel.set({ ...way, minutes: 45 });
    await api.travel.set({ ...backOf(way), minutes: 60 });
    expect(await api.travel.set({ ...way, minutes: 50 })).toEqual({
      from_venue_id: way.venue_id,
      to_venue_id: way.to_venue_id,
      minutes: 50,
    });
    const { items } = await api.travel.list({ venue_id: way.venue_id });
    expect(new Set(items.map(({ minutes }) => minutes))).toEqual(new Set([50, 60]));
    await api.travel.remove(way);
    expect((await api.travel.list({ venue_id: way.venue_id })).items).toHaveLength(1);
    expect((await refusal(api.travel.remove(way))).status).toBe(404);
  });

  test("is between two different venues that exist", async () => {
    const { venue_id } = await newWay();
    const itself = api.travel.set({ venue_id, to_venue_id: venue_id, minutes: 0 });
    expect((await refusal(itself)).code).toBe("invalid_input");
    const nowhere = crypto.randomUUID();
    for (const way of [
      { venue_id, to_venue_id: nowhere },
      { venue_id: nowhere, to_venue_id: venue_id },
    ])
      expect(await refusal(api.travel.set({ ...way, minutes: 5 }))).toMatchObject({
        status: 404,
        detail: `Venue ${nowhere} not found`,
      });
  });

  test("is at most two days, in whole minutes", async () => {
    const way = await newWay();
    for (const minutes of [-1, 0.5, 2881])
      expect((await refusal(api.travel.set({ ...way, minutes }))).code).toBe("invalid_input");
    for (const minutes of [0, 2880])
      expect(await api.travel.set({ ...way, minutes })).toMatchObject({ minutes });
  });

  test("is deleted with its venues", async () => {
    const way = await newWay();
    await api.travel.set({ ...way, minutes: 5 });
    await api.venues.delete({ venue_id: way.to_venue_id });
    expect((await api.travel.list({ venue_id: way.venue_id })).items).toEqual([]);
  });

  test("is read by those who plan", async () => {
    expect((await refusal(as(whole, { role: "artist" }).travel.list())).status).toBe(403);
  });

  test("that two planners set concurrently has two events, one after the other", async () => {
    for (let round = 0; round < 20; round += 1) {
      const way = await newWay();
      await Promise.all([10, 20].map((minutes) => api.travel.set({ ...way, minutes })));
      const { items } = await api.audit.list({ id: way.venue_id, noun: "travel_time" });
      const changes = items.flatMap((event) => event.changes);
      const first = changes.find(({ before }) => before === null);
      const second = changes.find(({ before }) => before !== null);
      expect(changes).toHaveLength(2);
      expect(second?.before).toEqual(first?.after);
      expect((await api.travel.list({ venue_id: way.venue_id })).items).toEqual([second?.after]);
    }
  });
});

test("travel times are listed page by page, of one venue or of all", async () => {
  const { id: hub } = await api.venues.create(venue);
  for (const minutes of [5, 10, 15]) {
    const { id: spoke } = await api.venues.create(venue);
    const ways = { venue_id: hub, to_venue_id: spoke };
    await api.travel.set({ ...(minutes === 10 ? backOf(ways) : ways), minutes });
  }
  const read: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.travel.list({ venue_id: hub, limit: 1, cursor });
    read.push(...page.items.map(({ minutes }) => minutes));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(read.toSorted((a, b) => a - b)).toEqual([5, 10, 15]);
  expect((await api.travel.list()).items.length).toBeGreaterThan(3);
});

import { describe, expect, test } from "vitest";
import { refusal, testApi } from "../kit/factory.ts";

const { api } = await testApi();
const venue = { name: "Théâtre du Pont", time_zone: "Europe/Paris" };

describe("a venue", () => {
  test("is read back as it was created, and is in the audit log", async () => {
    const made = await api.venues.create({
      ...venue,
      address: "2 quai des Comédiens",
      contacts: [{ name: "Maud", phone: "+33 4 90 00 00 00" }],
    });
    expect(made).toEqual({
      id: expect.any(String),
      name: "Théâtre du Pont",
      address: "2 quai des Comédiens",
      time_zone: "Europe/Paris",
      access_notes: null,
      contacts: [{ name: "Maud", phone: "+33 4 90 00 00 00" }],
      version: 1,
    });
    expect(await api.venues.get({ venue_id: made.id })).toEqual(made);
    const [event] = (await api.audit.list({ id: made.id })).items;
    expect(event).toMatchObject({ noun: "venue", changes: [{ before: null, after: made }] });
  });

  test("keeps the keys left out of an update, and clears those that are null", async () => {
    const { id: venue_id } = await api.venues.create({
      ...venue,
      address: "Ici",
      access_notes: "A",
    });
    const changed = await api.venues.update({ venue_id, address: null, name: "Pont" });
    expect(changed).toMatchObject({ name: "Pont", address: null, access_notes: "A", version: 2 });
  });

  test("updated twice from one version: the second update is stale, and gets the venue", async () => {
    const { id: venue_id } = await api.venues.create(venue);
    const update = (name: string) => api.venues.update({ venue_id, name, expected_version: 1 });
    const both = await Promise.allSettled([update("A"), update("B")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const now = await api.venues.get({ venue_id });
    expect(await refusal(update("C"))).toMatchObject({ status: 412, code: "stale", current: now });
    expect(await api.venues.update({ venue_id, name: "D" })).toMatchObject({ version: 3 });
  });

  test("with missions cannot be deleted, and others can", async () => {
    const { id: venue_id } = await api.venues.create(venue);
    const { id: mission_id } = await api.missions.create({
      venue_id,
      title: "Balance",
      kind: "balance",
      starts_at: "2027-07-14T14:00",
      ends_at: "2027-07-14T18:00",
    });
    expect(await refusal(api.venues.delete({ venue_id }))).toMatchObject({
      status: 409,
      code: "conflict",
      detail: "Théâtre du Pont has missions, such as Balance",
    });
    await api.missions.delete({ mission_id });
    await api.venues.delete({ venue_id });
    expect((await refusal(api.venues.get({ venue_id }))).status).toBe(404);
  });

  test("has a time zone that exists", async () => {
    for (const time_zone of ["Paris", "+01:00", ""])
      expect((await refusal(api.venues.create({ name: "X", time_zone }))).code).toBe(
        "invalid_input",
      );
  });

  test("is found by part of its name, page by page", async () => {
    for (const name of ["Élysée", "Le Élysium", "Bateau"])
      await api.venues.create({ ...venue, name });
    const first = await api.venues.list({ q: "elys", limit: 1 });
    const second = await api.venues.list({ q: "elys", limit: 1, cursor: first.next_cursor ?? "" });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      "Élysée",
      "Le Élysium",
    ]);
    expect(second.next_cursor).toBeNull();
  });
});

test("connected venues are deleted concurrently, and the log has their travel times", async () => {
  for (let round = 0; round < 20; round += 1) {
    const names = ["Pont", "Salle", "Bateau"];
    const made = await Promise.all(names.map((name) => api.venues.create({ ...venue, name })));
    const ids = made.map(({ id }) => id);
    const ways = ids.flatMap((from) =>
      ids.filter((to) => to !== from).map((to) => ({ venue_id: from, to_venue_id: to })),
    );
    for (const way of ways) await api.travel.set({ ...way, minutes: 5 });
    const deletions = ids.map((venue_id) => api.venues.delete({ venue_id }));
    const outcomes = await Promise.allSettled(deletions);
    expect(outcomes.map(({ status }) => status)).toEqual(ids.map(() => "fulfilled"));
    const events = await Promise.all(ids.map((id) => api.audit.list({ id, noun: "venue" })));
    const gone = events
      .flatMap(({ items }) => items.flatMap(({ changes }) => changes))
      .flatMap(({ before }) => Object(before).travel_times ?? []);
    expect(gone).toHaveLength(ways.length);
  }
});

import { describe, expect, test } from "vitest";
import { as, refusal, testApi } from "../kit/factory.ts";

const whole = await testApi();
const { api } = whole;

describe("an artist who signs in", async () => {
  const slot = { start: "2027-07-14T20:00:00", end: "2027-07-14T23:00:00" };
  const self = await api.artists.create({ name: "Camille", availabilities: [slot] });
  const other = await api.artists.create({ name: "Hélène", availabilities: [slot] });
  const mine = as(whole, { role: "artist", artist_id: self.id });
  const event_date = "2027-07-14";
  const together = await api.plannings.create({ event_date, artists: [self, other] });
  const without = await api.plannings.create({ event_date, artists: [other] });

  test("reads themselves, and no other artist", async () => {
    expect((await mine.artists.list()).items).toEqual([self]);
    expect((await mine.artists.list({ q: "hélène" })).items).toEqual([]);
    expect(await mine.artists.get({ artist_id: self.id })).toEqual(self);
    expect(await refusal(mine.artists.get({ artist_id: other.id }))).toMatchObject({
      status: 404,
      detail: `Artist ${other.id} not found`,
    });
    expect((await refusal(mine.artists.export({ artist_id: other.id }))).status).toBe(404);
  });

  test("reads the plannings that name them, with their own assignments only", async () => {
    const own = { ...together, assignments: [{ artist_id: self.id, slot }] };
    expect((await mine.plannings.list()).items).toEqual([own]);
    expect((await mine.plannings.list({ artist_id: other.id })).items).toEqual([]);
    expect((await mine.plannings.list({ artist_id: self.id })).items).toEqual([own]);
    expect(await mine.plannings.get({ planning_id: together.planning_id })).toEqual(own);
    expect((await refusal(mine.plannings.get({ planning_id: without.planning_id }))).status).toBe(
      404,
    );
  });

  test("edits their own availabilities, and nothing else", async () => {
    const changed = await mine.artists.setAvailabilities({
      artist_id: self.id,
      availabilities: [],
    });
    expect(changed).toEqual({ ...self, availabilities: [] });
    const others = mine.artists.setAvailabilities({ artist_id: other.id, availabilities: [] });
    expect((await refusal(others)).status).toBe(404);
    expect((await refusal(mine.artists.replace({ artist_id: self.id, name: "X" }))).status).toBe(
      403,
    );
    expect((await refusal(mine.plannings.create({ event_date, artists: [] }))).status).toBe(403);
    expect((await refusal(mine.audit.list())).status).toBe(403);
  });

  test("exports all data about them", async () => {
    await api.keys.create({ name: "Camille's phone", role: "artist", artist_id: self.id });
    const everything = await mine.artists.export({ artist_id: self.id });
    expect(everything).toMatchObject({
      artist: { id: self.id, name: "Camille", availabilities: [] },
      plannings: [{ planning_id: together.planning_id, event_date, slot }],
      sign_in: [],
      invitations: [],
      keys: [{ name: "Camille's phone" }],
    });
    expect(everything.record.map(({ procedure }) => procedure)).toEqual([
      "artists.create",
      "artists.setAvailabilities",
      "keys.create",
    ]);
    expect(JSON.stringify(everything)).not.toContain("Hélène");
  });
});

test("a deleted artist can still be anonymised in the audit log, once", async () => {
  const { id: artist_id } = await api.artists.create({ name: "Deleted" });
  await api.artists.delete({ artist_id });
  expect(await api.artists.anonymise({ artist_id })).toMatchObject({ name: "Anonyme" });
  expect(JSON.stringify(await api.audit.list({ id: artist_id }))).not.toContain("Deleted");
  expect((await refusal(api.artists.anonymise({ artist_id }))).status).toBe(404);
});

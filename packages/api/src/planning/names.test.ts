import { describe, expect, test } from "vitest";
import { anotherOrganisation, as, testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";
import { bare } from "./missions.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place } = await stage(whole);

describe("answers hold the names that a screen shows", async () => {
  const project = await api.projects.create({ title: "Le Songe" });
  const made = await mission("14:00", "18:00", {
    project_id: project.id,
    positions: [{ skill: "son" }, { label: "Chauffeur" }],
  });
  const artist_id = await artist("Camille");
  const driver = made.positions[1]?.id ?? "";
  const placed = await place(driver, artist_id, "confirmed");
  await api.missions.publish({ missions: [{ mission_id: made.id }] });
  const names = {
    venue: { id: made.venue_id, name: "Pont", time_zone: "Europe/Paris" },
    project: { id: project.id, title: "Le Songe" },
    positions: [
      { skill: "son", skill_label: "Son", label: null },
      { skill: null, skill_label: null, label: "Chauffeur" },
    ],
  };
  const day = { from: `${made.on}T00:00:00Z`, to: `${made.on}T23:00:00Z` };

  test("of a mission's venue, production and skills", async () => {
    expect(made).toMatchObject(names);
    expect(await api.missions.get({ mission_id: made.id })).toMatchObject(names);
    const { items } = await api.missions.list(day);
    expect(items).toMatchObject([names]);
    expect((await api.calendar.get(day)).missions).toMatchObject([names]);
  });

  test("of an engagement's artist", async () => {
    const named = { artist: { id: artist_id, name: "Camille" } };
    expect(placed).toMatchObject(named);
    const { items } = await api.engagements.list({ mission_id: made.id });
    expect(items).toMatchObject([named]);
    expect((await api.calendar.get(day)).engagements).toMatchObject([named]);
  });

  test("to an artist too, of what concerns them", async () => {
    const own = as(whole, { role: "artist", artist_id });
    expect(await own.missions.get({ mission_id: made.id })).toMatchObject(names);
  });

  test("as they are now, also where they were others before", async () => {
    const organisation = await anotherOrganisation(whole);
    const own = as(whole, { organisation });
    const venue = await own.venues.create({ name: "Pont", time_zone: "Europe/Paris" });
    const times = { starts_at: "2027-05-08T09:00", ends_at: "2027-05-08T12:00" };
    const given = { venue_id: venue.id, title: "Montage", kind: "montage" as const, ...times };
    const { id: mission_id, version } = await own.missions.create(given);
    await own.venues.update({ venue_id: venue.id, name: "Grande salle" });
    const renamed = await own.missions.get({ mission_id });
    expect(renamed).toMatchObject({ venue: { name: "Grande salle" }, version });
    const same = await own.missions.update({ mission_id, title: "Montage" });
    expect(bare(same)).toEqual(renamed);
    expect(same.event_id).toBeNull();
  });
});

test("positions can be sent back as they were answered", async () => {
  const { id: mission_id, positions } = await mission("14:00", "18:00", {
    positions: [{ skill: "son", count: 2 }],
  });
  const moved = positions.map((position) => ({ ...position, skill: "lumiere", count: 3 }));
  const changed = await api.missions.update({ mission_id, positions: moved });
  expect(changed.positions).toMatchObject([
    { id: positions[0]?.id, skill: "lumiere", skill_label: "Lumière", count: 3 },
  ]);
});

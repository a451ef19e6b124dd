import { describe, expect, test } from "vitest";
import { anotherOrganisation, as, countStatements, refusal, testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place } = await stage(whole);

async function withSkill(name: string, level: number, more = {}) {
  const artist_id = await artist(name);
  await api.profiles.update({ artist_id, skills: [{ code: "son", level }], ...more });
  return artist_id;
}

async function available(artist_id: string, on: string) {
  const availabilities = [{ start: `${on}T00:00`, end: `${on}T23:59` }];
  await api.artists.setAvailabilities({ artist_id, availabilities });
}

describe("the artists who could take a position", async () => {
  const skilled = { positions: [{ skill: "son", min_level: 2, count: 2 }] };
  const show = await mission("20:00", "23:30", skilled);
  const elsewhere = await mission("19:00", "22:00", { on: show.on });
  const day = await mission("11:00", "15:00", { on: show.on });
  const nextDay = Temporal.PlainDate.from(show.on).add({ days: 1 }).toString();
  const early = await mission("06:00", "10:00", { on: nextDay });

  const novice = await withSkill("Novice", 1);
  const stranger = await artist("Without the skill");
  const busy = await withSkill("Busy", 3);
  await place(elsewhere.position_id, busy, "confirmed");
  const tired = await withSkill("Tired", 3);
  await place(early.position_id, tired, "confirmed");
  const expert = await withSkill("Expert", 3);
  const worker = await withSkill("Worker", 3);
  await place(day.position_id, worker, "confirmed");
  const ready = await withSkill("Ready", 2);
  await available(ready, show.on);
  const asked = await withSkill("Asked", 3);
  await place(show.position_id, asked, "option");

  const free = (position_id: string, limit?: number) => api.artists.free({ position_id, limit });

  test("are not blocked; available first, then by level and work that week", async () => {
    const { artists } = await free(show.position_id);
    expect(artists.map(({ name, reasons }) => [name, ...reasons])).toEqual([
      ["Ready", "Available then", "son at level 2", "No other work that week"],
      ["Expert", "Has not said to be available then", "son at level 3", "No other work that week"],
      [
        "Worker",
        "Has not said to be available then",
        "son at level 3",
        "4 h of other work that week",
      ],
    ]);
    const names = artists.map(({ artist_id }) => artist_id);
    for (const blocked of [novice, stranger, busy, tired, asked])
      expect(names).not.toContain(blocked);
    expect((await free(show.position_id, 1)).artists).toHaveLength(1);
    expect(expert).toBe(artists[1]?.artist_id);
  });

  test("may have a licence that ends on the mission's day in the venue's zone", async () => {
    const { id: venue_id } = await api.venues.create({
      name: "Cayenne",
      time_zone: "America/Cayenne",
    });
    const lift = await mission("14:00", "22:30", { venue_id, positions: [{ skill: "caces" }] });
    const licensed = await artist("Licensed");
    const skills = [{ code: "caces", level: 1, expires_on: lift.on }];
    await api.profiles.update({ artist_id: licensed, skills });
    const { artists } = await free(lift.position_id);
    expect(artists.map(({ artist_id }) => artist_id)).toEqual([licensed]);
  });

  test("are not found for an unknown position", async () => {
    expect((await refusal(free(crypto.randomUUID()))).status).toBe(404);
    const other = as(whole, { organisation: await anotherOrganisation(whole) });
    const foreign = other.artists.free({ position_id: show.position_id });
    expect((await refusal(foreign)).status).toBe(404);
  });

  test("take a constant number of statements", async () => {
    const count = () =>
      countStatements(whole, (counted) => counted.artists.free({ position_id: show.position_id }));
    const before = await count();
    for (let i = 0; i < 20; i += 1) await withSkill(`Camille ${i}`, 3);
    expect(await count()).toBe(before);
  });
});

describe("a late cancellation", () => {
  async function late() {
    const show = await mission("20:00", "23:00", { positions: [{ skill: "son" }] });
    const ill = await withSkill("Ill", 3);
    const { id } = await place(show.position_id, ill, "confirmed");
    return { show, ill, engagement_id: id };
  }

  test("frees the position, keeps the engagement, and proposes replacements", async () => {
    const { show, ill, engagement_id } = await late();
    const blocked = await withSkill("Blocked", 3);
    await place(
      (await mission("21:00", "22:00", { on: show.on })).position_id,
      blocked,
      "confirmed",
    );
    const there = await withSkill("There", 3);
    await available(there, show.on);

    const { cancelled, replacement, artists } = await api.engagements.replace({
      engagement_id,
      reason: "Malade",
    });
    expect(cancelled).toMatchObject({ id: engagement_id, status: "cancelled", reason: "Malade" });
    expect(replacement).toBeNull();
    expect(artists[0]).toMatchObject({ artist_id: there, name: "There" });
    const proposed = artists.map(({ artist_id }) => artist_id);
    expect(proposed).not.toContain(blocked);
    expect(proposed).not.toContain(ill);
    await place(show.position_id, there, "confirmed");
    const { items } = await api.engagements.list({ mission_id: show.id });
    expect(items.map(({ status }) => status).toSorted()).toEqual(["cancelled", "confirmed"]);
  });

  test("can confirm a replacement at once, and proposes nobody then", async () => {
    const { ill, engagement_id, show } = await late();
    const artist_id = await withSkill("Ready", 2);
    const { replacement, artists } = await api.engagements.replace({ engagement_id, artist_id });
    expect(replacement).toMatchObject({ artist_id, status: "confirmed", mission_id: show.id });
    expect(artists).toEqual([]);
    const { items } = await api.audit.list({ limit: 1 });
    expect(items[0]?.changes.map((change) => change.artist_id)).toEqual([ill, artist_id]);
  });

  test("cancels nothing if the replacement cannot be confirmed", async () => {
    const { engagement_id } = await late();
    const artist_id = await artist("Without the skill");
    const refused = api.engagements.replace({ engagement_id, artist_id });
    expect(await refusal(refused)).toMatchObject({
      status: 409,
      detail: "Without the skill does not have the skill son",
    });
    expect(await api.engagements.get({ engagement_id })).toMatchObject({ status: "confirmed" });
    const overridden = await api.engagements.replace({
      engagement_id,
      artist_id,
      override_reason: "Knows the desk",
    });
    expect(overridden.replacement?.override_reason).toBe("Knows the desk");
  });

  test("can give an option to another artist, and changes nothing if they are engaged", async () => {
    const show = await mission("20:00", "23:00", { positions: [{ count: 2 }] });
    const [one, two] = [await artist("One"), await artist("Two")];
    const { id } = await place(show.position_id, one, "option");
    const asked = { engagement_id: id, status: "option" } as const;
    const { replacement, event_id } = await api.engagements.replace({ ...asked, artist_id: two });
    expect(replacement).toMatchObject({ artist_id: two, status: "option" });
    expect(await api.engagements.get({ engagement_id: id })).toMatchObject({ status: "cancelled" });
    await api.events.undo({ event_id: event_id ?? "" });
    expect(await api.engagements.get({ engagement_id: id })).toMatchObject({ status: "option" });
    await place(show.position_id, two, "confirmed");
    const again = api.engagements.replace({ ...asked, artist_id: two });
    expect((await refusal(again)).detail).toBe("Two is on this mission already");
    expect(await api.engagements.get({ engagement_id: id })).toMatchObject({ status: "option" });
  });

  test("two planners who replace the same artist at once confirm one replacement", async () => {
    const { engagement_id, show } = await late();
    const [one, two] = [await withSkill("One", 3), await withSkill("Two", 3)];
    const results = await Promise.allSettled(
      [one, two].map((artist_id) => api.engagements.replace({ engagement_id, artist_id })),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const { items } = await api.engagements.list({ mission_id: show.id });
    expect(items.filter(({ status }) => status === "confirmed")).toHaveLength(1);
  });
});

test("coverage of three seats goes from 0/3 to 2/3, and counts options apart", async () => {
  const load_in = await mission("08:00", "12:00", {
    positions: [
      { skill: "son", count: 2 },
      { skill: "lumiere", count: 1 },
    ],
  });
  const coverage = async () => {
    const at = { from: `${load_in.on}T00:00Z`, to: `${load_in.on}T23:00Z` };
    const { items } = await api.missions.coverage(at);
    return items.find(({ mission_id }) => mission_id === load_in.id);
  };
  expect(await coverage()).toMatchObject({ needed: 3, filled: 0, options: 0 });
  await place(load_in.position_id, await withSkill("One", 1), "confirmed");
  await place(load_in.position_id, await withSkill("Two", 1), "confirmed");
  const light = await artist("Light");
  await api.profiles.update({ artist_id: light, skills: [{ code: "lumiere", level: 1 }] });
  await place(load_in.positions[1]?.id ?? "", light, "option");
  expect(await coverage()).toEqual({
    mission_id: load_in.id,
    needed: 3,
    filled: 2,
    options: 1,
    positions: [
      { position_id: load_in.position_id, needed: 2, filled: 2, options: 0 },
      { position_id: load_in.positions[1]?.id, needed: 1, filled: 0, options: 1 },
    ],
  });
});

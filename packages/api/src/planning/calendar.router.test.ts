import { describe, expect, test } from "vitest";
import { stage } from "./engagements.factory.ts";
import { anotherOrganisation, as, countStatements, refusal, testApi } from "../kit/factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, far } = await stage(whole);
const day = (on: string) => ({ from: `${on}T00:00:00+01:00`, to: `${on}T23:59:00+01:00` });

describe("a day with conflicts", async () => {
  const on = "2027-02-03";
  const { id: project_id } = await api.projects.create({ title: "Le Songe", convention: "ccneac" });
  const set_up = await mission("08:00", "12:00", { on, project_id, kind: "montage" });
  const balance = await mission("12:30", "14:00", { on, venue_id: far, positions: [{ count: 3 }] });
  const night = await mission("22:00", "02:00", { on: "2027-02-02", kind: "representation" });
  const cancelled = await mission("15:00", "16:00", { on });
  await api.missions.update({ mission_id: cancelled.id, status: "cancelled" });
  await mission("15:00", "16:00", { on, is_template: true });
  await mission("15:00", "16:00", { on: "2027-02-05" });

  const camille = await artist("Camille");
  await api.profiles.update({ artist_id: camille, occupation: "technician" });
  const idle = await artist("Idle");
  const availabilities = [{ start: `${on}T09:00`, end: `${on}T18:00` }];
  await api.artists.setAvailabilities({ artist_id: idle, availabilities });
  await artist("Neither engaged nor available");

  const show = await place(night.position_id, camille, "confirmed");
  const { outcomes } = await api.engagements.create({
    engagements: [set_up, balance].map(({ position_id }) => ({
      position_id,
      artist_id: camille,
      status: "confirmed",
      override_reason: "Nobody else",
    })),
  });
  const [load_in, check] = outcomes.map(({ engagement }) => engagement);
  const option = await place(balance.position_id, idle, "option");
  const read = () => api.calendar.get(day(on));

  test("shows its missions with their coverage, also those that began the day before", async () => {
    const { missions } = await read();
    expect(missions.map(({ id, coverage }) => [id, coverage.filled, coverage.needed])).toEqual([
      [night.id, 1, 1],
      [set_up.id, 1, 1],
      [balance.id, 1, 3],
    ]);
    const { coverage, ...rest } = missions[2] ?? {};
    expect(rest).toEqual(await api.missions.get({ mission_id: balance.id }));
    expect(coverage).toEqual({
      needed: 3,
      filled: 1,
      options: 1,
      positions: [{ position_id: balance.position_id, needed: 3, filled: 1, options: 1 }],
    });
  });

  test("shows the options and confirmed engagements on them", async () => {
    const { engagements } = await read();
    expect(new Set(engagements.map(({ id }) => id))).toEqual(
      new Set([show.id, load_in?.id, check?.id, option.id]),
    );
    expect(engagements).toContainEqual(await api.engagements.get({ engagement_id: option.id }));
  });

  test("shows engaged and available artists by name, with findings, worst first", async () => {
    const { people } = await read();
    expect(people.map(({ name }) => name)).toEqual(["Camille", "Idle"]);
    const [first, second] = people;
    expect(
      first?.findings.map(({ level, rule, engagements }) => [level, rule, engagements]),
    ).toEqual([
      ["block", "daily-rest", [show.id, load_in?.id]],
      ["warn", "availability", [show.id]],
      ["warn", "travel", [load_in?.id, check?.id]],
      ["warn", "availability", [load_in?.id]],
      ["warn", "availability", [check?.id]],
      ["info", "night", [show.id]],
    ]);
    expect(first?.findings[0]).toMatchObject({
      message: "Camille: 6 h of rest; 11 h required",
      measured: 360,
      allowed: 660,
      unit: "minutes",
    });
    expect(second).toEqual({
      artist_id: idle,
      name: "Idle",
      availabilities: [{ start: `${on}T09:00:00`, end: `${on}T18:00:00` }],
      busy: [],
      findings: [],
    });
  });

  test("can be filtered by venue, production, skill, artist or status", async () => {
    const ids = async (filter: object) => {
      const { missions } = await api.calendar.get({ ...day(on), ...filter });
      return missions.map(({ id }) => id);
    };
    expect(await ids({ venue_id: far })).toEqual([balance.id]);
    expect(await ids({ project_id })).toEqual([set_up.id]);
    expect(await ids({ artist_id: idle })).toEqual([balance.id]);
    expect(await ids({ status: "cancelled" })).toEqual([cancelled.id]);
    expect(await ids({ skill: "son" })).toEqual([]);
    const lit = await mission("19:00", "20:00", { on, positions: [{ skill: "lumiere" }] });
    await api.profiles.update({ artist_id: idle, skills: [{ code: "lumiere", level: 1 }] });
    const { missions, people } = await api.calendar.get({ ...day(on), skill: "lumiere" });
    expect(missions.map(({ id }) => id)).toEqual([lit.id]);
    expect(people.map(({ name }) => name)).toEqual(["Idle"]);
    await api.missions.delete({ mission_id: lit.id });
  });

  test("has the same findings as a check of each engagement", async () => {
    const { people } = await read();
    const { missions } = await api.engagements.check({
      missions: [night, set_up, balance].map(({ id }) => ({ mission_id: id })),
    });
    const shown = new Set(people.flatMap(({ findings }) => findings.map(({ message }) => message)));
    const checked = missions.flatMap(({ engagements }) =>
      engagements.flatMap(({ findings }) => findings.map(({ message }) => message)),
    );
    expect(new Set(checked)).toEqual(shown);
  });

  test("is not visible to another organisation", async () => {
    const other = as(whole, { organisation: await anotherOrganisation(whole) });
    expect(await other.calendar.get(day(on))).toEqual({
      missions: [],
      engagements: [],
      people: [],
    });
  });

  test("pages show each person with their work, and together what the whole shows", async () => {
    const pages = [await api.calendar.get({ ...day(on), limit: 1 })];
    for (let cursor = pages[0]?.next_cursor; cursor; cursor = pages.at(-1)?.next_cursor)
      pages.push(await api.calendar.get({ ...day(on), limit: 1, cursor }));
    expect(pages.map(({ people }) => people.map(({ name }) => name))).toEqual([
      ["Camille"],
      ["Idle"],
    ]);
    for (const { people, missions, engagements } of pages) {
      const [person] = people;
      expect(new Set(engagements.map(({ artist_id }) => artist_id))).toEqual(
        new Set([person?.artist_id]),
      );
      const shown = new Set(missions.map(({ id }) => id));
      expect(engagements.every(({ mission_id }) => shown.has(mission_id))).toBe(true);
    }
    const all = await read();
    expect(pages.flatMap(({ people }) => people)).toEqual(all.people);
    const byId = (things: { id: string }[]) => new Map(things.map((thing) => [thing.id, thing]));
    expect(byId(pages.flatMap(({ engagements }) => engagements))).toEqual(byId(all.engagements));
    expect(byId(pages.flatMap(({ missions }) => missions))).toEqual(byId(all.missions));
  });

  test("the first page alone shows missions on which nobody is engaged", async () => {
    const nobody = await mission("20:00", "21:00", { on });
    const first = await api.calendar.get({ ...day(on), limit: 1 });
    expect(first.missions.map(({ id }) => id)).toContain(nobody.id);
    const next = await api.calendar.get({ ...day(on), limit: 1, cursor: `${first.next_cursor}` });
    expect(next.missions.map(({ id }) => id)).not.toContain(nobody.id);
    await api.missions.delete({ mission_id: nobody.id });
  });
});

describe("the time asked for", () => {
  test("is at most 62 days, and begins before it ends", async () => {
    const ask = (from: string, to: string) => refusal(api.calendar.get({ from, to }));
    expect(await ask("2027-01-01T00:00:00Z", "2027-03-04T00:00:01Z")).toMatchObject({
      status: 422,
      detail: "to: Must be at most 62 days after from",
    });
    expect((await ask("2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z")).detail).toBe(
      "to: Must be after from",
    );
  });

  test("may hold at most a thousand missions", async () => {
    const one = await mission("10:00", "11:00", { on: "2029-01-01" });
    const days = Array.from({ length: 50 }, (_, i) => i + 1);
    for (let copies = 0; copies < 20; copies += 1)
      await api.missions.duplicate({ mission_ids: [one.id], days });
    const whole_month = { from: "2029-01-01T00:00:00Z", to: "2029-02-28T00:00:00Z" };
    expect((await refusal(api.calendar.get(whole_month))).detail).toBe(
      "to: Shows more than 1000 missions or people, or 2000 engagements: ask for less time, or filter by venue, project, skill, artist or status",
    );
    const from = "2029-01-02T00:00:00Z";
    expect((await api.calendar.get({ ...whole_month, from })).missions).toHaveLength(1000);
  });
});

test.each([
  ["a calendar", {}, "2030-01-02"],
  ["a page of a calendar", { limit: 3 }, "2030-01-03"],
])("%s takes a constant number of statements", async (_name, page, on) => {
  const asked = { ...day(on), ...page };
  const read = () => countStatements(whole, (counted) => counted.calendar.get(asked));
  await mission("10:00", "11:00", { on });
  const before = await read();
  for (let i = 0; i < 5; i += 1) {
    const { position_id } = await mission("10:00", "11:00", { on });
    await place(position_id, await artist(), "confirmed");
  }
  expect(await read()).toBe(before);
});

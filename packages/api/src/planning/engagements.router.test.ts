import { describe, expect, test } from "vitest";
import { as, countStatements, refusal, testApi } from "../kit/factory.ts";
import { broken, stage } from "./engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, confirm, far } = await stage(whole);

describe("nobody is confirmed twice at one time", () => {
  test("of two options at one time, only one can be confirmed; the other answers 409", async () => {
    const artist_id = await artist();
    const first = await mission("14:00", "18:00");
    const second = await mission("16:00", "20:00", { on: first.on, venue_id: far });
    const one = await place(first.position_id, artist_id, "option");
    const two = await place(second.position_id, artist_id, "option");
    expect([one.rank, two.rank]).toEqual([1, 2]);
    expect(two.findings).toContainEqual(
      expect.objectContaining({ level: "info", rule: "options", engagements: [one.id] }),
    );
    await confirm(one.id);
    expect(await refusal(confirm(two.id))).toMatchObject({
      status: 409,
      code: "conflict",
      detail: expect.stringMatching(/^Camille is confirmed on .+ \(Pont\), \w+ .+, 14:00–18:00$/),
      current: {
        findings: expect.arrayContaining([
          expect.objectContaining({ rule: "overlap", engagements: [one.id] }),
        ]),
      },
    });
  });

  test("consecutive missions do not overlap, also over midnight and a clock change", async () => {
    const artist_id = await artist();
    const late = await mission("22:00", "23:00", { on: "2026-10-24" });
    const night = await mission("23:00", "23:30", { on: "2026-10-24" });
    await place(late.position_id, artist_id, "confirmed");
    expect(await place(night.position_id, artist_id, "confirmed")).toMatchObject({
      status: "confirmed",
    });
  });

  test("a mission cannot move onto another; otherwise its engagements move with it", async () => {
    const artist_id = await artist();
    const morning = await mission("11:00", "12:00");
    const evening = await mission("20:00", "23:00", { on: morning.on });
    const { id } = await place(morning.position_id, artist_id, "confirmed");
    await place(evening.position_id, artist_id, "confirmed");
    const move = (from: string, to: string) =>
      api.missions.update({
        mission_id: morning.id,
        starts_at: `${morning.on}T${from}`,
        ends_at: `${morning.on}T${to}`,
      });
    expect(await refusal(move("19:00", "21:00"))).toMatchObject({ status: 409, code: "conflict" });
    await move("17:00", "20:00");
    expect(await api.engagements.get({ engagement_id: id })).toMatchObject({
      starts_at: `${morning.on}T17:00:00+01:00`,
      ends_at: `${morning.on}T20:00:00+01:00`,
    });
  });

  test("nor within one request", async () => {
    const artist_id = await artist();
    const a = await mission("14:00", "18:00");
    const b = await mission("14:00", "18:00", { on: a.on });
    const engagements = [a, b].map(({ position_id }) => ({
      position_id,
      artist_id,
      status: "confirmed" as const,
    }));
    expect((await refusal(api.engagements.create({ engagements }))).status).toBe(409);
    expect((await api.engagements.list({ artist_id })).items).toEqual([]);
    const { outcomes } = await api.engagements.create({ engagements, mode: "each" });
    expect(outcomes.map(({ engagement }) => engagement?.status)).toEqual(["confirmed", undefined]);
    expect(outcomes[1]?.findings).toContainEqual(expect.objectContaining({ rule: "overlap" }));
  });
});

describe("a position", () => {
  test("takes as many as it needs, and one more after a cancellation", async () => {
    const { position_id, id: mission_id } = await mission("14:00", "18:00", {
      positions: [{ count: 2 }],
    });
    const [a, b, c] = [await artist("A"), await artist("B"), await artist("C")];
    const first = await place(position_id, a, "confirmed");
    await place(position_id, b, "confirmed");
    const third = await place(position_id, c, "option");
    expect((await refusal(confirm(third.id))).detail).toBe(
      "The position takes 2, and 2 are confirmed",
    );
    const smaller = api.missions.update({
      mission_id,
      positions: [{ id: position_id, count: 1 }],
    });
    expect((await refusal(smaller)).detail).toBe("The position has 2 confirmed");
    await api.engagements.cancel({ engagement_id: first.id, reason: "Malade" });
    await confirm(third.id);
    expect(await api.engagements.get({ engagement_id: first.id })).toMatchObject({
      status: "cancelled",
      reason: "Malade",
      version: 2,
    });
  });

  test("cannot be removed once somebody was engaged on it, nor can its mission", async () => {
    const made = await mission();
    const { id } = await place(made.position_id, await artist(), "option");
    await api.engagements.decline({ engagement_id: id });
    const emptied = api.missions.update({ mission_id: made.id, positions: [] });
    expect((await refusal(emptied)).status).toBe(409);
    expect((await refusal(api.missions.delete({ mission_id: made.id }))).status).toBe(409);
  });

  test("of a cancelled mission or a template takes nobody", async () => {
    const made = await mission();
    const artist_id = await artist();
    const { id } = await place(made.position_id, artist_id, "confirmed");
    await api.missions.update({ mission_id: made.id, status: "cancelled" });
    expect(await api.engagements.get({ engagement_id: id })).toMatchObject({
      status: "cancelled",
      reason: "mission cancelled",
    });
    const template = await mission("14:00", "18:00", { is_template: true });
    for (const { position_id } of [made, template])
      expect((await refusal(place(position_id, artist_id, "option"))).code).toBe("conflict");
  });
});

test("a mission with people on it cannot become a template", async () => {
  const { id: mission_id, position_id } = await mission();
  const { id: engagement_id } = await place(position_id, await artist(), "option");
  const template = () => api.missions.update({ mission_id, is_template: true });
  expect(await refusal(template())).toMatchObject({
    status: 409,
    detail: "People are engaged on it, and on a template nobody is",
  });
  await api.engagements.decline({ engagement_id });
  expect(await template()).toMatchObject({ is_template: true });
});

test("an option named twice in one request is confirmed once, and counts once", async () => {
  const { position_id } = await mission("14:00", "18:00", { positions: [{ count: 2 }] });
  const { id: engagement_id } = await place(position_id, await artist(), "option");
  const engagements = [{ engagement_id }, { engagement_id }];
  expect(await refusal(api.engagements.confirm({ engagements }))).toMatchObject({
    status: 409,
    detail: "It is named twice",
  });
  await api.engagements.confirm({ engagements, mode: "each" });
  await place(position_id, await artist(), "confirmed");
  expect(await broken(whole)).toEqual([]);
});

describe("a missing skill", () => {
  test.each([
    { what: "none", skills: [], says: "does not have the skill caces" },
    {
      what: "one that has expired by then",
      skills: [{ code: "caces", level: 2, expires_on: "2026-12-31" }],
      says: "has the skill caces until 31 December 2026",
    },
    {
      what: "one of a lower level",
      skills: [{ code: "caces", level: 1 }],
      says: "has the skill caces at level 1",
    },
  ])("blocks a confirmation, unless it is overridden: $what", async ({ skills, says }) => {
    const artist_id = await artist();
    await api.profiles.update({ artist_id, skills });
    const { position_id } = await mission("14:00", "18:00", {
      positions: [{ skill: "caces", min_level: 2 }],
    });
    const { id } = await place(position_id, artist_id, "option");
    expect((await refusal(confirm(id))).detail).toBe(`Camille ${says}`);
    const planner = as(whole, { role: "planner" });
    const override_reason = "Formé sur place";
    const overridden = (who: typeof api) =>
      who.engagements.confirm({ engagements: [{ engagement_id: id, override_reason }] });
    expect((await refusal(overridden(planner))).detail).toContain("Your role may not override");
    const { outcomes } = await overridden(api);
    expect(outcomes[0]?.engagement).toMatchObject({ status: "confirmed", override_reason });
  });

  test("is not found if the artist has the skill", async () => {
    const artist_id = await artist();
    await api.profiles.update({
      artist_id,
      skills: [{ code: "caces", level: 2, expires_on: "2099-12-31" }],
    });
    const { position_id } = await mission("14:00", "18:00", { positions: [{ skill: "caces" }] });
    expect(await place(position_id, artist_id, "confirmed")).toMatchObject({
      override_reason: null,
    });
  });
});

describe("a warning", () => {
  test("tells that 30 minutes are too few to travel 45 minutes", async () => {
    const artist_id = await artist();
    const first = await mission("14:00", "18:00");
    const { id } = await place(first.position_id, artist_id, "confirmed");
    const next = await mission("18:30", "22:00", { on: first.on, venue_id: far });
    const check = { position_id: next.position_id, artist_id };
    const { checks } = await api.engagements.check({ engagements: [check] });
    expect(checks[0]?.findings).toContainEqual({
      level: "warn",
      rule: "travel",
      reference: null,
      unit: "minutes",
      params: { name: "Camille", from: "Pont", to: "Salle", gap: 30, needed: 45 },
      message: "Camille: 30 minutes between Pont and Salle, the way takes 45: 15 minutes missing",
      measured: 30,
      allowed: 45,
      period: { starts_at: next.starts_at, ends_at: next.ends_at },
      engagements: [id],
    });
  });

  test("tells that an artist is not available", async () => {
    const { position_id, on } = await mission("14:00", "18:00");
    const available = await api.artists.create({
      name: "Available",
      availabilities: [{ start: `${on}T08:00`, end: `${on}T20:00` }],
    });
    const rules = async (artist_id: string) => {
      const { checks } = await api.engagements.check({ engagements: [{ position_id, artist_id }] });
      return checks[0]?.findings.map(({ level, rule }) => [level, rule]);
    };
    expect(await rules(available.id)).toEqual([]);
    expect(await rules(await artist())).toEqual([["warn", "availability"]]);
  });
});

describe("an option", () => {
  test("loses its rank when it expires, and makes room for a new one", async () => {
    const artist_id = await artist();
    const { position_id, on } = await mission();
    const { outcomes } = await api.engagements.create({
      engagements: [{ position_id, artist_id, expires_at: "2020-01-01T00:00:00Z" }],
    });
    const expired = outcomes[0]?.engagement;
    expect(expired).toMatchObject({ status: "expired", rank: null });
    expect((await refusal(confirm(expired?.id ?? ""))).detail).toBe(
      "This option has expired: place it anew",
    );
    const other = await mission("14:00", "18:00", { on });
    expect(await place(other.position_id, artist_id, "option")).toMatchObject({ rank: 1 });
    expect(await place(position_id, artist_id, "option")).toMatchObject({ rank: 2 });
  });

  test("can be confirmed or declined once", async () => {
    const { position_id } = await mission();
    const artist_id = await artist();
    const { id: engagement_id } = await place(position_id, artist_id, "option");
    expect((await refusal(place(position_id, artist_id, "option"))).detail).toBe(
      "Camille is on this mission already",
    );
    await api.engagements.decline({ engagement_id });
    const decisions = [
      () => confirm(engagement_id),
      () => api.engagements.cancel({ engagement_id }),
    ];
    for (const again of decisions)
      expect(await refusal(again())).toMatchObject({
        status: 409,
        detail: "It is declined already",
      });
    expect(await place(position_id, artist_id, "option")).toMatchObject({ status: "option" });
  });

  test("is answered as it is now if somebody else decided it meanwhile", async () => {
    const { position_id } = await mission();
    const { id: engagement_id } = await place(position_id, await artist(), "option");
    await confirm(engagement_id);
    const stale = api.engagements.cancel({ engagement_id, expected_version: 1 });
    expect(await refusal(stale)).toMatchObject({
      status: 412,
      current: { status: "confirmed", version: 2 },
    });
  });
});

test("an export has the engagements; anonymising erases the reason for an absence", async () => {
  const { position_id, title, id: mission_id } = await mission();
  const artist_id = await artist();
  const { id: engagement_id } = await place(position_id, artist_id, "confirmed");
  await api.engagements.cancel({ engagement_id, reason: "Malade" });
  expect((await api.artists.export({ artist_id })).engagements).toMatchObject([
    { mission_id, title, status: "cancelled", reason: "Malade" },
  ]);
  await api.artists.anonymise({ artist_id });
  expect(await api.engagements.get({ engagement_id })).toMatchObject({
    artist_id,
    status: "cancelled",
    reason: null,
  });
  expect(JSON.stringify(await api.audit.list({ limit: 5 }))).not.toContain("Malade");
});

test("deleting an artist frees their positions", async () => {
  const { position_id } = await mission();
  const artist_id = await artist();
  await place(position_id, artist_id, "confirmed");
  await api.artists.delete({ artist_id });
  expect(await place(position_id, await artist(), "confirmed")).toMatchObject({
    status: "confirmed",
  });
});

test("200 engagements take as many statements as one", async () => {
  const artists = await Promise.all(Array.from({ length: 200 }, () => artist("Many")));
  const counts: number[] = [];
  for (const size of [1, 200]) {
    const { position_id } = await mission("14:00", "18:00", { positions: [{ count: 500 }] });
    const engagements = artists.slice(0, size).map((artist_id) => ({
      position_id,
      artist_id,
      status: "confirmed" as const,
    }));
    counts.push(
      await countStatements(whole, (counted) => counted.engagements.create({ engagements })),
    );
  }
  expect(counts[1]).toBe(counts[0]);
});

import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { as, countStatements, refusal, testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place, far } = await stage(whole);
const planner = as(whole, { role: "planner" });

/** Somebody who works an evening until 01:30. */
async function afterTheShow(occupation: "technician" | "front_of_house", project_id: string) {
  const artist_id = await artist();
  await api.profiles.update({ artist_id, occupation });
  const show = await mission("20:00", "01:30", { project_id, kind: "representation" });
  const { id } = await place(show.position_id, artist_id, "confirmed");
  const nextDay = Temporal.PlainDate.from(show.on).add({ days: 1 }).toString();
  return { artist_id, engagement_id: id, nextDay, mission_id: show.id };
}

async function labourFindings(position_id: string, artist_id: string) {
  const { checks } = await api.engagements.check({ engagements: [{ position_id, artist_id }] });
  return checks.flatMap(({ findings }) => findings.filter(({ reference }) => reference !== null));
}

describe("a show until 01:30, then a set-up on the next morning", async () => {
  const { id: ccneac } = await api.projects.create({ title: "Le Songe", convention: "ccneac" });

  async function callAt(time: string, occupation: "technician" | "front_of_house") {
    const { artist_id, engagement_id, nextDay } = await afterTheShow(occupation, ccneac);
    const call = { on: nextDay, project_id: ccneac, kind: "montage" } as const;
    const { position_id } = await mission(time, "15:00", call);
    const findings = await labourFindings(position_id, artist_id);
    const rest = findings.find(({ rule }) => rule === "daily-rest");
    return { rest, engagement_id, position_id, artist_id };
  }

  test("a call at 10:00 leaves 8 h 30 of rest, and is blocked", async () => {
    const { rest, engagement_id, position_id, artist_id } = await callAt("10:00", "technician");
    expect(rest).toMatchObject({
      level: "block",
      message: "Camille: 8 h 30 of rest; 11 h required",
      reference: "Code du travail L3131-1, D3131-6; CCNEAC VI.7",
      measured: 510,
      allowed: 660,
      unit: "minutes",
      engagements: [engagement_id],
    });
    const engagements = [{ position_id, artist_id, status: "confirmed" as const }];
    expect(await refusal(api.engagements.create({ engagements }))).toMatchObject({
      status: 409,
      detail: "Camille: 8 h 30 of rest; 11 h required",
      current: { findings: expect.arrayContaining([rest]) },
    });
  });

  test.each([
    ["cdii", ["block"]],
    ["volunteer", ["warn"]],
    ["cadre_dirigeant", []],
    [null, ["block"]],
  ] as const)("how somebody is employed decides: %s", async (employment, levels) => {
    const { position_id, artist_id } = await callAt("10:00", "technician");
    await api.profiles.update({ artist_id, employment });
    const findings = await labourFindings(position_id, artist_id);
    const rests = findings.filter(({ rule }) => rule === "daily-rest");
    expect(rests.map(({ level }) => level)).toEqual(levels);
  });

  test("a call at 10:30 leaves 9 h: technicians are warned, front of house is blocked", async () => {
    const technician = await callAt("10:30", "technician");
    expect(technician.rest).toMatchObject({
      level: "warn",
      measured: 540,
      message: expect.stringContaining("9 h will do here if 2 h are given back"),
    });
    await place(technician.position_id, technician.artist_id, "confirmed");
    const { rest } = await callAt("10:30", "front_of_house");
    expect(rest).toMatchObject({ level: "block", measured: 540 });
  });

  test("under the labour code alone, 9 h are blocked for technicians too", async () => {
    const { artist_id, nextDay } = await afterTheShow("technician", ccneac);
    const { position_id } = await mission("10:30", "15:00", { on: nextDay, kind: "montage" });
    const [rest] = await labourFindings(position_id, artist_id);
    expect(rest).toMatchObject({ rule: "daily-rest", level: "block" });
  });

  test("an administrator may override with a reason, which is shown; a planner may not", async () => {
    const { position_id, artist_id } = await callAt("10:00", "technician");
    const item = { position_id, artist_id, status: "confirmed" as const };
    const engagements = [{ ...item, override_reason: "Remplacement d'un malade" }];
    expect((await refusal(planner.engagements.create({ engagements }))).detail).toBe(
      "Camille: 8 h 30 of rest; 11 h required. Your role may not override that",
    );
    const { outcomes } = await api.engagements.create({ engagements });
    expect(outcomes[0]?.engagement).toMatchObject({
      status: "confirmed",
      override_reason: "Remplacement d'un malade",
    });
  });
});

test("bug: work without any rest left was confirmed without a finding", async () => {
  const artist_id = await artist();
  await api.profiles.update({ artist_id, occupation: "technician" });
  const evening = await mission("15:37", "23:36");
  const { id: engagement_id } = await place(evening.position_id, artist_id, "confirmed");
  const night = await mission("23:36", "05:18", { on: evening.on });
  const findings = await labourFindings(night.position_id, artist_id);
  expect(findings.find(({ rule }) => rule === "amplitude")).toMatchObject({
    level: "block",
    message: "Camille: 13 h 41 in a row; 11 h of rest due",
    engagements: [engagement_id],
  });
  const engagements = [{ position_id: night.position_id, artist_id, status: "confirmed" as const }];
  expect(await refusal(api.engagements.create({ engagements }))).toMatchObject({
    status: 409,
    detail: "Camille: 13 h 41 in a row; 11 h of rest due",
  });
});

describe("a check of moved missions", () => {
  test("answers the findings at other times, and writes nothing", async () => {
    const { artist_id, nextDay, mission_id } = await afterTheShow("technician", await project());
    const call = await mission("14:00", "18:00", { on: nextDay });
    await place(call.position_id, artist_id, "confirmed");
    const before = await api.missions.get({ mission_id: call.id });

    const at = (from: string, to: string) => ({
      missions: [
        { mission_id: call.id, starts_at: `${nextDay}T${from}`, ends_at: `${nextDay}T${to}` },
      ],
    });
    const early = await api.engagements.check(at("10:00", "14:00"));
    expect(early.missions[0]?.engagements[0]).toMatchObject({
      artist_id,
      findings: [{ level: "block", rule: "daily-rest", measured: 510 }, { level: "warn" }],
    });
    const during = await api.engagements.check(at("00:00", "02:00"));
    expect(during.missions[0]?.engagements[0]?.findings[0]).toMatchObject({ rule: "overlap" });
    const same = await api.engagements.check({ missions: [{ mission_id: call.id }] });
    expect(same.missions[0]?.engagements[0]?.findings.map(({ rule }) => rule)).toEqual([
      "availability",
    ]);
    expect(await api.missions.get({ mission_id: call.id })).toEqual(before);

    const both = await api.engagements.check({
      missions: [...at("10:00", "14:00").missions, { mission_id, ends_at: `${nextDay}T02:00` }],
    });
    expect(both.missions[0]?.engagements[0]?.findings[0]).toMatchObject({ measured: 480 });
  });

  test("uses the travel times and the time zone of the other venue", async () => {
    const artist_id = await artist();
    const first = await mission("14:00", "18:00");
    const next = await mission("18:30", "22:00", { on: first.on });
    await place(first.position_id, artist_id, "confirmed");
    await place(next.position_id, artist_id, "confirmed");
    const { missions } = await api.engagements.check({
      missions: [{ mission_id: next.id, venue_id: far }],
    });
    expect(missions[0]?.engagements[0]?.findings[0]?.message).toContain("15 minutes missing");
  });

  test("refuses times that do not exist, and unknown missions", async () => {
    const { id: mission_id } = await mission();
    const wrong = { mission_id, starts_at: "2027-03-28T02:30", ends_at: "2027-03-28T06:00" };
    expect(await refusal(api.engagements.check({ missions: [wrong] }))).toMatchObject({
      status: 422,
      issues: [{ path: ["missions", 0, "starts_at"] }],
    });
    const none = [{ mission_id: crypto.randomUUID() }];
    expect((await refusal(api.engagements.check({ missions: none }))).status).toBe(404);
    const nowhere = [{ mission_id, venue_id: crypto.randomUUID() }];
    expect((await refusal(api.engagements.check({ missions: nowhere }))).status).toBe(404);
    expect((await refusal(api.engagements.check({}))).status).toBe(422);
  });

  test("refuses a mission over 31 days, before it counts the days of 10,000 years", async () => {
    const { id: mission_id } = await mission();
    const ages = { mission_id, starts_at: "0001-01-01T00:00Z", ends_at: "9999-01-01T00:00" };
    expect(await refusal(api.engagements.check({ missions: [ages] }))).toMatchObject({
      status: 422,
      issues: [{ path: ["missions", 0, "ends_at"] }],
    });
    expect((await refusal(api.missions.update(ages))).status).toBe(422);
    const long = { mission_id, starts_at: "2027-05-01T00:00", ends_at: "2027-06-01T00:00" };
    expect((await api.engagements.check({ missions: [long] })).missions).toHaveLength(1);
  });
});

describe("a mission that changes", async () => {
  const { id: ccneacProject } = await api.projects.create({
    title: "Le Songe",
    convention: "ccneac",
  });

  async function confirmedNextDay() {
    const { artist_id, nextDay } = await afterTheShow("technician", await project());
    const call = await mission("14:00", "18:00", { on: nextDay });
    const { id: engagement_id } = await place(call.position_id, artist_id, "confirmed");
    const at = (from: string, to: string) => ({
      mission_id: call.id,
      starts_at: `${nextDay}T${from}`,
      ends_at: `${nextDay}T${to}`,
    });
    return { at, engagement_id, mission_id: call.id, nextDay };
  }

  test("cannot leave too little rest, unless an administrator overrides it", async () => {
    const { at, engagement_id, mission_id } = await confirmedNextDay();
    expect(await refusal(api.missions.update(at("10:00", "14:00")))).toMatchObject({
      status: 409,
      detail: "Camille: 8 h 30 of rest; 11 h required",
      current: { findings: [{ rule: "daily-rest" }] },
    });
    const why = { override_reason: "The truck is early" };
    expect(
      (await refusal(planner.missions.update({ ...at("10:00", "14:00"), ...why }))).detail,
    ).toBe("Camille: 8 h 30 of rest; 11 h required. Your role may not override that");
    await api.missions.update({ ...at("10:00", "14:00"), ...why });
    const engagement = await api.engagements.get({ engagement_id });
    expect(engagement).toMatchObject({ status: "confirmed", ...why });
    expect(engagement.starts_at).toContain("T10:00");
    const { items } = await api.missions.history({ mission_id, limit: 1 });
    expect(items[0]?.changes).toContainEqual(
      expect.objectContaining({ after: expect.objectContaining(why) }),
    );
  });

  test("may keep an overridden finding, but not worsen it or break another rule", async () => {
    const { at } = await confirmedNextDay();
    await api.missions.update({ ...at("10:00", "14:00"), override_reason: "The truck is early" });
    await planner.missions.update(at("10:10", "14:00"));
    await planner.missions.update(at("10:00", "14:00"));
    expect((await refusal(planner.missions.update(at("09:50", "14:00")))).detail).toBe(
      "Camille: 8 h 20 of rest; 11 h required",
    );
    const long = planner.missions.update(at("10:10", "23:00"));
    expect((await refusal(long)).detail).toContain("of work in a day");
  });

  test("cannot put anybody in two places, whoever overrides it", async () => {
    const { at } = await confirmedNextDay();
    const onto = { ...at("00:30", "04:00"), override_reason: "Whatever" };
    expect((await refusal(api.missions.update(onto))).detail).toContain("is confirmed on");
  });

  test("is judged by its kind and requirements, whichever of them changes", async () => {
    const { artist_id, nextDay } = await afterTheShow("technician", ccneacProject);
    const call = { on: nextDay, project_id: ccneacProject, kind: "montage" } as const;
    const { id: mission_id, positions } = await mission("10:30", "15:00", call);
    const position_id = positions[0]?.id ?? "";
    const { id: engagement_id, version } = await place(position_id, artist_id, "confirmed");
    const changes = [
      { kind: "representation" as const },
      { project_id: null },
      { positions: [{ id: position_id, skill: "son" }] },
    ];
    for (const change of changes)
      expect((await refusal(planner.missions.update({ mission_id, ...change }))).status).toBe(409);
    await planner.missions.update({ mission_id, title: "Montage", kind: "demontage" });
    expect(await api.engagements.get({ engagement_id })).toMatchObject({ version });
    await api.missions.update({ mission_id, ...changes[2], override_reason: "Learns it" });
    expect(await api.engagements.get({ engagement_id })).toMatchObject({
      override_reason: "Learns it",
      version: version + 1,
    });
  });

  test("is judged by its breaks too", async () => {
    const { at, mission_id, nextDay } = await confirmedNextDay();
    const pause = { starts_at: `${nextDay}T18:00`, ends_at: `${nextDay}T19:00` };
    await api.missions.update({ ...at("13:30", "23:00"), breaks: [pause] });
    const worked = api.missions.update({ mission_id, breaks: [] });
    expect((await refusal(worked)).detail).toBe("Camille: 11 h of work in a day; 10 h allowed");
  });
});

describe("the week", () => {
  let artist_id = "";
  beforeAll(async () => {
    artist_id = await artist();
    await api.profiles.update({ artist_id, occupation: "technician" });
    // Monday 3 to Friday 7 May 2027: five days of 9 h 20 with a break make 46 h 40.
    for (const day of ["03", "04", "05", "06", "07"]) {
      const on = `2027-05-${day}`;
      const breaks = [{ starts_at: `${on}T13:00`, ends_at: `${on}T13:40` }];
      const { position_id } = await mission("09:00", "19:00", { on, breaks });
      await place(position_id, artist_id, "confirmed");
    }
  });

  test("may hold exactly 48 h of work, and not a minute more", async () => {
    const exactly = await mission("10:00", "11:20", { on: "2027-05-08" });
    expect(await labourFindings(exactly.position_id, artist_id)).toEqual([]);
    const over = await mission("10:00", "11:21", { on: "2027-05-08" });
    expect(await labourFindings(over.position_id, artist_id)).toMatchObject([
      { rule: "week", level: "block", measured: 2881, allowed: 2880, engagements: { length: 5 } },
    ]);
  });

  test("judges items of one check as if each were confirmed before the next", async () => {
    const [one, two] = [
      await mission("10:00", "11:00", { on: "2027-05-08" }),
      await mission("11:00", "11:30", { on: "2027-05-08" }),
    ];
    const engagements = [one, two].map(({ position_id }) => ({ position_id, artist_id }));
    const { checks } = await api.engagements.check({ engagements });
    const rules = checks.map(({ findings }) => findings.map(({ rule }) => rule));
    expect(rules).toEqual([["availability"], ["week", "availability"]]);
  });
});

test("a check of 40 takes as many statements as one", async () => {
  const { position_id } = await mission();
  const artist_id = await artist();
  const check = (times: number) =>
    countStatements(whole, (counted) =>
      counted.engagements.check({
        engagements: Array.from({ length: times }, () => ({ position_id, artist_id })),
      }),
    );
  expect(await check(40)).toBe(await check(1));
});

async function project() {
  return (await api.projects.create({ title: "Le Songe" })).id;
}

test("a check refuses to move more than 500 people", async () => {
  const crowd = await mission("14:00", "18:00", { positions: [{ count: 500 }] });
  const other = await mission("14:00", "18:00");
  await sql`
    insert into artists (organisation_id, id, name)
    select id, gen_random_uuid(), 'Extra ' || i from organisations, generate_series(1, 501) as i
  `.execute(whole.database.db);
  await sql`
    insert into engagements (organisation_id, id, mission_id, position_id, artist_id, status, during)
    select organisation_id, gen_random_uuid(), mission_id, positions.id, artist_id, 'option',
      tstzrange(now(), now() + '1 h')
    from (
      select id as artist_id, row_number() over () as i, organisation_id as known
      from artists where name like 'Extra %'
    ) as extra join positions on organisation_id = known
      and positions.id = case when i <= 500 then ${crowd.position_id}::uuid
        else ${other.position_id}::uuid end
  `.execute(whole.database.db);
  const moved = [{ mission_id: crowd.id }, { mission_id: other.id }];
  expect(await refusal(api.engagements.check({ missions: moved }))).toMatchObject({
    status: 422,
    detail: "missions: Moves more than 500 people",
  });
  const { missions } = await api.engagements.check({ missions: moved.slice(0, 1) });
  expect(missions[0]?.engagements).toHaveLength(500);
});

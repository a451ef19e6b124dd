import { describe, expect, test } from "vitest";
import { stage } from "../planning/engagements.factory.ts";
import { anotherOrganisation, as, countStatements, refusal, testApi } from "../kit/factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place } = await stage(whole);

/** Creates a planning of an artist named Camille. Its slot is wall-clock time of the organisation. */
async function plan(start: string, end: string, id?: string): Promise<string> {
  const planning = await api.plannings.create({
    event_date: start.slice(0, 10),
    artists: [{ id, name: "Camille", availabilities: [{ start, end }] }],
  });
  return planning.assignments[0]?.artist_id ?? "";
}

/** The times of the plannings in a check's warnings. */
async function warningsOn(position_id: string, artist_id: string): Promise<string[]> {
  const { checks } = await api.engagements.check({ engagements: [{ position_id, artist_id }] });
  const findings = checks.flatMap((check) => check.findings);
  return findings.flatMap(({ level, rule, params }) =>
    rule === "planning" ? [`${level}: ${params.starts_at} to ${params.ends_at}`] : [],
  );
}

describe("an artist in a planning 09:00–13:00, for a mission 09:00–12:00 that day", async () => {
  const on = "2027-07-14";
  const artist_id = await plan(`${on}T09:00`, `${on}T13:00`);
  const { id: mission_id, position_id } = await mission("09:00", "12:00", {
    on,
    positions: [{ count: 3 }],
  });
  const warning = {
    level: "warn",
    rule: "planning",
    params: {
      name: "Camille",
      starts_at: `${on}T09:00:00+02:00`,
      ends_at: `${on}T13:00:00+02:00`,
    },
    message: "Camille is in a planning, Wednesday 14 July, 09:00–13:00",
  };

  test("has a warning in a check, and among the candidates", async () => {
    const { checks } = await api.engagements.check({ engagements: [{ position_id, artist_id }] });
    expect(checks[0]?.findings).toEqual([
      {
        ...warning,
        reference: null,
        measured: null,
        allowed: null,
        unit: null,
        period: { starts_at: `${on}T09:00:00+02:00`, ends_at: `${on}T12:00:00+02:00` },
        engagements: [],
      },
    ]);
    const { artists } = await api.artists.free({ position_id });
    expect(artists[0]).toMatchObject({
      artist_id,
      reasons: ["Available then", "1 warning", "No other work that week"],
      findings: [warning],
    });
  });

  test("ranks as a replacement after an artist who is in no planning", async () => {
    const ill = await artist("Ill");
    const idle = await artist("Idle");
    const availabilities = [{ start: `${on}T08:00`, end: `${on}T18:00` }];
    await api.artists.setAvailabilities({ artist_id: idle, availabilities });
    const { id } = await place(position_id, ill, "confirmed");
    const { artists } = await api.engagements.replace({ engagement_id: id });
    expect(artists.map(({ name }) => name)).toEqual(["Idle", "Camille"]);
    expect(artists[1]?.findings).toMatchObject([warning]);
  });

  test("is confirmed with a warning, which the calendar shows too", async () => {
    const { findings } = await place(position_id, artist_id, "confirmed");
    expect(findings).toMatchObject([warning]);
    const asked = { from: `${on}T08:00:00Z`, to: `${on}T22:00:00Z` };
    const { people } = await api.calendar.get(asked);
    const shown = people.find((person) => person.artist_id === artist_id);
    expect(shown?.findings).toMatchObject([warning]);
    expect(shown?.busy).toEqual([
      // Cut to the period of the calendar.
      {
        kind: "planning",
        starts_at: `${on}T10:00:00+02:00`,
        ends_at: `${on}T13:00:00+02:00`,
      },
    ]);
  });

  test("has a warning if the mission moves onto the planning, and only then", async () => {
    const moved = async (from: string, to: string) => {
      const move = { mission_id, starts_at: `${on}T${from}`, ends_at: `${on}T${to}` };
      const { missions } = await api.engagements.check({ missions: [move] });
      return missions[0]?.engagements[0]?.findings.map(({ rule }) => rule);
    };
    expect(await moved("12:59", "14:00")).toContain("planning");
    expect(await moved("13:00", "14:00")).not.toContain("planning");
  });
});

test("the calendar shows a planning also after its artist removed the availability", async () => {
  const on = "2027-08-02";
  const artist_id = await plan(`${on}T09:00`, `${on}T13:00`);
  await api.artists.setAvailabilities({ artist_id, availabilities: [] });
  await api.outsideWork.create({
    artist_id,
    starts_at: `${on}T08:00`,
    ends_at: `${on}T10:00`,
  });
  const day = { from: `${on}T00:00:00Z`, to: `${on}T23:00:00Z` };
  const { people } = await api.calendar.get(day);
  expect(people).toMatchObject([
    {
      artist_id,
      busy: [
        { kind: "outside", starts_at: `${on}T08:00:00+02:00`, ends_at: `${on}T10:00:00+02:00` },
        { kind: "planning", starts_at: `${on}T09:00:00+02:00`, ends_at: `${on}T13:00:00+02:00` },
      ],
    },
  ]);
  const other = as(whole, { organisation: await anotherOrganisation(whole) });
  expect((await other.calendar.get(day)).people).toEqual([]);
});

describe("the slot of a planning is converted to instants", () => {
  test.each([
    {
      what: "over midnight",
      slot: ["2027-05-31T20:00", "2027-06-01T01:30"],
      during: "2027-05-31T20:00:00+02:00 to 2027-06-01T01:30:00+02:00",
      touching: ["2027-06-01T01:00:00+02:00", "2027-06-01T02:00:00+02:00"],
      apart: ["2027-06-01T01:30:00+02:00", "2027-06-01T02:00:00+02:00"],
    },
    {
      what: "over the hour that is repeated in autumn",
      slot: ["2026-10-24T22:00", "2026-10-25T04:00"],
      during: "2026-10-24T22:00:00+02:00 to 2026-10-25T04:00:00+01:00",
      touching: ["2026-10-25T03:30:00+01:00", "2026-10-25T05:00:00+01:00"],
      apart: ["2026-10-25T04:00:00+01:00", "2026-10-25T05:00:00+01:00"],
    },
    {
      what: "from within the repeated hour: from the first time",
      slot: ["2026-10-25T02:30", "2026-10-25T06:00"],
      during: "2026-10-25T02:30:00+02:00 to 2026-10-25T06:00:00+01:00",
      touching: ["2026-10-25T02:00:00+02:00", "2026-10-25T02:45:00+02:00"],
      apart: ["2026-10-25T02:00:00+02:00", "2026-10-25T02:30:00+02:00"],
    },
    {
      what: "to within the repeated hour: to the second time",
      slot: ["2026-10-24T22:00", "2026-10-25T02:30"],
      during: "2026-10-24T22:00:00+02:00 to 2026-10-25T02:30:00+01:00",
      touching: ["2026-10-25T02:15:00+01:00", "2026-10-25T03:00:00+01:00"],
      apart: ["2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00+01:00"],
    },
    {
      what: "over the hour that is skipped in spring",
      slot: ["2027-03-27T22:00", "2027-03-28T04:00"],
      during: "2027-03-27T22:00:00+01:00 to 2027-03-28T04:00:00+02:00",
      touching: ["2027-03-28T03:00:00+02:00", "2027-03-28T05:00:00+02:00"],
      apart: ["2027-03-28T04:00:00+02:00", "2027-03-28T05:00:00+02:00"],
    },
    {
      what: "from within the skipped hour: from the change",
      slot: ["2027-03-28T02:30", "2027-03-28T03:10"],
      during: "2027-03-28T03:00:00+02:00 to 2027-03-28T03:10:00+02:00",
      touching: ["2027-03-28T01:30:00+01:00", "2027-03-28T03:05:00+02:00"],
      apart: ["2027-03-28T01:30:00+01:00", "2027-03-28T03:00:00+02:00"],
    },
    {
      what: "to within the skipped hour: as long after the change",
      slot: ["2027-03-28T01:00", "2027-03-28T02:30"],
      during: "2027-03-28T01:00:00+01:00 to 2027-03-28T03:30:00+02:00",
      touching: ["2027-03-28T03:00:00+02:00", "2027-03-28T05:00:00+02:00"],
      apart: ["2027-03-28T03:30:00+02:00", "2027-03-28T05:00:00+02:00"],
    },
  ])("$what", async ({ slot: [start = "", end = ""], during, touching, apart }) => {
    const artist_id = await plan(start, end);
    const at = async ([starts_at = "", ends_at = ""]: string[]) =>
      (await mission("12:00", "13:00", { starts_at, ends_at })).position_id;
    expect(await warningsOn(await at(touching), artist_id)).toEqual([`warn: ${during}`]);
    expect(await warningsOn(await at(apart), artist_id)).toEqual([]);
  });

  test("in the organisation's zone, whatever the zone of the venue", async () => {
    const tokyo = await api.venues.create({ name: "Tokyo", time_zone: "Asia/Tokyo" });
    const artist_id = await plan("2027-09-06T09:00", "2027-09-06T13:00");
    const { position_id } = await mission("19:00", "23:00", {
      on: "2027-09-06",
      venue_id: tokyo.id,
    });
    expect(await warningsOn(position_id, artist_id)).toEqual([
      "warn: 2027-09-06T16:00:00+09:00 to 2027-09-06T20:00:00+09:00",
    ]);
  });
});

test("a slot that is in two plannings gives one warning", async () => {
  const [start, end] = ["2027-09-13T09:00", "2027-09-13T13:00"];
  const artist_id = await plan(start, end);
  await plan(start, end, artist_id);
  const { position_id } = await mission("09:00", "12:00", { on: "2027-09-13" });
  expect(await warningsOn(position_id, artist_id)).toHaveLength(1);
});

test("a planning does not count towards the limits of working time", async () => {
  const on = "2027-09-20";
  const artist_id = await plan(`${on}T06:00`, `${on}T13:00`);
  const { position_id } = await mission("14:00", "19:00", { on });
  const { checks } = await api.engagements.check({ engagements: [{ position_id, artist_id }] });
  expect(checks[0]?.findings.map(({ rule }) => rule)).toEqual(["availability"]);
});

test("an engaged artist can be put into a planning without a warning", async () => {
  const on = "2027-09-27";
  const artist_id = await artist();
  const { position_id } = await mission("09:00", "12:00", { on });
  await place(position_id, artist_id, "confirmed");
  const planning = await api.plannings.create({
    event_date: on,
    artists: [
      {
        id: artist_id,
        name: "Camille",
        availabilities: [{ start: `${on}T09:00`, end: `${on}T13:00` }],
      },
    ],
  });
  expect(planning).toEqual({
    planning_id: expect.any(String),
    event_date: on,
    assignments: [{ artist_id, slot: { start: `${on}T09:00:00`, end: `${on}T13:00:00` } }],
  });
});

test("an artist sees warnings about their own plannings only", async () => {
  const on = "2027-10-04";
  const artist_id = await plan(`${on}T09:00`, `${on}T13:00`);
  const { position_id } = await mission("09:00", "12:00", { on });
  const other = as(whole, { role: "artist", artist_id: await artist("Other") });
  const engagements = [{ position_id, artist_id }];
  const day = { from: `${on}T00:00:00Z`, to: `${on}T23:00:00Z` };
  for (const call of [other.engagements.check({ engagements }), other.calendar.get(day)])
    expect((await refusal(call)).status).toBe(403);
  expect((await other.plannings.list({ artist_id })).items).toEqual([]);
});

test("a check takes the same number of statements, however many plannings exist", async () => {
  const artist_id = await plan("2027-10-11T09:00", "2027-10-11T13:00");
  const { position_id } = await mission("09:00", "12:00", { on: "2027-10-11" });
  const engagements = [{ position_id, artist_id }];
  const check = () =>
    countStatements(whole, (counted) => counted.engagements.check({ engagements }));
  const before = await check();
  for (const hour of ["07", "08", "10", "11"])
    await plan(`2027-10-11T${hour}:00`, "2027-10-11T14:00", artist_id);
  expect(await check()).toBe(before);
});

import { describe, expect, test } from "vitest";
import { as, countStatements, refusal, testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";
import { bare } from "./missions.factory.ts";

const whole = await testApi();
const { api } = whole;
const { id: venue_id } = await api.venues.create({
  name: "Théâtre du Pont",
  time_zone: "Europe/Paris",
});
const noumea = await api.venues.create({ name: "Centre Tjibaou", time_zone: "Pacific/Noumea" });
const mission = {
  venue_id,
  title: "Montage",
  kind: "montage" as const,
  starts_at: "2026-10-24T22:00",
  ends_at: "2026-10-25T06:00",
  breaks: [{ starts_at: "2026-10-25T03:30", ends_at: "2026-10-25T04:00" }],
  positions: [{ skill: "son", count: 2 }, { skill: "lumiere" }],
};

describe("a mission", () => {
  test("is read as it was created, with the offsets of the venue's zone", async () => {
    const made = bare(await api.missions.create(mission));
    expect(made).toEqual({
      id: expect.any(String),
      project_id: null,
      project: null,
      venue_id,
      venue: { id: venue_id, name: "Théâtre du Pont", time_zone: "Europe/Paris" },
      time_zone: "Europe/Paris",
      title: "Montage",
      kind: "montage",
      starts_at: "2026-10-24T22:00:00+02:00",
      ends_at: "2026-10-25T06:00:00+01:00",
      breaks: [{ starts_at: "2026-10-25T03:30:00+01:00", ends_at: "2026-10-25T04:00:00+01:00" }],
      positions: [
        {
          id: expect.any(String),
          skill: "son",
          skill_label: "Son",
          min_level: null,
          count: 2,
          label: null,
        },
        {
          id: expect.any(String),
          skill: "lumiere",
          skill_label: "Lumière",
          min_level: null,
          count: 1,
          label: null,
        },
      ],
      notes: null,
      status: "draft",
      is_template: false,
      version: 1,
    });
    expect(await api.missions.get({ mission_id: made.id })).toEqual(made);
    const [event] = (await api.audit.list({ id: made.id })).items;
    expect(event).toMatchObject({ noun: "mission", changes: [{ before: null, after: made }] });
  });

  test("keeps fields that an update leaves out, and counts versions", async () => {
    const made = bare(await api.missions.create(mission));
    const changed = await api.missions.update({ mission_id: made.id, title: "Montage son" });
    expect(bare(changed)).toEqual({ ...made, title: "Montage son", version: 2 });
    const [son] = made.positions;
    const kept = await api.missions.update({
      mission_id: made.id,
      positions: [
        { ...son, count: 3 },
        { skill: "video", label: "Régie" },
      ],
      breaks: [],
    });
    expect(kept.positions).toMatchObject([{ id: son?.id, count: 3 }, { skill: "video" }]);
    expect(kept.breaks).toEqual([]);
  });

  test("keeps its instant when it moves to a venue of another zone", async () => {
    const made = await api.missions.create(mission);
    const moved = await api.missions.update({ mission_id: made.id, venue_id: noumea.id });
    expect(moved.starts_at).toBe("2026-10-25T07:00:00+11:00");
  });

  test("is not changed with a stale version", async () => {
    const made = await api.missions.create(mission);
    const update = (title: string) =>
      api.missions.update({ mission_id: made.id, title, expected_version: 1 });
    const both = await Promise.allSettled([update("A"), update("B")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const now = await api.missions.get({ mission_id: made.id });
    expect(await refusal(update("C"))).toMatchObject({
      status: 412,
      code: "stale",
      current: now,
    });
  });

  test("is deleted", async () => {
    const { id: mission_id } = await api.missions.create(mission);
    await api.missions.delete({ mission_id });
    expect((await refusal(api.missions.get({ mission_id }))).status).toBe(404);
  });

  test.each([
    {
      what: "a skill that is none",
      input: { positions: [{ skill: "magie" }] },
      path: ["positions", 0, "skill"],
    },
    {
      what: "an hour that does not exist",
      input: { starts_at: "2027-03-28T02:30", ends_at: "2027-03-28T06:00", breaks: [] },
      path: ["starts_at"],
    },
    {
      what: "an hour that happens twice",
      input: { ends_at: "2026-10-25T02:30", breaks: [] },
      path: ["ends_at"],
    },
  ])("is not created with $what", async ({ input, path }) => {
    const { status, issues } = await refusal(api.missions.create({ ...mission, ...input }));
    expect([status, issues?.[0]?.path]).toEqual([422, path]);
  });

  test("refuses a position of another mission", async () => {
    const strange = { ...mission, positions: [{ id: venue_id }] };
    expect(await refusal(api.missions.create(strange))).toMatchObject({
      status: 404,
      detail: `Position ${venue_id} not found`,
    });
  });

  test("lies in the years 1 to 9999, in the venue's zone and in UTC", async () => {
    const times = (starts_at: string, ends_at: string) => ({ ...mission, starts_at, ends_at });
    for (const [from, to] of [
      ["9999-12-31T20:00:00-10:00", "9999-12-31T23:00:00-10:00"],
      ["0001-01-01T00:00", "0001-01-01T04:00"],
    ] as const)
      expect(await refusal(api.missions.create(times(from, to)))).toMatchObject({
        status: 422,
        issues: expect.arrayContaining([
          {
            path: ["starts_at"],
            message: "Must be in the years 1 to 9999, in Europe/Paris and in UTC",
          },
        ]),
      });
  });

  test("moves its breaks with its start, if they still fit", async () => {
    const { id: mission_id } = await api.missions.create({
      ...mission,
      starts_at: "2026-10-24T14:00",
      ends_at: "2026-10-24T22:00",
      breaks: [
        { starts_at: "2026-10-24T17:00", ends_at: "2026-10-24T17:30" },
        { starts_at: "2026-10-24T21:00", ends_at: "2026-10-24T21:30" },
      ],
    });
    const { breaks } = await api.missions.update({
      mission_id,
      starts_at: "2026-10-25T13:00",
      ends_at: "2026-10-25T20:00",
    });
    expect(breaks).toEqual([
      { starts_at: "2026-10-25T16:00:00+01:00", ends_at: "2026-10-25T16:30:00+01:00" },
    ]);
  });

  test("refuses the same position twice", async () => {
    const { id: mission_id, positions } = await api.missions.create(mission);
    const [son] = positions;
    const twice = api.missions.update({
      mission_id,
      positions: [{ id: son?.id }, { id: son?.id }],
    });
    expect(await refusal(twice)).toMatchObject({
      status: 422,
      issues: [{ path: ["positions", 1, "id"], message: "Is there twice" }],
    });
  });

  test("is visible to readers, also as a draft", async () => {
    const { id: mission_id } = await api.missions.create(mission);
    const viewer = as(whole, { role: "viewer" });
    expect(await viewer.missions.get({ mission_id })).toMatchObject({ status: "draft" });
    expect((await viewer.missions.list()).items.length).toBeGreaterThan(0);
  });
});

describe("an update of a mission with people on it", async () => {
  const { mission: make, artist, place } = await stage(whole);

  async function cost(update: (made: { on: string; positions: object[] }) => object) {
    const made = await make("08:00", "12:00", { positions: [{ count: 3 }, {}] });
    const { on, id: mission_id } = made;
    const breaks = [{ starts_at: `${on}T10:00`, ends_at: `${on}T10:30` }];
    await api.missions.update({ mission_id, breaks });
    for (const status of ["confirmed", "confirmed", "option"] as const)
      await place(made.position_id, await artist(), status);
    return countStatements(whole, (counted) =>
      counted.missions.update({ mission_id, ...update(made) }),
    );
  }

  test("takes at most 9 statements for its title or its notes", async () => {
    expect(await cost(() => ({ title: "Autre titre", notes: "Clés à la loge" }))).toBeLessThan(10);
  });

  test("takes at most 22 statements for another time, with its breaks", async () => {
    const times = ({ on }: { on: string }) => ({
      starts_at: `${on}T09:00`,
      ends_at: `${on}T13:00`,
    });
    expect(await cost(times)).toBeLessThan(23);
  });

  test("takes at most 24 statements for another kind and other positions", async () => {
    const other = ({ positions: [taken] }: { positions: object[] }) => ({
      kind: "montage",
      positions: [taken, { count: 2 }],
    });
    expect(await cost(other)).toBeLessThan(25);
  });
});

describe("copies", () => {
  test("a template moved by seven days over the clock change keeps its call times", async () => {
    const template = await api.missions.create({ ...mission, is_template: true });
    const { missions } = await api.missions.duplicate({
      mission_ids: [template.id],
      days: [7, -7],
    });
    expect(missions.map(({ starts_at, ends_at, breaks }) => [starts_at, ends_at, breaks])).toEqual([
      [
        "2026-10-31T22:00:00+01:00",
        "2026-11-01T06:00:00+01:00",
        [{ starts_at: "2026-11-01T03:30:00+01:00", ends_at: "2026-11-01T04:00:00+01:00" }],
      ],
      [
        "2026-10-17T22:00:00+02:00",
        "2026-10-18T06:00:00+02:00",
        [{ starts_at: "2026-10-18T03:30:00+02:00", ends_at: "2026-10-18T04:00:00+02:00" }],
      ],
    ]);
    expect(missions[0]).toMatchObject({ status: "draft", is_template: false, version: 1 });
    expect(missions[0]?.positions).toMatchObject([
      { skill: "son", count: 2 },
      { skill: "lumiere" },
    ]);
    expect(missions[0]?.positions[0]?.id).not.toBe(template.positions[0]?.id);
  });

  test("keep the wall-clock time at another venue", async () => {
    const made = await api.missions.create(mission);
    const { missions } = await api.missions.duplicate({
      mission_ids: [made.id],
      days: [1],
      venue_id: noumea.id,
    });
    expect(missions[0]).toMatchObject({
      venue_id: noumea.id,
      starts_at: "2026-10-25T22:00:00+11:00",
    });
  });

  test("are all created or none, if one would start at an hour that does not exist", async () => {
    const early = await api.missions.create({
      ...mission,
      starts_at: "2027-03-27T02:30",
      ends_at: "2027-03-27T06:00",
      breaks: [],
    });
    const count = async () => (await api.missions.list({ limit: 1000 })).items.length;
    const before = await count();
    const copied = api.missions.duplicate({ mission_ids: [early.id], days: [2, 1] });
    expect((await refusal(copied)).detail).toContain("Does not exist in Europe/Paris");
    expect(await count()).toBe(before);
  });

  test.each([
    { what: "the mission", times: {}, says: "Must be after starts_at" },
    {
      what: "its breaks",
      times: { starts_at: "2026-10-24T22:00", ends_at: "2026-10-25T06:00" },
      says: "Must not overlap each other",
    },
  ])(
    "are refused where only the hour that happens twice had room: $what",
    async ({ times, says }) => {
      const [first, second] = ["2026-10-25T02:15:00+02:00", "2026-10-25T02:15:00+01:00"];
      const [until, end] = ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"];
      const breaks = [
        { starts_at: first, ends_at: until },
        { starts_at: second, ends_at: end },
      ];
      const made = await api.missions.create({
        ...mission,
        starts_at: first,
        ends_at: second,
        breaks: [],
        ...("starts_at" in times && { ...times, breaks }),
      });
      const copied = api.missions.duplicate({ mission_ids: [made.id], days: [7] });
      expect(await refusal(copied)).toMatchObject({
        status: 422,
        detail: `days: Montage, 7 days later: ${says}`,
      });
    },
  );

  test("take as many statements for 200 as for one", async () => {
    const made = await api.missions.create(mission);
    for (const size of [1, 60])
      expect(
        await countStatements(whole, (counted) =>
          counted.missions.duplicate({
            mission_ids: [made.id],
            days: Array.from({ length: size }, (_, i) => i * 7 + 700),
          }),
        ),
      ).toBe(8);
  });
});

describe("the list", () => {
  test("is ordered by start, page by page, and can be limited to a time", async () => {
    const { id: own } = await api.venues.create({ name: "Salle", time_zone: "Europe/Paris" });
    for (const day of ["03", "01", "02"])
      await api.missions.create({
        ...mission,
        venue_id: own,
        starts_at: `2028-05-${day}T20:00`,
        ends_at: `2028-05-${day}T23:00`,
        breaks: [],
      });
    const starts: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.missions.list({ venue_id: own, limit: 1, cursor });
      starts.push(...page.items.map(({ starts_at }) => starts_at.slice(8, 10)));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(starts).toEqual(["01", "02", "03"]);
    const within = await api.missions.list({
      venue_id: own,
      from: "2028-05-01T21:00:00Z",
      to: "2028-05-03T18:00:00Z",
    });
    expect(within.items.map(({ starts_at }) => starts_at.slice(8, 10))).toEqual(["02"]);
  });
});

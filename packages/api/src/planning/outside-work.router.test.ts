import { describe, expect, test } from "vitest";
import { stage } from "./engagements.factory.ts";
import { as, countStatements, refusal, testApi } from "../kit/factory.ts";
import { bare } from "./missions.factory.ts";
import { knownElsewhere } from "./outside-work.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place } = await stage(whole);
const morning = { starts_at: "2027-05-08T09:00", ends_at: "2027-05-08T12:00" };

describe("work for others", () => {
  test("is read as it was recorded, in the organisation's zone", async () => {
    const artist_id = await artist();
    const made = bare(await api.outsideWork.create({ artist_id, ...morning, employer: "Opéra" }));
    expect(made).toEqual({
      id: expect.any(String),
      artist_id,
      starts_at: "2027-05-08T09:00:00+02:00",
      ends_at: "2027-05-08T12:00:00+02:00",
      worked_minutes: null,
      employer: "Opéra",
      siret: null,
      cachets: null,
      annexe: null,
      category: "work",
      notes: null,
      version: 1,
    });
    const key = { artist_id, outside_work_id: made.id };
    expect(await api.outsideWork.get(key)).toEqual(made);
    const changed = await api.outsideWork.update({
      ...key,
      ends_at: "2027-05-08T13:00",
      worked_minutes: 180,
      employer: null,
    });
    expect(changed).toMatchObject({ worked_minutes: 180, employer: null, version: 2 });
    expect(changed.starts_at).toBe(made.starts_at);
    const stale = api.outsideWork.update({ ...key, notes: "X", expected_version: 1 });
    expect(await refusal(stale)).toMatchObject({ status: 412, current: bare(changed) });
    await api.outsideWork.delete(key);
    expect((await refusal(api.outsideWork.get(key))).status).toBe(404);
    expect((await refusal(api.outsideWork.delete(key))).status).toBe(404);
  });

  test("keeps what counters need to know, until it is cleared", async () => {
    const artist_id = await artist();
    const declared = { siret: "78428123400019", cachets: 2, annexe: 10, category: "work" } as const;
    const made = await api.outsideWork.create({ artist_id, ...morning, ...declared });
    expect(made).toMatchObject(declared);
    const key = { artist_id, outside_work_id: made.id };
    expect(await api.outsideWork.update({ ...key, notes: "X" })).toMatchObject(declared);
    const cleared = { siret: null, cachets: null, annexe: null, category: "teaching" } as const;
    expect(await api.outsideWork.update({ ...key, ...cleared })).toMatchObject(cleared);
  });

  test.each(["7842812340001", "784281234000190", "784 281 234 00019", "7842812340001a"])(
    "refuses the SIRET %s",
    async (siret) => {
      const artist_id = await artist();
      const refused = await refusal(api.outsideWork.create({ artist_id, ...morning, siret }));
      expect(refused.issues).toEqual([
        { path: ["siret"], message: "Must be a SIRET of 14 digits, without spaces" },
      ]);
    },
  );

  test.each(["illness", "maternity", "accident"] as const)(
    "%s is busy time, and no work: no rule sees it",
    async (category) => {
      const artist_id = await artist();
      // With it, the call below would be after 2 h of rest.
      const night = { starts_at: "2027-05-07T00:00", ends_at: "2027-05-08T00:00" };
      await api.outsideWork.create({ artist_id, ...night, category });
      const { position_id } = await mission("02:00", "06:00", { on: "2027-05-08" });
      const engagements = [{ position_id, artist_id }];
      const { checks } = await api.engagements.check({ engagements });
      expect(checks[0]?.findings.map(({ rule }) => rule)).not.toContain("daily-rest");
      const { periods } = await api.outsideWork.busy({
        artist_id,
        from: "2027-05-07T00:00:00+02:00",
        to: "2027-05-09T00:00:00+02:00",
      });
      expect(periods).toHaveLength(1);
    },
  );

  test("has at most as many worked minutes as it lasts, also over a clock change", async () => {
    const artist_id = await artist();
    const night = { artist_id, starts_at: "2026-10-24T22:00", ends_at: "2026-10-25T06:00" };
    await api.outsideWork.create({ ...night, worked_minutes: 540 });
    const more = api.outsideWork.create({ ...night, worked_minutes: 541 });
    expect((await refusal(more)).detail).toBe(
      "worked_minutes: Must be at most the 540 minutes that it lasts",
    );
    const refused = async (starts_at: string, ends_at: string) =>
      (await refusal(api.outsideWork.create({ artist_id, starts_at, ends_at }))).issues;
    expect(await refused("2027-03-28T02:30", "2027-03-28T06:00")).toMatchObject([
      { path: ["starts_at"], message: expect.stringContaining("Does not exist") },
    ]);
    expect(await refused("2026-10-25T00:30", "2026-10-25T02:30")).toMatchObject([
      { path: ["ends_at"], message: expect.stringContaining("Happens twice") },
    ]);
    expect(await refused("2027-03-01T09:00", "2027-03-01T09:00")).toMatchObject([
      { path: ["ends_at"], message: "Must be after starts_at" },
    ]);
    // A whole October is 745 hours.
    await api.outsideWork.create({
      artist_id,
      starts_at: "2026-10-01T00:00",
      ends_at: "2026-11-01T00:00",
    });
    expect(await refused("2027-03-01T09:00", "2027-04-02T09:00")).toMatchObject([
      { message: "Must be at most 31 days after starts_at" },
    ]);
  });

  test("is listed for an artist by start, page by page", async () => {
    const artist_id = await artist();
    for (const day of [3, 1, 2])
      await api.outsideWork.create({
        artist_id,
        starts_at: `2027-05-0${day}T09:00`,
        ends_at: `2027-05-0${day}T12:00`,
      });
    await api.outsideWork.create({ artist_id: await artist(), ...morning });
    const first = await api.outsideWork.list({ artist_id, limit: 2 });
    const cursor = first.next_cursor ?? "";
    const second = await api.outsideWork.list({ artist_id, limit: 2, cursor });
    const days = [...first.items, ...second.items].map(({ starts_at }) => starts_at.slice(0, 10));
    expect(days).toEqual(["2027-05-01", "2027-05-02", "2027-05-03"]);
    const { items } = await api.outsideWork.list({
      artist_id,
      from: "2027-05-01T10:00:00Z",
      to: "2027-05-03T07:00:00Z",
    });
    expect(items).toHaveLength(1);
    const nobody = api.outsideWork.list({ artist_id: crypto.randomUUID() });
    expect((await refusal(nobody)).status).toBe(404);
  });

  test("can be edited by the artist; that of other artists is not found", async () => {
    const [artist_id, other] = [await artist(), await artist()];
    const own = as(whole, { role: "artist", artist_id });
    const { id } = await own.outsideWork.create({ artist_id, ...morning });
    await own.outsideWork.update({ artist_id, outside_work_id: id, notes: "Tournée" });
    const theirs = { artist_id: other, outside_work_id: id };
    const year = { from: "2027-01-01T00:00:00Z", to: "2028-01-01T00:00:00Z" };
    const calls = [
      own.outsideWork.create({ artist_id: other, ...morning }),
      own.outsideWork.list({ artist_id: other }),
      own.outsideWork.busy({ artist_id: other, ...year }),
      own.outsideWork.get(theirs),
      own.outsideWork.update(theirs),
      own.outsideWork.delete(theirs),
      api.outsideWork.get(theirs),
    ];
    for (const call of calls) expect((await refusal(call)).status).toBe(404);
    const viewer = as(whole, { role: "viewer" });
    expect((await viewer.outsideWork.list({ artist_id })).items).toHaveLength(1);
    expect((await refusal(viewer.outsideWork.create({ artist_id, ...morning }))).status).toBe(403);
  });

  test("is exported, anonymised and deleted with the artist, on record", async () => {
    const artist_id = await artist();
    await api.outsideWork.create({ artist_id, ...morning, employer: "Opéra" });
    const exported = await api.artists.export({ artist_id });
    expect(exported.outside_work).toMatchObject([{ employer: "Opéra", worked_minutes: null }]);
    await api.artists.anonymise({ artist_id });
    expect((await api.outsideWork.list({ artist_id })).items).toEqual([]);

    const leaving = await artist();
    await api.outsideWork.create({ artist_id: leaving, ...morning, employer: "Opéra" });
    await api.artists.delete({ artist_id: leaving });
    const { items } = await api.audit.list({ limit: 1 });
    expect(items[0]?.changes[0]?.before).toMatchObject({ outside_work: [{ employer: "Opéra" }] });
  });
});

describe("the limits apply to the person", () => {
  test("47 h here and 3 h outside are 50 h: a finding tells the part for others", async () => {
    const artist_id = await artist();
    await api.profiles.update({ artist_id, occupation: "technician" });
    // Monday 3 to Friday 7 May 2027: 4 × 9 h 24 and 9 h 24 to come are 47 h.
    const calls = [];
    for (const day of ["03", "04", "05", "06", "07"])
      calls.push(await mission("09:00", "18:24", { on: `2027-05-${day}` }));
    const last = calls.pop();
    for (const { position_id } of calls) await place(position_id, artist_id, "confirmed");
    const engagements = [{ position_id: last?.position_id ?? "", artist_id }];
    const week = async () => {
      const { checks } = await api.engagements.check({ engagements });
      return checks[0]?.findings.find(({ rule }) => rule === "week");
    };
    expect(await week()).toBeUndefined();
    const outside = { artist_id, starts_at: "2027-05-08T09:00", ends_at: "2027-05-08T13:00" };
    await api.outsideWork.create({ ...outside, worked_minutes: 180 });
    expect(await week()).toMatchObject({
      level: "block",
      measured: 50 * 60,
      allowed: 48 * 60,
      message: "Camille: 50 h of work in a week, 3 h of it for others; 48 h allowed",
      reference: "Code du travail L3121-20, L8261-1",
    });
  });

  test("outside work blocks a confirmation, unless it is overridden", async () => {
    const artist_id = await artist();
    await api.outsideWork.create({ artist_id, ...morning });
    const { position_id } = await mission("11:00", "15:00", { on: "2027-05-08" });
    const item = { position_id, artist_id, status: "confirmed" as const };
    expect(await refusal(api.engagements.create({ engagements: [item] }))).toMatchObject({
      status: 409,
      detail: "Camille works for others, Saturday 8 May, 09:00–12:00",
    });
    const { artists } = await api.artists.free({ position_id, limit: 100 });
    expect(artists.map((free) => free.artist_id)).not.toContain(artist_id);
    await api.engagements.create({ engagements: [{ ...item, override_reason: "Comes late" }] });
  });
});

describe("another organisation that knows the same person", async () => {
  const artist_id = await artist();
  const elsewhere = await knownElsewhere(whole, artist_id);
  const day = { from: "2027-06-01T00:00:00Z", to: "2027-06-03T00:00:00Z" };
  await elsewhere.works({
    starts_at: "2027-06-01T14:00",
    ends_at: "2027-06-01T18:00",
    employer: "Secret",
    notes: "Nobody's business",
  });
  await api.outsideWork.create({
    artist_id,
    starts_at: "2027-06-01T17:00",
    ends_at: "2027-06-01T20:00",
  });

  test("learns when they are busy, never what, where, for whom, or how many jobs", async () => {
    expect(await api.outsideWork.busy({ artist_id, ...day })).toEqual({
      periods: [{ starts_at: "2027-06-01T14:00:00+02:00", ends_at: "2027-06-01T20:00:00+02:00" }],
    });
    expect((await api.outsideWork.list({ artist_id })).items).toHaveLength(1);
    const { people } = await api.calendar.get({ ...day, artist_id });
    expect(JSON.stringify(people)).not.toContain("Secret");
  });

  test("gets a warning only, as it could be the same mission, and the hours count", async () => {
    const { position_id } = await mission("09:00", "17:00", { on: "2027-06-01" });
    const { checks } = await api.engagements.check({ engagements: [{ position_id, artist_id }] });
    expect(checks[0]?.findings).toContainEqual(
      expect.objectContaining({ level: "warn", rule: "outside" }),
    );
    // 09:00 to 20:00, what overlaps counted once.
    expect(checks[0]?.findings).toContainEqual(
      expect.objectContaining({ level: "block", rule: "day", measured: 11 * 60 }),
    );
  });

  test("learns nothing, and checks do not count it, unless the artist shares it", async () => {
    const person = await artist();
    const known = await knownElsewhere(whole, person);
    await known.works({ starts_at: "2027-06-01T14:00", ends_at: "2027-06-01T18:00" });
    const { position_id } = await mission("13:00", "17:00", { on: "2027-06-01" });
    const learned = async () => {
      const engagements = [{ position_id, artist_id: person }];
      const { checks } = await api.engagements.check({ engagements });
      const { people } = await api.calendar.get({ ...day, artist_id: person });
      const { periods } = await api.outsideWork.busy({ artist_id: person, ...day });
      const isFound = checks[0]?.findings.some(({ rule }) => rule === "outside");
      return [periods.length, people[0]?.busy.length, isFound];
    };
    expect(await learned()).toEqual([1, 1, true]);
    for (const known_as of [person, known.artist_id]) {
      const set = (shares_busy: boolean) =>
        whole.database.db
          .updateTable("members")
          .set({ shares_busy })
          .where("artist_id", "=", known_as)
          .execute();
      await set(false);
      expect(await learned()).toEqual([0, 0, false]);
      await set(true);
    }
    expect(await learned()).toEqual([1, 1, true]);
  });

  test("learns nothing of an artist without an account in both", async () => {
    const stranger = await artist();
    expect(await api.outsideWork.busy({ artist_id: stranger, ...day })).toEqual({ periods: [] });
    const foreign = api.outsideWork.busy({ artist_id: elsewhere.artist_id, ...day });
    expect((await refusal(foreign)).status).toBe(404);
  });

  test("can ask for at most 400 days", async () => {
    const ask = (from: string, to: string) =>
      refusal(api.outsideWork.busy({ artist_id, from, to }));
    expect((await ask(day.to, day.from)).detail).toBe("to: Must be after from");
    expect((await ask(day.from, "2028-07-07T00:00:00Z")).status).toBe(422);
  });
});

describe("rules ignore anything under a millisecond", () => {
  const check = (position_id: string, artist_id: string) =>
    api.engagements.check({ engagements: [{ position_id, artist_id }] });
  const blink = { starts_at: "2027-09-02T10:00:00.0001", ends_at: "2027-09-02T10:00:00.0002" };

  test.each([
    ["work for others", blink],
    [
      "what was not worked of it",
      { starts_at: "2027-09-02T10:00", ends_at: "2027-09-02T11:00:00.4", worked_minutes: 60 },
    ],
  ])("%s", async (_, work) => {
    const artist_id = await artist();
    await api.outsideWork.create({ artist_id, ...work });
    const { position_id } = await mission("09:00", "12:00", { on: "2027-09-01" });
    expect((await check(position_id, artist_id)).checks).toHaveLength(1);
    expect(await api.labour.counters({ artist_id, until: "2027-10-01" })).toBeDefined();
  });

  test("a mission, or its break", async () => {
    const artist_id = await artist();
    const short = await mission("10:00", "12:00", { ...blink, on: "2027-09-02" });
    const paused = await mission("09:00", "12:00", { on: "2027-09-02", breaks: [blink] });
    expect((await check(short.position_id, artist_id)).checks).toHaveLength(1);
    expect((await check(paused.position_id, artist_id)).checks).toHaveLength(1);
  });
});

test("a check of many artists takes as many statements as one", async () => {
  const { position_id } = await mission();
  const check = async (people: number) => {
    const ids = await Promise.all(Array.from({ length: people }, () => artist()));
    for (const artist_id of ids) await api.outsideWork.create({ artist_id, ...morning });
    const engagements = ids.map((artist_id) => ({ position_id, artist_id }));
    return countStatements(whole, (counted) => counted.engagements.check({ engagements }));
  };
  expect(await check(10)).toBe(await check(1));
});

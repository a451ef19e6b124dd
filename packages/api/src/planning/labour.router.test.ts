import { describe, expect, test } from "vitest";
import { stage } from "./engagements.factory.ts";
import { as, refusal, testApi } from "../kit/factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place } = await stage(whole);

describe("the rules in force", () => {
  test("are those of the labour code at first, without a convention", async () => {
    expect(await api.labour.settings()).toEqual({
      convention: "code-du-travail",
      rules: {},
      decisions: [],
      version: 1,
      corrected: [],
    });
    const { convention, rules } = await api.labour.rules();
    expect(convention).toBe("code-du-travail");
    expect(rules.find(({ id }) => id === "daily-rest")).toEqual({
      id: "daily-rest",
      title: "11 h of rest in a row between two days of work",
      whom: "Everybody",
      to: {},
      concern: null,
      quotes: expect.arrayContaining([
        {
          article: "L3131-1",
          identifier: expect.stringMatching(/^LEGIARTI/),
          text: expect.stringContaining("onze heures consécutives"),
        },
      ]),
      reference: "Code du travail L3131-1, D3131-6; CCNEAC VI.7",
      unit: "minutes",
      on: true,
      level: "block",
      public_order: {
        least_level: "block",
        reason: "public order: neither off, nor below its level (L3131-1)",
      },
      limits: { minimum: 660, reduced: 660 },
      ranges: {
        minimum: expect.objectContaining({ unit: "minutes" }),
        reduced: {
          min: 540,
          max: expect.any(Number),
          unit: "minutes",
          reason: "no agreement goes below 9 h (D3131-6)",
        },
      },
    });
    expect(rules.find(({ id }) => id === "sundays")?.on).toBe(false);
    const ccneac = await api.labour.rules({ convention: "ccneac" });
    expect(ccneac.rules.find(({ id }) => id === "sundays")?.on).toBe(true);
  });

  test("say why each is on for a person: occupation, employment and age", async () => {
    const artist_id = await artist();
    const own = as(whole, { role: "artist", artist_id });
    const concern = async (id: string) =>
      (await own.labour.rules({ artist_id, convention: "ccneac" })).rules.find(
        (rule) => rule.id === id,
      )?.concern;
    await api.profiles.update({ artist_id, occupation: "dramatic_artist", employment: "monthly" });
    expect(await concern("daily-rest")).toEqual({ standing: "bound", because: "everybody" });
    expect(await concern("rehearsal-length")).toEqual({ standing: "bound", because: "occupation" });
    expect(await concern("notice")).toEqual({ standing: "free", because: "occupation" });
    expect(await concern("minor-day")).toEqual({ standing: "free", because: "age" });

    const today = Temporal.Now.plainDateISO("Europe/Paris");
    const under = async (age: number, days: number) => {
      const birth_date = today.subtract({ years: age }).add({ days }).toString();
      await api.profiles.update({ artist_id, birth_date });
      return concern("minor-day");
    };
    expect(await under(18, 1)).toEqual({ standing: "bound", because: "age" });
    expect(await under(18, 0)).toEqual({ standing: "free", because: "age" });

    await api.profiles.update({ artist_id, employment: "volunteer" });
    expect(await concern("day")).toEqual({ standing: "told", because: "employment" });
    await api.profiles.update({ artist_id, employment: "forfait_jours" });
    expect(await concern("day")).toEqual({ standing: "free", because: "employment" });
    expect(await concern("daily-rest")).toEqual({ standing: "bound", because: "everybody" });
    await api.profiles.update({ artist_id, employment: "cadre_dirigeant" });
    expect(await concern("daily-rest")).toEqual({ standing: "free", because: "employment" });
  });

  test("are told of nobody else to an artist, and of nobody unknown", async () => {
    const own = as(whole, { role: "artist", artist_id: await artist() });
    expect((await own.labour.rules()).rules[0]?.concern).toBeNull();
    const unknown = crypto.randomUUID();
    expect((await refusal(own.labour.rules({ artist_id: await artist() }))).status).toBe(404);
    expect((await refusal(api.labour.rules({ artist_id: unknown }))).status).toBe(404);
  });

  test("can be set by an agreement, within the figures that the law allows", async () => {
    const rules = { day: { limits: { maximum: 660 } } };
    const set = await api.labour.updateSettings({ rules });
    expect(set.rules).toEqual(rules);
    const inForce = await api.labour.rules();
    expect(inForce.rules.find(({ id }) => id === "day")?.limits["maximum"]).toBe(660);

    const beyond = api.labour.updateSettings({ rules: { day: { limits: { maximum: 780 } } } });
    expect(await refusal(beyond)).toMatchObject({
      status: 422,
      detail:
        "rules: day: maximum is a whole number from 0 to 720, not 780: no agreement goes over 12 h (L3121-19)",
    });
    const unknown = api.labour.updateSettings({ rules: { day: { limits: { most: 1 } } } });
    expect((await refusal(unknown)).status).toBe(422);
    const stale = api.labour.updateSettings({ rules: {}, expected_version: set.version - 1 });
    expect(await refusal(stale)).toMatchObject({ status: 412, current: set });
    await api.labour.updateSettings({ rules: {} });
  });

  test("a decision of the authority lifts the week in its time, and no agreement does", async () => {
    const artist_id = await artist();
    const monday = Temporal.PlainDate.from("2029-06-04");
    const engagements: { position_id: string; artist_id: string }[] = [];
    for (let day = 0; day < 6; day += 1) {
      const on = monday.add({ days: day }).toString();
      const { position_id } = await mission("09:00", "18:00", { on });
      engagements.push({ position_id, artist_id });
    }
    const week = async () => {
      const { checks } = await api.engagements.check({ engagements });
      const found = checks.flatMap(({ findings }) => findings);
      return found.find(({ rule }) => rule === "week");
    };
    expect(await week()).toMatchObject({ level: "block", measured: 3240, allowed: 2880 });
    const later = { number: "2029-18", decided_on: "2029-05-02", maximum: 3000 };
    const decision = { ...later, number: "2029-17", from: "2029-06-04", until: "2029-06-10" };
    const set = await api.labour.updateSettings({
      decisions: [{ ...later, from: "2029-07-01", until: "2029-07-31" }, decision],
    });
    expect(set.decisions.map(({ number }) => number)).toEqual(["2029-17", "2029-18"]);
    expect(set.decisions[0]).toEqual(decision);
    expect(await week()).toMatchObject({ level: "block", measured: 3240, allowed: 3000 });
    const again = await api.labour.updateSettings({ decisions: [{ ...decision, maximum: 3240 }] });
    expect(again.version).toBe(set.version + 1);
    expect(await week()).toBeUndefined();
    expect(await api.labour.updateSettings({ decisions: again.decisions })).toEqual(again);
    await api.labour.updateSettings({ decisions: [] });
  });

  test("are set by administrators only", async () => {
    const planner = as(whole, { role: "planner" });
    expect((await refusal(planner.labour.updateSettings({ rules: {} }))).code).toBe("forbidden");
  });
});

describe("counters", () => {
  test("count 12 months before a date, and cachets in place of hours", async () => {
    const artist_id = await artist();
    await api.profiles.update({ artist_id, occupation: "musician", annexe: 10 });
    const counters = (until: string) => api.labour.counters({ artist_id, until });
    const rehearsal = await mission("14:00", "18:00", { on: "2026-11-02" });
    const show = await mission("20:00", "01:00", { on: "2026-11-03" });
    await place(rehearsal.position_id, artist_id, "confirmed");
    await place(
      (await mission("14:00", "18:00", { on: "2026-11-10" })).position_id,
      artist_id,
      "option",
    );
    await api.engagements.create({
      engagements: [{ position_id: show.position_id, artist_id, status: "confirmed", cachets: 1 }],
    });
    const { hours, night, months, from, until } = await counters("2026-12-01");
    expect({ from, until }).toEqual({ from: "2025-12-01", until: "2026-12-01" });
    expect(hours).toEqual({
      indicative: true,
      measured: (4 + 12) * 60,
      allowed: 507 * 60,
      unit: "minutes",
      reference: "Convention d’assurance chômage du 15-11-2024",
    });
    expect(night.measured).toBe(60);
    expect(months.map(({ month, cachets }) => [month, cachets.measured, cachets.allowed])).toEqual([
      ["2026-11", 1, 28],
    ]);
    expect((await counters("2026-11-02")).hours.measured).toBe(0);
    expect((await counters("2027-11-03")).hours.measured).toBe(12 * 60);
    expect((await counters("2027-11-04")).months).toEqual([]);
  });

  test("count outside work under its own annexe, by employer and by category", async () => {
    const artist_id = await artist();
    await api.profiles.update({ artist_id, occupation: "technician" });
    type Work = Parameters<typeof api.outsideWork.create>[0];
    const works = (on: string, more: Partial<Work> = {}) =>
      api.outsideWork.create({
        artist_id,
        starts_at: `${on}T10:00`,
        ends_at: `${on}T14:00`,
        ...more,
      });
    const counted = () => api.labour.counters({ artist_id, until: "2027-06-01" });
    await works("2027-05-03", { employer: "Opéra" });
    await works("2027-05-04", { employer: " opéra", siret: "78428123400019" });
    await works("2027-05-05", { siret: "78428123400027" });
    expect((await counted()).months).toMatchObject([
      { month: "2027-05", annexe: 8, employers: 1, hours: { measured: 720, allowed: 208 * 60 } },
    ]);
    await works("2027-05-06", { siret: "11111111100027" });
    await works("2027-05-07", { employer: "Cabaret", cachets: 2, annexe: 10 });
    await works("2027-05-08", { employer: "Bar", category: "general" });
    await works("2027-05-09", { employer: "Conservatoire", category: "teaching" });
    await works("2027-05-10", { category: "training" });
    await works("2027-05-11", { ends_at: "2027-05-12T14:00", category: "maternity" });
    const { hours, teaching, training, absences, months } = await counted();
    expect(months).toMatchObject([
      { annexe: 8, employers: 2, hours: { measured: 960, allowed: 250 * 60 } },
      { annexe: 10, employers: 1, cachets: { measured: 2, allowed: 28 } },
    ]);
    expect([teaching.measured, training.measured, absences.measured]).toEqual([240, 480, 600]);
    expect(hours.measured).toBe(960 + 2 * 720 + 480 + 600);
  });

  test("count to the end of the last contract, and from that of the present rights", async () => {
    const artist_id = await artist();
    const works = (on: string) =>
      api.outsideWork.create({ artist_id, starts_at: `${on}T10:00`, ends_at: `${on}T14:00` });
    for (const on of ["2026-05-01", "2026-05-10", "2027-04-30"]) await works(on);
    const counted = async (asked: object) => {
      const counters = await api.labour.counters({ artist_id, until: "2027-05-05", ...asked });
      const { from, until, hours, last_contract_on } = counters;
      return [from, until, hours.measured / 60, last_contract_on];
    };
    expect(await counted({})).toEqual(["2026-05-05", "2027-05-05", 8, "2027-04-30"]);
    const to_last = { count_to: "last_contract" };
    expect(await counted(to_last)).toEqual(["2026-05-01", "2027-05-01", 12, "2027-04-30"]);
    expect(await counted({ ...to_last, since: "2026-05-10" })).toEqual([
      "2026-05-11",
      "2027-05-01",
      4,
      "2027-04-30",
    ]);
    expect(await counted({ until: "2025-01-01", ...to_last })).toEqual([
      "2024-01-01",
      "2025-01-01",
      0,
      null,
    ]);
    expect(await counted({ since: "2028-01-01" })).toEqual(["2027-05-05", "2027-05-05", 0, null]);
  });

  test("refuse years out of range", async () => {
    const artist_id = await artist();
    const counters = (until: string) => api.labour.counters({ artist_id, until });
    expect((await refusal(counters("0001-01-01"))).status).toBe(422);
    expect((await refusal(counters("0002-12-31"))).status).toBe(422);
    expect(await counters("0003-01-01")).toMatchObject({ from: "0002-01-01" });
    expect(
      await api.labour.counters({ artist_id, until: "0003-01-01", count_to: "last_contract" }),
    ).toMatchObject({ from: "0002-01-01" });
    expect(await counters("9999-12-31")).toMatchObject({ until: "9999-12-31" });
  });

  test("are visible to the artist, and not to other artists", async () => {
    const [artist_id, other] = [await artist(), await artist()];
    const own = as(whole, { role: "artist", artist_id });
    expect(await own.labour.counters({ artist_id })).toMatchObject({ artist_id });
    expect((await refusal(own.labour.counters({ artist_id: other }))).status).toBe(404);
  });
});

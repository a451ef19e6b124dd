import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist, place } = await stage(whole);

/** Settings that earlier versions took, and some that none ever did. */
const old = {
  amplitude: { on: false, limits: { maximum: 1440 } },
  week: { level: "info", limits: { maximum: 3600 } },
  "minor-night": { on: false },
  day: { limits: { maximum: 660, most: 1 } },
  sundays: { on: false },
  sieste: { on: true },
};

const corrected = [
  "amplitude: cannot be off: it is of public order (L3131-1)",
  "amplitude: maximum is a whole number from 0 to 900, not 1440: no agreement goes over 15 h (D3131-6)",
  "week: level is at least block, not info: it is of public order (L3121-20)",
  "week: maximum is a whole number from 0 to 2880, not 3600: only a decision of the authority goes over 48 h (L3121-21)",
  "minor-night: cannot be off: it is of public order (L3163-2)",
  "day has no figure most; it has maximum, extended, days_before_first",
  expect.stringContaining("There is no rule sieste"),
];

const inForce = {
  day: { limits: { maximum: 660 } },
  week: { level: "block", limits: { maximum: 2880 } },
  sundays: { on: false },
  amplitude: { on: true, limits: { maximum: 900 } },
  "minor-night": { on: true },
} as const;

async function store(rules: object): Promise<void> {
  const text = JSON.stringify(rules);
  await sql`update organisations set working_time = ${text}::json`.execute(whole.database.db);
}

describe("settings stored while agreements were allowed more", () => {
  test("are answered as the nearest that are allowed, with what was corrected", async () => {
    await store(old);
    expect(await api.labour.settings()).toEqual({
      convention: "code-du-travail",
      rules: inForce,
      decisions: [],
      version: 1,
      corrected,
    });
    const { rules } = await api.labour.rules();
    expect(rules.find(({ id }) => id === "amplitude")).toMatchObject({
      on: true,
      level: "block",
      limits: { maximum: 900 },
      public_order: {
        least_level: "block",
        reason: "public order: neither off, nor below its level (L3131-1)",
      },
    });
  });

  test("bug: they made every check fail", async () => {
    await store(old);
    const artist_id = await artist();
    const morning = await mission("08:00", "12:00");
    await place(morning.position_id, artist_id, "confirmed");
    const night = await mission("19:00", "23:30", { on: morning.on });
    const engagements = [{ position_id: night.position_id, artist_id }];
    const { checks } = await api.engagements.check({ engagements });
    const found = checks.flatMap(({ findings }) => findings);
    expect(found.find(({ rule }) => rule === "amplitude")).toMatchObject({
      level: "block",
      measured: 930,
      allowed: 900,
    });
    expect(await api.labour.counters({ artist_id })).toMatchObject({ artist_id });
  });

  test("are put right by the next change, which the record shows", async () => {
    await store(old);
    const { version } = await api.labour.settings();
    const saved = await api.labour.updateSettings({
      rules: inForce,
      expected_version: version,
    });
    expect(saved).toMatchObject({ rules: inForce, corrected: [] });
    expect(await api.labour.settings()).toEqual(saved);
    const { items } = await api.audit.list({ limit: 1 });
    expect(items[0]?.changes).toMatchObject([
      {
        artist_id: null,
        before: { convention: "code-du-travail", rules: old, version },
        after: { convention: "code-du-travail", rules: inForce, version: version + 1 },
      },
    ]);
  });

  test("do not come in the way of another convention", async () => {
    await store({ "daily-rest": { limits: { minimum: 600, reduced: 610 } } });
    const saved = await api.labour.updateSettings({ convention: "ccneac" });
    expect(saved).toMatchObject({ convention: "ccneac", corrected: [] });
    expect(saved.rules["daily-rest"]).toEqual({ limits: { minimum: 660, reduced: 660 } });
  });
});

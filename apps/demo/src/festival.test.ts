import { readFile } from "node:fs/promises";
import { createClient } from "@coulisses/client";
import { testApp } from "@coulisses/server/factory";
import { describe, expect, test } from "vitest";
import { festivalPlan } from "./festival-plan.ts";
import { festivalWeek } from "./festival.ts";
import { type Loaded, loadFestival } from "./load-festival.ts";
import { shownWeek } from "./shown-week.ts";
import { readWeek } from "./week.ts";

test("a festival week has five days, which depend on the date only", () => {
  const today = Temporal.PlainDate.from("2026-10-21");
  const days = festivalWeek(today).map(({ event_date }) => event_date);
  expect(days).toEqual(["2026-10-28", "2026-10-29", "2026-10-30", "2026-10-31", "2026-11-01"]);
  expect(festivalWeek(today)).toEqual(festivalWeek(today));
});

test("night crews work over midnight, and people have the same id every day", () => {
  const days = festivalWeek(Temporal.PlainDate.from("2026-10-21"));
  const slots = days.flatMap(({ artists }) =>
    artists.flatMap(({ availabilities }) => availabilities),
  );
  expect(slots).toContainEqual({ start: "2026-10-31T20:00:00", end: "2026-11-01T01:30:00" });
  const ids = new Map(days.flatMap(({ artists }) => artists.map(({ name, id }) => [name, id])));
  expect(new Set(ids.values()).size).toBe(ids.size);
});

test("a festival has two weeks, three venues and sixty people, by the date only", () => {
  const today = Temporal.PlainDate.from("2026-11-25");
  const plan = festivalPlan(today);
  expect(plan.days.map(String).filter((_, i) => i === 0 || i === 13)).toEqual([
    "2026-11-23",
    "2026-12-06",
  ]);
  expect(plan.venues).toHaveLength(3);
  expect(new Set(plan.people.map(({ name }) => name)).size).toBe(60);
  expect(festivalPlan(today)).toEqual(plan);
});

test.each([
  ["a Monday", "2026-11-23"],
  ["a Wednesday", "2026-11-25"],
  ["a Sunday", "2026-11-29"],
])("on %s the festival is on in this week and the next", (_, today) => {
  const { days } = festivalPlan(Temporal.PlainDate.from(today));
  expect([days[0]?.toString(), days.at(-1)?.toString()]).toEqual(["2026-11-23", "2026-12-06"]);
});

const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
const [, excerpt = ""] = /suggests what to ask:\n\n```\n(.*?)```/s.exec(readme) ?? [];
const shownInReadme = excerpt.split("\n").filter((line) => line !== "");

// The second and the third lie over a clock change.
describe.each(["2026-11-25", "2026-10-21", "2027-03-24"])(
  "a festival made on %s",
  async (today) => {
    const { app } = await testApp({});
    const client = createClient({ url: await app.listen({ host: "127.0.0.1", port: 0 }) });
    const plan = festivalPlan(Temporal.PlainDate.from(today));
    await loadFestival(client, plan);
    const week = await readWeek(client, plan);
    const findings = week.people.flatMap((person) => person.findings);
    const found = (rule: string) => findings.filter((finding) => finding.rule === rule);

    test("is loaded, with one position open", () => {
      expect(week.people).toHaveLength(60);
      expect(week.missions).toHaveLength(68);
      const open = week.missions.flatMap(({ coverage }) =>
        coverage.positions.filter(({ needed, filled, options }) => filled + options < needed),
      );
      expect(open).toHaveLength(1);
    });

    test("has its intended conflicts, and no others that block", () => {
      const blocks = findings.filter(({ level }) => level === "block").map(({ rule }) => rule);
      expect(new Set(blocks)).toEqual(new Set(["daily-rest", "skill", "week"]));
      expect(found("daily-rest")).toMatchObject([{ measured: 510, allowed: 660 }]);
      expect(found("skill")[0]?.message).toContain("has the skill caces until");
      expect(found("week")[0]?.message).toContain("49 h of work in a week, 19 h of it for others");
      expect(found("travel").map(({ measured, allowed }) => [measured, allowed])).toEqual([
        [30, 45],
        [30, 45],
      ]);
      expect(found("availability")).toHaveLength(1);
      expect(found("options")).toHaveLength(2);
    });

    test("is shown in a few lines: how far it is filled, and its conflicts", () => {
      const shown = shownWeek(week);
      expect(shown).toContain("68 missions, 256 engagements and 60 people");
      expect(shown).toMatch(/Nuits de jazz( +1[123]\/1[23]){7}/);
      expect(shown).toMatch(/ 1 +block +daily-rest +Denis Kerbrat: 8 h 30 of rest; 11 h required/);
      // Each rule is listed once.
      const rules = Array.from(shown.matchAll(/(?:block|warn|info) +(\S+)/g), ([, rule]) => rule);
      expect(rules).toHaveLength(new Set(rules).size);
      expect(new Set(rules)).toEqual(new Set(findings.map(({ rule }) => rule)));
      const isInReadme = today === "2026-11-25";
      const missing = shownInReadme.filter((line) => isInReadme && !shown.includes(line));
      expect(missing).toEqual([]);
      expect(shownInReadme).toHaveLength(7);
    });
  },
);

describe("loading a festival", () => {
  const zone = "America/Toronto";
  const plan = festivalPlan(Temporal.PlainDate.from("2026-11-25"), zone);
  const start = async () => {
    const { app } = await testApp({ TIME_ZONE: zone });
    return createClient({ url: await app.listen({ host: "127.0.0.1", port: 0 }) });
  };

  test("continues after a refusal, and makes nothing twice", async () => {
    const client = await start();
    const skill = (await client.skills.list.query()).items.find(({ code }) => code === "danse");
    await client.skills.delete.mutate({ code: "danse" });
    let loaded: Loaded | undefined;
    const options = { run: "demo", onLoaded: (now: Loaded) => (loaded = now) };
    await expect(loadFestival(client, plan, options)).rejects.toThrow("Is no skill");
    expect(loaded).toMatchObject({ venues: 3, productions: 3, missions: 0 });

    const { code = "", label = "", family = "autre" } = skill ?? {};
    await client.skills.create.mutate({ code, label, family });
    await loadFestival(client, plan, options);
    expect(loaded).toEqual({ venues: 3, productions: 3, people: 60, missions: 126 });
    const venues = (await client.venues.list.query()).items;
    expect(venues.map(({ time_zone }) => time_zone)).toEqual([zone, zone, zone]);
    expect((await client.artists.list.query()).items).toHaveLength(60);
    expect((await readWeek(client, plan)).missions).toHaveLength(68);
  });

  test("leaves working-time settings that somebody has chosen as they are", async () => {
    const client = await start();
    const chosen = { convention: "code-du-travail", rules: { sundays: { on: false } } } as const;
    const before = await client.labour.updateSettings.mutate(chosen);
    await loadFestival(client, plan);
    expect(await client.labour.settings.query()).toEqual(before);
  });
});

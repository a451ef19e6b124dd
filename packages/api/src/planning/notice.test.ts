import { describe, expect, test } from "vitest";
import { testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { artist } = await stage(whole);
const { id: project_id } = await api.projects.create({ title: "Le Songe", convention: "ccneac" });
const { id: venue_id } = await api.venues.create({ name: "Cour", time_zone: "Europe/Paris" });
const { id: depot } = await api.venues.create({ name: "Dépôt", time_zone: "Europe/Paris" });

/** A draft so many days from now, from 10:00 to 14:00. */
async function missionIn(days: number) {
  const on = Temporal.Now.plainDateISO("Europe/Paris").add({ days });
  const { id, positions } = await api.missions.create({
    title: "Montage",
    project_id,
    venue_id,
    starts_at: `${on.toString()}T10:00:00`,
    ends_at: `${on.toString()}T14:00:00`,
    kind: "montage",
    positions: [{ count: 3 }],
  });
  return { mission_id: id, position_id: positions[0]?.id ?? "", on };
}

async function employed(employment: "monthly" | "cddu" | "part_time") {
  const artist_id = await artist();
  await api.profiles.update({ artist_id, occupation: "technician", employment });
  return artist_id;
}

const rules: ReadonlySet<string> = new Set(["notice", "change-notice", "late-change"]);

/** The rules of notice that an engagement, or one that is asked about, breaks. */
async function noticesOf(about: {
  position_id: string;
  artist_id: string;
  engagement_id?: string;
}) {
  const { checks } = await api.engagements.check({ engagements: [about] });
  return checks.flatMap(({ findings }) =>
    findings.map(({ rule }) => rule).filter((rule) => rules.has(rule)),
  );
}

describe("notice", () => {
  test.each([
    ["monthly", 5, ["notice"]],
    ["monthly", 30, []],
    ["part_time", 5, ["notice"]],
    ["cddu", 5, []],
  ] as const)("placing somebody %s for a call in %d days", async (employment, days, expected) => {
    const { position_id } = await missionIn(days);
    const artist_id = await employed(employment);
    expect(await noticesOf({ position_id, artist_id })).toEqual(expected);
  });

  test("a change of hours or place counts, before it is published and after; others do not", async () => {
    const { mission_id, position_id, on } = await missionIn(30);
    const artist_id = await employed("monthly");
    const engagements = [{ position_id, artist_id, status: "confirmed" as const }];
    const { outcomes } = await api.engagements.create({ engagements });
    const engagement_id = outcomes[0]?.engagement?.id ?? "";
    const publish = () => api.missions.publish({ missions: [{ mission_id }] });
    const asked = { position_id, artist_id, engagement_id };
    await publish();
    await api.missions.update({ mission_id, title: "Autre", notes: "Cour nord" });
    expect(await noticesOf(asked)).toEqual([]);
    await publish();
    expect(await noticesOf(asked)).toEqual([]);

    const soon = on.subtract({ days: 28 }).toString();
    const hours = { starts_at: `${soon}T10:00:00`, ends_at: `${soon}T14:00:00` };
    await api.missions.update({ mission_id, ...hours });
    expect(await noticesOf(asked)).toEqual(
      expect.arrayContaining(["change-notice", "late-change"]),
    );
    await publish();
    const moved = await noticesOf(asked);
    expect(moved).toEqual(expect.arrayContaining(["change-notice", "late-change"]));
    await api.missions.update({ mission_id, title: "Encore" });
    await publish();
    expect(await noticesOf(asked)).toEqual(moved);
  });

  test("another place counts, another name of the same one does not", async () => {
    const { mission_id, position_id } = await missionIn(2);
    const artist_id = await employed("monthly");
    const engagements = [{ position_id, artist_id, status: "confirmed" as const }];
    const { outcomes } = await api.engagements.create({ engagements });
    const asked = { position_id, artist_id, engagement_id: outcomes[0]?.engagement?.id ?? "" };
    await api.missions.publish({ missions: [{ mission_id }] });
    await api.venues.update({ venue_id, name: "Cour du Palais" });
    expect(await noticesOf(asked)).toEqual(["notice"]);
    await api.missions.update({ mission_id, venue_id: depot });
    expect(await noticesOf(asked)).toEqual(expect.arrayContaining(["change-notice"]));
  });
});

import { expect, test } from "vitest";
import { testApi } from "../kit/factory.ts";
import { stage } from "./engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist } = await stage(whole);

async function labourFindings(position_id: string, artist_id: string) {
  const { checks } = await api.engagements.check({ engagements: [{ position_id, artist_id }] });
  return checks.flatMap(({ findings }) => findings.filter(({ reference }) => reference !== null));
}

test("twelve weeks of 45 h are found, wherever the week in question is among them", async () => {
  const artist_id = await artist();
  const position = async (on: Temporal.PlainDate, to: string) =>
    (await mission("09:00", to, { on: on.toString() })).position_id;
  const monday = Temporal.PlainDate.from("2028-01-03");
  const days = Array.from({ length: 12 * 5 }, (_, i) =>
    monday.add({ days: Math.floor(i / 5) * 7 + (i % 5) }),
  );
  const engagements = [];
  for (const on of days.slice(0, -1))
    engagements.push({
      position_id: await position(on, "18:00"),
      artist_id,
      status: "confirmed" as const,
      override_reason: "Festival",
    });
  await api.engagements.create({ engagements });
  const last = days.at(-1) ?? monday;
  const found = await labourFindings(await position(last, "18:00"), artist_id);
  expect(found.find(({ rule }) => rule === "twelve-weeks")).toMatchObject({
    level: "block",
    measured: 2700,
    allowed: 2640,
    engagements: { length: 59 },
  });
});

test("bug: Sundays overseas were read in the organisation's zone, and not counted", async () => {
  const artist_id = await artist();
  const { id: venue_id } = await api.venues.create({
    name: "Dôme de Cayenne",
    time_zone: "America/Cayenne",
  });
  const { id: project_id } = await api.projects.create({ title: "Songe", convention: "ccneac" });
  const sunday = Temporal.PlainDate.from("2026-09-06");
  // From 21:00 on in Cayenne it is Monday in Paris.
  const position = async (weeks: number) => {
    const on = sunday.add({ weeks }).toString();
    return (await mission("21:00", "23:00", { on, venue_id, project_id })).position_id;
  };
  const engagements = [];
  for (let week = 0; week < 20; week += 1)
    engagements.push({
      position_id: await position(week),
      artist_id,
      status: "confirmed" as const,
    });
  await api.engagements.create({ engagements });
  const found = await labourFindings(await position(20), artist_id);
  expect(found.find(({ rule }) => rule === "sundays")).toMatchObject({
    level: "warn",
    measured: 21,
    allowed: 20,
    engagements: { length: 20 },
  });
});

test("the figures of an agreement decide how much work is read", async () => {
  const artist_id = await artist();
  const { id: project_id } = await api.projects.create({ title: "Songe", convention: "ccneac" });
  const position = async (weeks: number) => {
    const on = Temporal.PlainDate.from("2028-09-03").add({ weeks }).toString();
    return (await mission("15:00", "19:00", { on, project_id })).position_id;
  };
  const engagements = [];
  for (const weeks of [0, 10, 20])
    engagements.push({
      position_id: await position(weeks),
      artist_id,
      status: "confirmed" as const,
    });
  await api.engagements.create({ engagements });
  const sundays = async () => {
    const found = await labourFindings(await position(30), artist_id);
    return found.filter(({ rule }) => rule === "sundays").map(({ measured }) => measured);
  };
  expect(await sundays()).toEqual([]);
  await api.labour.updateSettings({ rules: { sundays: { limits: { maximum: 3 } } } });
  expect(await sundays()).toEqual([4]);
  await api.labour.updateSettings({ rules: {} });
});

import { expect, test } from "vitest";
import { countStatements, refusal, testApi } from "../kit/factory.ts";
import { lastEvent } from "./missions.factory.ts";

const whole = await testApi();
const { api } = whole;
const { id: venue_id } = await api.venues.create({ name: "Pont", time_zone: "Europe/Paris" });

const missionOn = (on: string) => ({
  venue_id,
  title: `Montage of ${on}`,
  kind: "montage" as const,
  starts_at: `${on}T14:00`,
  ends_at: `${on}T18:00`,
  breaks: [{ starts_at: `${on}T16:00`, ends_at: `${on}T16:30` }],
  positions: [{ label: "Face" }, { label: "Retour", count: 2 }],
});
const list = async () => (await api.missions.list({ venue_id })).items;

test("several missions are created in their order, and one event undoes all of them", async () => {
  const days = ["2027-05-04", "2027-05-03"];
  const { missions, event_id } = await api.missions.createMany({ missions: days.map(missionOn) });
  expect(missions).toMatchObject(
    days.map((on) => ({
      title: `Montage of ${on}`,
      status: "draft",
      breaks: [{ starts_at: `${on}T16:00:00+02:00` }],
      positions: [{ label: "Face" }, { label: "Retour", count: 2 }],
    })),
  );
  for (const { id } of missions) expect(await lastEvent(whole, id)).toBe(event_id);
  await api.missions.undo({ event_id: event_id ?? "" });
  expect(await list()).toEqual([]);
});

test("none of several missions is created where one has a time that a clock change skips", async () => {
  const skipped = { ...missionOn("2027-03-28"), starts_at: "2027-03-28T02:30" };
  const refused = api.missions.createMany({ missions: [missionOn("2027-05-03"), skipped] });
  expect(await refusal(refused)).toMatchObject({
    status: 422,
    issues: [{ path: ["missions", 1, "starts_at"] }],
  });
  expect(await list()).toEqual([]);
});

test("50 missions are created in as many statements as one", async () => {
  const cost = (length: number) =>
    countStatements(whole, (counted) =>
      counted.missions.createMany({
        missions: Array.from({ length }, () => missionOn("2027-06-03")),
      }),
    );
  expect(await cost(50)).toBe(await cost(1));
});

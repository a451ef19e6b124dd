import { expect, test } from "vitest";
import { refusal, testApi } from "../kit/factory.ts";

const { api } = await testApi();
const songe = { title: "Le Songe", starts_on: "2027-07-01", ends_on: "2027-07-31" };

test("a project is read back as it was created", async () => {
  const made = await api.projects.create({ ...songe, colour: "#c2410c", convention: "ccneac" });
  expect(made).toEqual({
    id: expect.any(String),
    ...songe,
    status: "active",
    colour: "#c2410c",
    convention: "ccneac",
    setting: "house",
    first_performance_on: null,
    version: 1,
  });
  expect(await api.projects.get({ project_id: made.id })).toEqual(made);
});

test("an update of a project keeps the keys left out, and increments the version", async () => {
  const { id: project_id } = await api.projects.create(songe);
  const changed = await api.projects.update({ project_id, status: "closed", ends_on: null });
  expect(changed).toMatchObject({ ...songe, ends_on: null, status: "closed", version: 2 });
  const toured = { setting: "tour", first_performance_on: "2027-07-08" } as const;
  expect(await api.projects.update({ project_id, ...toured })).toMatchObject(toured);
  await api.projects.update({ project_id, setting: "house", first_performance_on: null });
  const stale = api.projects.update({ project_id, title: "X", expected_version: 1 });
  expect(await refusal(stale)).toMatchObject({ status: 412, current: { title: "Le Songe" } });
});

test("a project cannot end before it starts, also by an update of one date", async () => {
  const backwards = api.projects.create({ ...songe, ends_on: "2027-06-30" });
  expect((await refusal(backwards)).detail).toBe("ends_on: Must not be before starts_on");
  const { id: project_id } = await api.projects.create(songe);
  const moved = api.projects.update({ project_id, starts_on: "2027-08-01" });
  expect((await refusal(moved)).code).toBe("invalid_input");
});

test("a project with missions cannot be deleted", async () => {
  const { id: project_id } = await api.projects.create(songe);
  const { id: venue_id } = await api.venues.create({ name: "Salle", time_zone: "Europe/Paris" });
  const mission = {
    venue_id,
    title: "Balance",
    kind: "balance" as const,
    starts_at: "2027-07-14T14:00",
    ends_at: "2027-07-14T18:00",
  };
  const { id: mission_id } = await api.missions.create({ ...mission, project_id });
  expect((await refusal(api.projects.delete({ project_id }))).status).toBe(409);
  await api.missions.update({ mission_id, project_id: null });
  await api.projects.delete({ project_id });
  expect((await refusal(api.missions.create({ ...mission, project_id }))).detail).toBe(
    `Project ${project_id} not found`,
  );
});

test("projects are listed by title, page by page", async () => {
  const titles: string[] = [];
  let cursor: string | undefined;
  for (const title of ["Zaïre", "Antigone"]) await api.projects.create({ title, status: "draft" });
  do {
    const page = await api.projects.list({ status: "draft", limit: 1, cursor });
    titles.push(...page.items.map(({ title }) => title));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(titles).toEqual(["Antigone", "Zaïre"]);
});

test("projects are found by part of their title", async () => {
  for (const title of ["L'Île des esclaves", "Phèdre"]) await api.projects.create({ title });
  const { items } = await api.projects.list({ q: "ILE" });
  expect(items.map(({ title }) => title)).toEqual(["L'Île des esclaves"]);
});

import { restProcedures } from "@coulisses/rest/meta";
import { describe, expect, test } from "vitest";
import { stage } from "./planning/engagements.factory.ts";
import { testApi, type TestApi } from "./kit/factory.ts";
import { appRouter } from "./router.ts";

const whole = await testApi();
const inputs = await fillLists(whole);

interface Page {
  items: Record<string, unknown>[];
  next_cursor: string | null;
}

/** Calls a list by its place in the router, with a limit of bytes for its answer. */
async function read(name: string, most_bytes: number, more: object = {}): Promise<Page> {
  const caller: unknown = appRouter.createCaller({ ...whole.context, most_bytes });
  const list = name.split(".").reduce<unknown>((at, key) => Object(at)[key], caller);
  if (typeof list !== "function") throw new Error(`There is no list ${name}`);
  return list({ ...inputs[name], ...more });
}

/** All pages of a list, in order. */
async function pagesOf(name: string, most_bytes: number, limit = 1000): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await read(name, most_bytes, { limit, ...(cursor && { cursor }) });
    pages.push(page);
    cursor = page.next_cursor;
  } while (cursor !== null && pages.length < 100);
  return pages;
}

/** Creates at least three items for each list. @returns the inputs that lists require */
async function fillLists(setting: TestApi): Promise<Record<string, object>> {
  const { api } = setting;
  const { mission, artist, place } = await stage(setting);
  const { id: mission_id, position_id } = await mission("09:00", "12:00", {
    positions: [{ count: 9 }],
  });
  await mission();
  await mission();
  for (const name of ["Zoé", "élise", "Emma"]) {
    await place(position_id, await artist(name), "option");
    const { id: venue_id } = await api.venues.create({ name, time_zone: "Europe/Paris" });
    const { id: to_venue_id } = await api.venues.create({ name, time_zone: "Europe/Paris" });
    await api.travel.set({ venue_id, to_venue_id, minutes: 5 });
    await api.projects.create({ title: name });
    await api.keys.create({ name, role: "viewer" });
  }
  for (const name of ["Ida", "Jean", "Kim"]) {
    const told = await mission("18:00", "19:00");
    await place(told.position_id, await artist(name), "confirmed");
    await api.missions.publish({ missions: [{ mission_id: told.id }] });
    await api.missions.update({ mission_id: told.id, title: name });
  }
  const artist_id = await artist();
  for (const hour of [10, 12, 14]) {
    const [start, end] = [`2027-07-14T${hour}:00:00`, `2027-07-14T${hour + 1}:00:00`];
    await api.outsideWork.create({ artist_id, starts_at: start, ends_at: end });
    await api.skills.create({ code: `skill-${hour}`, label: "Son", family: "son" });
    const artists = [{ id: artist_id, name: "Camille", availabilities: [{ start, end }] }];
    await api.plannings.create({ event_date: "2027-07-14", artists });
  }
  const availabilities = [{ start: "2027-07-14T09:00:00", end: "2027-07-14T10:00:00" }];
  const artists = ["Ali", "Béa", "Cléo"].map((name) => ({ name, availabilities }));
  await api.plannings.create({ event_date: "2027-07-14", artists });
  const [{ id: event_id } = { id: "" }] = (await api.audit.list({ noun: "planning" })).items;
  return {
    "audit.changes": { event_id },
    "missions.candidates": { mission_id, position_id },
    "missions.history": { mission_id },
    "outsideWork.list": { artist_id },
  };
}

const lists = restProcedures(appRouter).filter(({ rest }) => rest.list === true);

describe.each(lists.map(({ name }) => name))("%s", (name) => {
  test("has one item per page if two do not fit, and each item once", async () => {
    const [all] = await pagesOf(name, 2 ** 22);
    expect(all?.items.length).toBeGreaterThan(2);
    const pages = await pagesOf(name, 1);
    expect(pages.map(({ items }) => items.length)).toEqual(all?.items.map(() => 1));
    expect(pages.flatMap(({ items }) => items)).toEqual(all?.items);
  });

  test("cuts its pages at the limit of bytes, and loses no item", async () => {
    const [all] = await pagesOf(name, 2 ** 22);
    const most = Math.ceil(JSON.stringify(all?.items).length / 2);
    const pages = await pagesOf(name, most);
    expect(pages.length).toBeGreaterThan(1);
    for (const { items } of pages.filter((page) => page.items.length > 1))
      expect(Buffer.byteLength(JSON.stringify(items))).toBeLessThanOrEqual(most + 1);
    expect(pages.flatMap(({ items }) => items)).toEqual(all?.items);
  });

  test("cuts its pages at the limit of items too", async () => {
    const [all] = await pagesOf(name, 2 ** 22);
    const pages = await pagesOf(name, 2 ** 22, 2);
    expect(pages.slice(0, -1).every(({ items }) => items.length === 2)).toBe(true);
    expect(pages.flatMap(({ items }) => items)).toEqual(all?.items);
  });
});

test.each([
  { name: "artists.list", limit: 1000 },
  { name: "plannings.list", limit: 1000 },
  { name: "missions.list", limit: 100 },
])("$name has $limit items per page by default", ({ name, limit }) => {
  const { input } = lists.find((list) => list.name === name) ?? {};
  expect(input?.parse({})).toMatchObject({ limit });
});

import { beforeEach, describe, expect, test } from "vitest";
import { slot } from "../artists/factory.ts";
import { toProblem } from "../kit/errors.ts";
import { countStatements, refusal, testApi } from "../kit/factory.ts";

const setting = await testApi();
const { api, database } = setting;
const event_date = "2024-05-10";
const [a, b, c] = ["a", "b", "c"].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
const morning = { start: "2024-05-10T09:00:00", end: "2024-05-10T12:00:00" };
const dayBefore = { start: "2024-05-09T09:00:00", end: "2024-05-09T12:00:00" };

function crew(size: number, slots = [morning]) {
  return Array.from({ length: size }, (_, i) => ({
    id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
    name: `Artist ${i}`,
    availabilities: slots,
  }));
}

beforeEach(async () => {
  await database.db.deleteFrom("plannings").execute();
  await database.db.deleteFrom("artists").execute();
});

describe("creating a planning", () => {
  test("gives each artist a slot of that day, and is read back as answered", async () => {
    const planning = await api.plannings.create({
      event_date,
      artists: [
        { id: a, name: "Hélène", availabilities: [morning, dayBefore] },
        { name: "Yann", availabilities: [slot(event_date, "08:00:00", "10:00:00")] },
      ],
    });
    expect(planning).toEqual({
      planning_id: expect.any(String),
      event_date,
      assignments: [
        { artist_id: expect.any(String), slot: slot(event_date, "08:00:00", "10:00:00") },
        { artist_id: a, slot: morning },
      ],
    });
    expect(await api.plannings.get({ planning_id: planning.planning_id })).toEqual(planning);
  });

  test("creates and renames artists, adds missing availabilities, removes none", async () => {
    const known = slot("2024-05-12", "09:00:00", "10:00:00");
    await api.artists.create({ id: a, name: "Helene", availabilities: [known, morning] });
    await api.plannings.create({
      event_date,
      artists: [
        { id: a, name: "Hélène", availabilities: [morning, dayBefore] },
        { id: b, name: "Yann", availabilities: [morning] },
      ],
    });
    const { items } = await api.artists.list({});
    expect(items).toEqual([
      { id: a, name: "Hélène", availabilities: [dayBefore, morning, known] },
      { id: b, name: "Yann", availabilities: [morning] },
    ]);
  });

  test("chooses among the sent availabilities, not among the stored ones", async () => {
    await api.artists.create({ id: a, name: "Hélène", availabilities: [morning] });
    const planning = api.plannings.create({ event_date, artists: [{ id: a, name: "Hélène" }] });
    expect(await refusal(planning)).toMatchObject({ code: "no_availability" });
  });

  test("stores nothing if one artist has no slot that day", async () => {
    const planning = api.plannings.create({
      event_date,
      artists: [
        { id: a, name: "Hélène", availabilities: [morning] },
        { id: b, name: "Yann", availabilities: [dayBefore] },
      ],
    });
    expect(await refusal(planning)).toMatchObject({
      code: "no_availability",
      detail: "Artist 'Yann' has no availability for 2024-05-10",
    });
    expect(await api.artists.list({})).toEqual({ items: [], next_cursor: null });
    expect(await api.plannings.list({})).toEqual({ items: [], next_cursor: null });
  });

  test("refuses the same artist twice, whatever the case of the id", async () => {
    const planning = api.plannings.create({
      event_date,
      artists: [
        { id: a, name: "Hélène", availabilities: [morning] },
        { id: a?.toUpperCase(), name: "Hélène", availabilities: [morning] },
      ],
    });
    expect(await refusal(planning)).toMatchObject({
      code: "invalid_input",
      detail: `artists.1.id: Artist ${a} appears twice`,
    });
  });

  test("refuses a slot that ends before it starts, with its artist", async () => {
    const backwards = slot(event_date, "10:00:00", "09:00:00");
    const planning = api.plannings.create({
      event_date,
      artists: [{ name: "Hélène", availabilities: [morning, backwards] }],
    });
    expect(await refusal(planning)).toMatchObject({
      detail: "artists.0.availabilities.1.end: Availability end must be after start",
    });
  });

  test("refuses to exceed the most availabilities of an artist", async () => {
    const start = Temporal.PlainDateTime.from("2024-06-01T09:00");
    const availabilities = Array.from({ length: 999 }, (_, days) => ({
      start: start.add({ days }).toString(),
      end: start.add({ days, hours: 1 }).toString(),
    }));
    await api.artists.create({ id: a, name: "Hélène", availabilities });
    const plan = (slots: { start: string; end: string }[]) =>
      api.plannings.create({ event_date, artists: [{ id: a, name: "H", availabilities: slots }] });
    expect(await refusal(plan([morning, dayBefore]))).toMatchObject({
      code: "invalid_input",
      detail: `artists.0.availabilities: Artist ${a} would have more than 1000 availabilities`,
    });
    expect((await api.artists.get({ artist_id: String(a) })).availabilities).toHaveLength(999);
    await plan([morning]);
    await plan([morning, ...availabilities]);
    expect((await api.artists.get({ artist_id: String(a) })).availabilities).toHaveLength(1000);
  });

  test("accepts an empty list of artists", async () => {
    expect(await api.plannings.create({ event_date, artists: [] })).toMatchObject({
      assignments: [],
    });
  });

  test("takes at most eight statements for one artist and for 500", async () => {
    for (const size of [1, 500]) {
      const make = () =>
        countStatements(setting, (counted) =>
          counted.plannings.create({ event_date, artists: crew(size) }),
        );
      expect(await make()).toBe(8);
      // Without a new availability, none are counted.
      expect(await make()).toBe(7);
    }
  });
});

describe("a planning", () => {
  test("outlives the artists that it names", async () => {
    const planning = await api.plannings.create({ event_date, artists: crew(2) });
    const [{ artist_id } = { artist_id: "" }] = planning.assignments;
    await api.artists.delete({ artist_id });
    expect(await api.plannings.get({ planning_id: planning.planning_id })).toEqual(planning);
  });

  test("that does not exist is not found", async () => {
    expect(await refusal(api.plannings.get({ planning_id: String(a) }))).toMatchObject({
      code: "not_found",
      detail: `Planning ${a} not found`,
    });
  });
});

describe("the list of plannings", () => {
  const make = (day: string, id: string | undefined) =>
    api.plannings.create({
      event_date: day,
      artists: [{ id, name: "Hélène", availabilities: [slot(day, "09:00:00", "10:00:00")] }],
    });

  test("is newest first, and can be filtered by dates and artist", async () => {
    const first = await make("2024-05-10", a);
    const second = await make("2024-05-12", b);
    const third = await make("2024-05-11", a);
    const list = async (filter: Parameters<typeof api.plannings.list>[0]) =>
      (await api.plannings.list(filter)).items;
    expect(await list({})).toEqual([third, second, first]);
    expect(await list({ from: "2024-05-11" })).toEqual([third, second]);
    expect(await list({ to: "2024-05-11" })).toEqual([third, first]);
    expect(await list({ from: "2024-05-11", to: "2024-05-11" })).toEqual([third]);
    expect(await list({ artist_id: a })).toEqual([third, first]);
    expect(await list({ artist_id: c })).toEqual([]);
  });

  test("visits each planning once, page by page, while others are created", async () => {
    const made = new Set<string>();
    for (let i = 0; i < 12; i += 1) made.add((await make("2024-05-10", a)).planning_id);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await api.plannings.list({ limit: 5, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ planning_id }) => planning_id));
      cursor = page.next_cursor;
      await make("2024-05-10", b);
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual([...made].toSorted());
  });

  test("costs one statement, however many plannings it holds", async () => {
    for (let i = 0; i < 5; i += 1) await api.plannings.create({ event_date, artists: crew(20) });
    expect(await countStatements(setting, (counted) => counted.plannings.list({}))).toBe(1);
  });
});

describe("concurrent planners", () => {
  test("with the same artists in opposite order do not deadlock", async () => {
    const artists = crew(40);
    const rounds = Array.from({ length: 16 }, (_, round) =>
      api.plannings.create({
        event_date,
        artists: (round % 2 === 0 ? artists : artists.toReversed()).map((artist) => ({
          ...artist,
          name: `${artist.name} of ${round}`,
        })),
      }),
    );
    expect(await Promise.all(rounds)).toHaveLength(16);
    expect((await api.artists.list({})).items).toHaveLength(40);
  });

  test("who send the same request both get their planning", async () => {
    const request = { event_date, artists: crew(3) };
    const [first, second] = await Promise.all([
      api.plannings.create(request),
      api.plannings.create(request),
    ]);
    expect(first.planning_id).not.toBe(second.planning_id);
    expect(first.assignments).toEqual(second.assignments);
    const { items } = await api.artists.list({});
    expect(items.map(({ availabilities }) => availabilities)).toEqual([
      [morning],
      [morning],
      [morning],
    ]);
  });

  test("and writers who replace and delete the same artists all succeed or get 404", async () => {
    const artists = crew(10);
    const work = Array.from({ length: 8 }, () => [
      api.plannings.create({ event_date, artists }),
      ...artists.map(({ id, name, availabilities }) =>
        api.artists.replace({ artist_id: id, name, availabilities }),
      ),
      ...artists.map(({ id }) => api.artists.delete({ artist_id: id })),
    ]).flat();
    const outcomes = await Promise.allSettled<unknown>(work);
    const refusals = outcomes.filter((outcome) => outcome.status === "rejected");
    for (const { reason } of refusals)
      expect(toProblem(reason, "en")).toMatchObject({ code: "not_found" });
    expect(outcomes.length - refusals.length).toBeGreaterThanOrEqual(8);
  });
});

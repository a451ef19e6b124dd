import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { toProblem } from "../kit/errors.ts";
import { countStatements, refusal, testApi } from "../kit/factory.ts";
import { anySlots, anyWallTime, clockChangeTime, slot } from "./factory.ts";

const setting = await testApi();
const { api, database } = setting;
const morning = { start: "2024-05-10T09:00:00", end: "2024-05-10T12:00:00" };
const evening = { start: "2024-05-10T18:00:00", end: "2024-05-10T23:00:00" };
const nobody = "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90";

beforeEach(() => database.db.deleteFrom("artists").execute());

describe("an artist", () => {
  test("is created with a new id or the given one, and read back as answered", async () => {
    const created = await api.artists.create({
      name: "Hélène",
      availabilities: [evening, morning],
    });
    expect(created).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: "Hélène",
      availabilities: [morning, evening],
    });
    expect(await api.artists.get({ artist_id: created.id })).toEqual(created);
    const given = await api.artists.create({ id: nobody.toUpperCase(), name: "Yann" });
    expect(given).toEqual({ id: nobody, name: "Yann", availabilities: [] });
  });

  test("cannot take the id of another", async () => {
    await api.artists.create({ id: nobody, name: "Yann", availabilities: [morning] });
    const again = api.artists.create({ id: nobody, name: "Hélène" });
    expect(await refusal(again)).toMatchObject({
      code: "already_exists",
      detail: `Artist ${nobody} already exists`,
    });
    expect(await api.artists.get({ artist_id: nobody })).toMatchObject({
      name: "Yann",
      availabilities: [morning],
    });
  });

  test("is replaced completely and idempotently", async () => {
    const { id } = await api.artists.create({ name: "Hélène", availabilities: [morning] });
    await fc.assert(
      fc.asyncProperty(anySlots, async (availabilities) => {
        const replacement = { artist_id: id, name: "Hélène D.", availabilities };
        const once = await api.artists.replace(replacement);
        expect(await api.artists.replace(replacement)).toEqual(once);
        expect(await api.artists.get({ artist_id: id })).toEqual(once);
      }),
      { numRuns: 25 },
    );
    expect(await api.artists.replace({ artist_id: id, name: "H." })).toEqual({
      id,
      name: "H.",
      availabilities: [],
    });
  });

  test("is deleted with their availabilities", async () => {
    const { id } = await api.artists.create({ name: "Hélène", availabilities: [morning] });
    await api.artists.delete({ artist_id: id });
    expect(await refusal(api.artists.get({ artist_id: id }))).toMatchObject({ code: "not_found" });
    expect(await database.db.selectFrom("availabilities").selectAll().execute()).toEqual([]);
  });

  test("who does not exist cannot be read, replaced or deleted", async () => {
    const notFound = { code: "not_found", detail: `Artist ${nobody} not found` };
    expect(await refusal(api.artists.get({ artist_id: nobody }))).toMatchObject(notFound);
    expect(await refusal(api.artists.delete({ artist_id: nobody }))).toMatchObject(notFound);
    const replacement = { artist_id: nobody, name: "Nobody", availabilities: [morning] };
    expect(await refusal(api.artists.replace(replacement))).toMatchObject(notFound);
  });

  test("with a slot that ends before it starts is refused, and nothing is stored", async () => {
    const created = api.artists.create({
      name: "Hélène",
      availabilities: [morning, slot("2024-05-10", "10:00", "09:00")],
    });
    expect(await refusal(created)).toMatchObject({
      code: "invalid_input",
      detail: "availabilities.1.end: Availability end must be after start",
    });
    expect((await api.artists.list({})).items).toEqual([]);
  });
});

test.each([
  ["any", anyWallTime],
  ["clock-change", clockChangeTime],
])("%s wall-clock times are read back from the database as they were sent", async (_, times) => {
  const { id: artist_id } = await api.artists.create({ name: "Hélène" });
  await fc.assert(
    fc.asyncProperty(times, times, async (a, b) => {
      fc.pre(!a.equals(b));
      const [start, end] = [a, b]
        .toSorted((one, other) => Temporal.PlainDateTime.compare(one, other))
        .map(String);
      fc.pre(start !== undefined && end !== undefined);
      const availabilities = [{ start, end }];
      await api.artists.replace({ artist_id, name: "Hélène", availabilities });
      const { availabilities: stored } = await api.artists.get({ artist_id });
      expect(stored).toEqual(availabilities);
    }),
    { numRuns: 50 },
  );
});

describe("the list of artists", () => {
  const names = ["Zoé", "élise", "Emma", "Éric", "adam", "Œuvrard"];

  test("is ordered by name, whatever the case and accents", async () => {
    for (const name of names) await api.artists.create({ name });
    const { items } = await api.artists.list({});
    expect(items.map(({ name }) => name)).toEqual([
      "adam",
      "élise",
      "Emma",
      "Éric",
      "Œuvrard",
      "Zoé",
    ]);
  });

  test.each([
    { q: "ELI", found: ["élise"] },
    { q: "éRI", found: ["Éric"] },
    { q: "oeu", found: ["Œuvrard"] },
    { q: "œU", found: ["Œuvrard"] },
    { q: "%", found: [] },
    { q: "_", found: [] },
    { q: "m", found: ["adam", "Emma"] },
  ])("finds $found by $q", async ({ q, found }) => {
    for (const name of names) await api.artists.create({ name });
    const { items } = await api.artists.list({ q });
    expect(items.map(({ name }) => name)).toEqual(found);
  });

  test("visits each artist once, page by page, while others are created", async () => {
    const everyone = Array.from(
      { length: 23 },
      (_, i) => `Artist ${String.fromCharCode(65 + (i % 7))}`,
    );
    const ids = new Set<string>();
    for (const name of everyone) ids.add((await api.artists.create({ name })).id);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await api.artists.list({ limit: 5, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ id }) => id).filter((id) => ids.has(id)));
      cursor = page.next_cursor;
      await api.artists.create({ name: "Artist A" });
      await api.artists.create({ name: "Artist H" });
      if (seen.length > 100) throw new Error("The list does not end");
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual([...ids].toSorted());
  });

  test("has complete pages of names that differ by an accent, by case or not at all", async () => {
    const alike = [
      "Eric",
      "Éric",
      "eric",
      "ERIC",
      "Eric",
      "Érica",
      "Œuvrard",
      "Oeuvrard",
      "oe",
      "Zoe\u0301",
      "Zoé",
    ];
    for (const name of alike) await api.artists.create({ name });
    const whole = (await api.artists.list({})).items;
    const turned: typeof whole = [];
    let cursor: string | null | undefined;
    do {
      const page = await api.artists.list({ limit: 1, ...(cursor && { cursor }) });
      turned.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(turned).toEqual(whole);
    expect(turned).toHaveLength(alike.length);
  });

  test("costs one statement, however many artists it holds", async () => {
    expect(await countStatements(setting, (counted) => counted.artists.list({}))).toBe(1);
    for (const name of names)
      await api.artists.create({ name, availabilities: [morning, evening] });
    expect(await countStatements(setting, (counted) => counted.artists.list({}))).toBe(1);
  });
});

describe("concurrent callers", () => {
  test("who create 16 artists with one id get one artist and 15 conflicts", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 16 }, (_, i) =>
        api.artists.create({ id: nobody, name: `Artist ${i}`, availabilities: [morning] }),
      ),
    );
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(15);
    for (const { reason } of refused)
      expect(toProblem(reason, "en")).toMatchObject({ code: "already_exists" });
  });

  test("who replace one artist leave one replacement complete", async () => {
    const { id: artist_id } = await api.artists.create({ name: "Hélène" });
    const replacements = Array.from({ length: 16 }, (_, i) => ({
      artist_id,
      name: `Hélène ${i}`,
      availabilities: [slot(`2024-05-${10 + i}`, "09:00:00", "12:00:00"), morning],
    }));
    await Promise.all(replacements.map((replacement) => api.artists.replace(replacement)));
    const { name, availabilities } = await api.artists.get({ artist_id });
    const winner = replacements.find((replacement) => replacement.name === name);
    expect(new Set(availabilities.map(({ start }) => start))).toEqual(
      new Set(winner?.availabilities.map(({ start }) => start)),
    );
  });
});

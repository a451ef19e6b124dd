import { describe, expect, test } from "vitest";
import { anotherOrganisation, as, refusal, testApi } from "../kit/factory.ts";

const whole = await testApi();
const { api } = whole;
const day = "2027-07-14";
const evening = { start: `${day}T20:00:00`, end: `${day}T23:00:00` };

describe("an event with many changes", () => {
  const names = Array.from({ length: 400 }, (_, i) => `${i} ${"\u0001".repeat(240)}`);
  const artists = names.map((name) => ({ name, availabilities: [evening] }));

  test("shows the first that fit with the number of others, and lists all", async () => {
    const own = as(whole, { organisation: await anotherOrganisation(whole) });
    await own.plannings.create({ event_date: day, artists });
    const [event] = (await own.audit.list()).items;
    const shown = event?.changes ?? [];
    expect(JSON.stringify(shown).length).toBeLessThan(2 ** 18);
    expect(shown.length + (event?.more_changes ?? 0)).toBe(401);
    expect(event?.more_changes).toBeGreaterThan(0);

    const all: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await own.audit.changes({ event_id: event?.id ?? "", cursor });
      all.push(...page.items);
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(all).toHaveLength(401);
    expect(all.slice(0, shown.length)).toEqual(shown);
  });

  test("has an empty list if it changed nothing, and is not found elsewhere", async () => {
    const own = as(whole, { organisation: await anotherOrganisation(whole) });
    const { id: artist_id } = await own.artists.create({ name: "Hélène" });
    await own.artists.anonymise({ artist_id });
    const [{ id: event_id } = { id: "" }] = (await own.audit.list()).items;
    expect(await own.audit.changes({ event_id })).toEqual({ items: [], next_cursor: null });
    const refused = await refusal(api.audit.changes({ event_id }));
    expect(refused).toMatchObject({ code: "not_found", detail: `Event ${event_id} not found` });
  });
});

import type { Calendar, CalendarQuery } from "@coulisses/client";
import { describe, expect, test } from "vitest";
import { readCalendar } from "./calendar-pages.ts";

const week = { from: "2027-05-03T00:00:00Z", to: "2027-05-10T00:00:00Z" };

function page(name: string, next_cursor: string | null): Calendar {
  const person = { artist_id: name, name, availabilities: [], busy: [], findings: [] };
  return { missions: [], engagements: [], people: [person], next_cursor };
}

/** Reads these pages, which are found by their cursors. */
async function readAll(pages: Record<string, Calendar>) {
  const asked: CalendarQuery[] = [];
  const parts: string[][] = [];
  const whole = await readCalendar(week, {
    read: (query) => {
      asked.push(query);
      return Promise.resolve(pages[query.cursor ?? "first"] ?? page("nobody", null));
    },
    onPart: ({ people }) => parts.push(people.map(({ name }) => name)),
  });
  return { names: whole.people.map(({ name }) => name), parts, asked, whole };
}

describe("A calendar that is read in pages", () => {
  test("has what all pages have, each once", async () => {
    const { names, whole } = await readAll({
      first: page("Adèle", "b"),
      b: page("Bastien", "c"),
      c: page("Adèle", null),
    });
    expect(names).toEqual(["Adèle", "Bastien"]);
    expect(whole.next_cursor).toBe(null);
  });

  test("is shown in parts while there is more", async () => {
    const { parts } = await readAll({ first: page("Adèle", "b"), b: page("Bastien", null) });
    expect(parts).toEqual([["Adèle"]]);
  });

  test("is read in one request where it fits into a page", async () => {
    const { asked, parts } = await readAll({ first: page("Adèle", null) });
    expect(asked).toHaveLength(1);
    expect(parts).toEqual([]);
  });
});

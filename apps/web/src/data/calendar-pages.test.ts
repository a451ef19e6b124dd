import { type Calendar, type CalendarQuery, createClient } from "@coulisses/client";
import { testApp } from "@coulisses/server/factory";
import { describe, expect, test } from "vitest";
import { readCalendar, readPage } from "./calendar-pages.ts";

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

  test("has a page too large for a batch, asked for beside other calls", async () => {
    const most = 2 ** 20;
    const calls = 20;
    const { app } = await testApp({ ANSWER_LIMIT: String(most) });
    const client = createClient({ url: await app.listen({ host: "127.0.0.1", port: 0 }) });
    const start = Temporal.PlainDateTime.from("2027-05-04T00:00");
    const availabilities = Array.from({ length: 1000 }, (_, index) => ({
      start: start.add({ minutes: 5 * index }).toString(),
      end: start.add({ minutes: 5 * index + 2 }).toString(),
    }));
    await client.artists.create.mutate({ name: "Inès Caron", availabilities });
    const others = Array.from({ length: calls - 1 }, () => client.health.get.query());
    const [read] = await Promise.all([readPage(client, week), ...others]);
    expect(JSON.stringify(read).length).toBeGreaterThan(most / calls);
  });
});

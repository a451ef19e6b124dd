import { deepStrictEqual } from "node:assert/strict";
import { calendarOf, judgePeople } from "@coulisses/api/planning/calendar";
import { loadCalendar } from "@coulisses/api/planning/calendar.queries";
import { Calendar } from "@coulisses/api/planning/calendar.schema";
import { Room } from "@coulisses/api/kit/room";
import { appRouter } from "@coulisses/api/router";
import { authorizedContext, openAsServer } from "../ours.ts";
import { median } from "../statistics.ts";
import { table } from "../table.ts";
import type { Week } from "./weeks.ts";

const runs = 20;

/** The parts of the time of a calendar, in this process, without other requests. */
export async function measureParts(url: string, weeks: Week[]): Promise<{ table: string }> {
  const database = await openAsServer(url);
  try {
    const context = await authorizedContext(database.db, "calendar.get");
    const { db, organisation } = context;
    const rows: string[][] = [];
    for (const { people, ...week } of weeks) {
      const query = { from: Temporal.Instant.from(week.from), to: Temporal.Instant.from(week.to) };
      const api = appRouter.createCaller(context);
      const expected = await api.calendar.get(week);
      const times: number[][] = [];
      for (let run = -3; run < runs; run++) {
        const room = new Room(context.most_bytes, "less_time");
        const start = performance.now();
        const shown = await loadCalendar(db, organisation.id, { ...query, room });
        if (shown === "too many") throw new Error(`${people} people are too many`);
        const read = performance.now();
        const calendar = calendarOf(shown, await judgePeople(shown, room));
        const judged = performance.now();
        const text = JSON.stringify(await Calendar.parseAsync(calendar));
        const answered = performance.now();
        deepStrictEqual(JSON.parse(text), expected);
        if (run >= 0) times.push([read - start, judged - read, answered - judged]);
      }
      rows.push(rowOf(people, times));
    }
    const head = [
      "People",
      "reading ms",
      "findings ms",
      "checking the answer, JSON ms",
      "findings",
    ];
    return { table: table(head, rows) };
  } finally {
    await database.close();
  }
}

function rowOf(people: number, times: number[][]): string[] {
  const parts = [0, 1, 2].map((part) => median(times.map((run) => run[part] ?? Number.NaN)));
  const share = (parts[1] ?? Number.NaN) / parts.reduce((sum, part) => sum + part, 0);
  return [String(people), ...parts.map((part) => part.toFixed(1)), `${Math.round(share * 100)} %`];
}
